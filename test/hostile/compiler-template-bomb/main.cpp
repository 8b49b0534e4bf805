template <int N, int M> struct Bomb { static constexpr unsigned long value = Bomb<N - 1, 2 * M>::value + Bomb<N - 1, 2 * M + 1>::value; };
template <int M> struct Bomb<0, M> { static constexpr unsigned long value = M; };
int main() { return Bomb<24, 0>::value; }
