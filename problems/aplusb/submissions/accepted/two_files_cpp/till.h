#pragma once

long long together(long long a, long long b);
