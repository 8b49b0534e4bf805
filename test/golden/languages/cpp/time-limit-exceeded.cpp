#include <atomic>
#include <thread>
#include <vector>
// The time of all threads counts.
int main() {
  std::atomic<unsigned long> i{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; t++) threads.emplace_back([&] { for (;;) i++; });
  for (auto &thread : threads) thread.join();
}
