__asm__(".pushsection .note\n.popsection");
#pragma GCC optimize ("dump-tree-all")
#pragma GCC push_options
int main(void) { return 0; }
