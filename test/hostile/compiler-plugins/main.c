#pragma GCC plugin("/tmp/evil.so")
#pragma comment(linker, "-plugin /tmp/evil.so")
#pragma comment(exestr, "exec")
#pragma GCC optimize ("-fplugin=/tmp/evil.so")
#pragma GCC optimize ("-wrapper=/bin/sh")
int main(void) { return 0; }
