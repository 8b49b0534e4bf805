#include <stdio.h>
int main(void) { fwrite("\xff\xfer\0i\0g\0h\0t\0", 1, 12, stdout); }
