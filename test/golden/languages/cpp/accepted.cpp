#include <bits/stdc++.h>
int main() {
  int n;
  long long sum = 0, x;
  for (std::cin >> n; n > 0 && std::cin >> x; n--) sum += x;
  std::cout << sum << "\n";
}
