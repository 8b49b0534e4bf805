const char interpreter[] __attribute__((section(".interp"))) = "/nowhere/ld.so";
int main(void) { return 42; }
