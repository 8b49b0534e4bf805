#include <stdio.h>
int main(void) { fputs("\xef\xbb\xbfwrong\r\x1b[2K\x1b]0;title\aright\n", stdout); }
