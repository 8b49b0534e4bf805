static volatile char all[1900L << 20];
int main(void) { for (long i = 0; i < (1900L << 20); i += 4096) all[i] = 1; }
