// A number theoretic transform modulo 998244353: sums lie between -16.2 and 16.2 million, so that nothing is lost.
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

constexpr std::uint64_t P = 998244353;

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent; exponent >>= 1, base = base * base % P)
        if (exponent & 1) result = result * base % P;
    return result;
}

void transform(std::vector<std::uint64_t>& a, bool inverse) {
    const std::size_t n = a.size();
    for (std::size_t i = 1, j = 0; i < n; i++) {
        std::size_t bit = n >> 1;
        for (; j & bit; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) std::swap(a[i], a[j]);
    }
    for (std::size_t length = 2; length <= n; length <<= 1) {
        std::uint64_t root = power(3, (P - 1) / length);
        if (inverse) root = power(root, P - 2);
        for (std::size_t start = 0; start < n; start += length) {
            std::uint64_t w = 1;
            for (std::size_t i = start; i < start + length / 2; i++, w = w * root % P) {
                const std::uint64_t x = a[i], y = a[i + length / 2] * w % P;
                a[i] = x + y < P ? x + y : x + y - P;
                a[i + length / 2] = x >= y ? x - y : x + P - y;
            }
        }
    }
    if (!inverse) return;
    const std::uint64_t factor = power(n, P - 2);
    for (auto& x : a) x = x * factor % P;
}

int main() {
    int n, m;
    if (std::scanf("%d %d", &n, &m) != 2) return 1;
    std::size_t size = 1;
    while (size < static_cast<std::size_t>(n + m)) size <<= 1;
    std::vector<std::uint64_t> r(size), c(size);
    for (int i = 0; i < n + m; i++) {
        int x;
        if (std::scanf("%d", &x) != 1) return 1;
        const std::uint64_t value = x < 0 ? P + x : x;
        if (i < n) r[i] = value;
        else c[m - 1 - (i - n)] = value;
    }
    transform(r, false);
    transform(c, false);
    for (std::size_t i = 0; i < size; i++) r[i] = r[i] * c[i] % P;
    transform(r, true);
    long long best = 0;
    int where = -1;
    for (int k = 0; k + m <= n; k++) {
        const std::uint64_t raw = r[k + m - 1];
        const long long agreement = raw > P / 2 ? static_cast<long long>(raw) - static_cast<long long>(P) : static_cast<long long>(raw);
        if (where < 0 || agreement > best) best = agreement, where = k;
    }
    std::printf("%d %lld\n", where, best);
}
