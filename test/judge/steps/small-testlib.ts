/**
 * A header for the packages of these tests that is called and answers as testlib.h does
 * (https://github.com/MikeMirzayanov/testlib), with the few functions that they use.
 */
export const SMALL_TESTLIB = `#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
enum TResult { _ok = 0, _wa = 1, _pe = 2, _fail = 3, _points = 7 };
struct InStream {
  std::istream *from = nullptr;
  std::ifstream file;
  void open(const char *path) { file.open(path); if (!file) { std::fprintf(stderr, "FAIL cannot open %s\\n", path); std::exit(_fail); } from = &file; }
  long long readInt() { long long value; if (!(*from >> value)) { std::fprintf(stderr, "wrong output format a number was expected\\n"); std::exit(_pe); } return value; }
};
static InStream inf, ouf, ans;
static std::ofstream tout;
static void registerTestlibCmd(int argc, char *argv[]) {
  if (argc != 4) { std::fprintf(stderr, "FAIL %d arguments\\n", argc - 1); std::exit(_fail); }
  inf.open(argv[1]); ouf.open(argv[2]); ans.open(argv[3]);
}
static void registerInteraction(int argc, char *argv[]) {
  if (argc < 3) std::exit(_fail);
  inf.open(argv[1]); tout.open(argv[2]); ouf.from = &std::cin;
  if (argc > 3) ans.open(argv[3]);
}
static void say(const char *word, const char *text) { std::fprintf(stderr, "%s %s\\n", word, text); }
static void quitf(TResult result, const char *text) {
  say(result == _ok ? "ok" : result == _wa ? "wrong answer" : result == _pe ? "wrong output format" : "FAIL", text);
  if (tout.is_open()) tout.close();
  std::exit(result);
}
static void quitp(double points, const char *text) { std::fprintf(stderr, "points %.10f %s\\n", points, text); std::exit(_points); }
`;
