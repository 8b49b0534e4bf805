/** The programs of npm run bench fairness: each leans on another part of a machine, and takes some tenths of a second. */
import type { LanguageId } from '#contract/language.js';

export interface FairnessProgram {
  name: string;
  language: LanguageId;
  file: string;
  source: string;
  input: string;
  answer: string;
}

const NUMBERS = Array.from({ length: 100_000 }, (_, index) => `${(index * 7919) % 1_000_003}\n`).join('');

/** Streams through more memory than any cache holds, and so disturbs its neighbours the most. */
export const HOG: FairnessProgram = {
  name: 'memory',
  language: 'c',
  file: 'main.c',
  input: '',
  answer: '0\n',
  source: `#include <stdio.h>
#include <string.h>
#define CELLS (8 << 20)
static unsigned a[CELLS], b[CELLS];
int main(void) {
  unsigned sum = 0;
  for (int round = 0; round < 8; round++) {
    for (int i = 0; i < CELLS; i++) a[i] = b[i] + round;
    memcpy(b, a, sizeof b);
    sum |= b[round] == 12345;
  }
  printf("%u\\n", sum);
}
`,
};

export const FAIRNESS_PROGRAMS: readonly FairnessProgram[] = [
  {
    name: 'cpp',
    language: 'cpp',
    file: 'main.cpp',
    input: '',
    answer: '0\n',
    source: `#include <cstdio>
int main() {
  unsigned long long x = 1;
  int zeros = 0;
  for (int i = 0; i < 120000000; i++) x = x * 6364136223846793005ULL + 1442695040888963407ULL, zeros += x == 0;
  std::printf("%d\\n", zeros);
}
`,
  },
  {
    name: 'java',
    language: 'java',
    file: 'Main.java',
    input: '',
    answer: '4096\n',
    source: `public class Main {
  public static void main(String[] arguments) {
    long[][] kept = new long[4096][];
    for (int i = 0; i < 4_000_000; i++) kept[i & 4095] = new long[8 + (i & 31)];
    int there = 0;
    for (long[] each : kept) if (each.length >= 8) there++;
    System.out.println(there);
  }
}
`,
  },
  {
    name: 'python',
    language: 'python3',
    file: 'main.py',
    input: '',
    answer: '1000\n',
    source: `counts = {}
for i in range(700_000):
    key = i * 7919 % 1000
    counts[key] = counts.get(key, 0) + 1
print(len(counts))
`,
  },
  HOG,
  {
    name: 'io',
    language: 'cpp',
    file: 'main.cpp',
    input: NUMBERS,
    answer: NUMBERS,
    // A system call for each line.
    source: `#include <iostream>
int main() {
  for (long number; std::cin >> number;) std::cout << number << std::endl;
}
`,
  },
];
