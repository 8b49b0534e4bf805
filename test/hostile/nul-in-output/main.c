#include <stdio.h>
int main(void) { fwrite("right\0\n", 1, 7, stdout); }
