/* An ELF program names its interpreter in this section; the kernel looks for it at execve. */
const char interpreter[] __attribute__((section(".interp"))) = "/nowhere/ld.so";
int main(void) { return 0; }
