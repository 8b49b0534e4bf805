constexpr unsigned long slow(unsigned long n) {
  unsigned long sum = 0;
  for (int i = 0; i < 1000; i++) for (int j = 0; j < 2000; j++) sum += i * n + j;
  return sum;
}
template <unsigned long N> struct All { static constexpr unsigned long value = slow(N) + All<N - 1>::value; };
template <> struct All<0> { static constexpr unsigned long value = 0; };
int main() { return All<800>::value; }
