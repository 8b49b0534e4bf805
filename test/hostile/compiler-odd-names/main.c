#include <stdio.h>
int helper(void);
int main(void) { puts(helper() == 7 ? "right" : "wrong"); }
