/* -fplugin=/tmp/evil.so -o /build/other */ static int unused_here;
