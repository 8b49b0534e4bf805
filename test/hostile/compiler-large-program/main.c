char all[1L << 31] = {1};
int main(void) { return all[0]; }
