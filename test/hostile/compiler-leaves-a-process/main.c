__asm__(".incbin \"/proc/self/fd/2\"");
int main(void) { return 0; }
