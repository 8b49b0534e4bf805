#include "till.h"

long long together(long long a, long long b) { return a + b; }
