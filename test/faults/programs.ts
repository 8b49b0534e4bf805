/** What is submitted: each program has one right verdict, whatever happens to who judges it. */
import type { ProblemPackage } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { makeProblem } from '#test/support/judge.js';

export interface KnownProgram {
  language: 'c' | 'python3';
  file: string;
  source: string;
  problem: 'ample' | 'brief';
  verdict: Verdict;
}

const C = { language: 'c', file: 'main.c' } as const;
const PYTHON = { language: 'python3', file: 'main.py' } as const;
const READ_SUM = 'long long a, b; if (scanf("%lld %lld", &a, &b) != 2) return 1;';

export const PROGRAMS: readonly KnownProgram[] = [
  { ...C, problem: 'ample', verdict: 'accepted', source: `#include <stdio.h>\nint main(void) { ${READ_SUM} printf("%lld\\n", a + b); }\n` },
  // Long enough to be met in the middle of a run.
  { ...C, problem: 'ample', verdict: 'accepted', source: `#include <stdio.h>\n#include <unistd.h>\nint main(void) { ${READ_SUM} usleep(300000); printf("%lld\\n", a + b); }\n` },
  { ...C, problem: 'ample', verdict: 'wrong-answer', source: `#include <stdio.h>\nint main(void) { ${READ_SUM} printf("%lld\\n", a > 2 ? a - b : a + b); }\n` },
  { ...C, problem: 'ample', verdict: 'runtime-error', source: `#include <stdio.h>\nint main(void) { ${READ_SUM} return 3; }\n` },
  { ...C, problem: 'ample', verdict: 'compile-error', source: 'int main(void) { return nothing; }\n' },
  { ...C, problem: 'brief', verdict: 'time-limit-exceeded', source: 'int main(void) { for (volatile int i = 0;; i++); }\n' },
  { ...PYTHON, problem: 'ample', verdict: 'accepted', source: 'print(sum(map(int, input().split()[:2])))\n' },
  { ...PYTHON, problem: 'ample', verdict: 'wrong-answer', source: 'a, b, *_ = map(int, input().split())\nprint(a * b)\n' },
];

/** Files of so many bytes that a judge with a cache of 1 MiB fetches them again and again: the database is asked in the middle of a judging. */
const PADDING = 700 * 1024;

/** Time limits far from what is used, whatever the load: seconds for programs that take milliseconds, a blink for one that never ends. */
export function makeProblems(store: Parameters<typeof makeProblem>[0]): Record<KnownProgram['problem'], ProblemPackage>[] {
  return [1, 2].map((number) => {
    const test = (a: number) => [`${a} ${number}\n${' '.repeat(PADDING)}${a}\n`, `${a + number}\n`] as const;
    const ample = makeProblem(store, [1, 2, 3, 4].map((a) => (a === 4 ? test(a) : [`${a} ${number}\n`, `${a + number}\n`])));
    const brief = makeProblem(store, [[`1 ${number}\n`, 'never\n']]);
    ample.limits.timeMs = 2_000;
    brief.limits.timeMs = 50;
    return { ample, brief };
  });
}
