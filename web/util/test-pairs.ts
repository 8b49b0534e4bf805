/** Files of tests as people have them, put together by their names: `03.in` with `03.ans`, `input07.txt` with `output07.txt`. */

/** Ends of names, and beginnings, that say what a file is. */
const INPUT_ENDS = ['.in', '.inp', '.input', '.dat'] as const;
const ANSWER_ENDS = ['.ans', '.out', '.a', '.ok', '.answer', '.output', '.sol'] as const;
const INPUT_STARTS = /^(?:input|in)(?=[._-]?\d)/i;
const ANSWER_STARTS = /^(?:output|out|answer|ans)(?=[._-]?\d)/i;

export interface TestPair<F> {
  /** What the two names have in common. */
  name: string;
  input: F;
  answer?: F;
}
export interface PairedFiles<F> {
  pairs: TestPair<F>[];
  /** Answers without an input, and files whose names say nothing. */
  others: F[];
}

/** Pairs in the order that people count in: test2 before test10. The Polygon way, `03` with `03.a`, too. */
export function pairTests<F extends { name: string }>(files: readonly F[]): PairedFiles<F> {
  const names = new Set(files.map(({ name }) => name));
  const inputs = new Map<string, F>();
  const answers = new Map<string, F>();
  const others: F[] = [];
  for (const file of files) {
    const kind = kindOf(file.name, names);
    const [of, name] = kind ?? [undefined, ''];
    const known = of === 'input' ? inputs : answers;
    if (of === undefined || known.has(name)) others.push(file);
    else known.set(name, file);
  }
  const pairs = [...inputs].map(([name, input]): TestPair<F> => {
    const answer = answers.get(name);
    answers.delete(name);
    return { name, input, ...(answer ? { answer } : {}) };
  });
  const order = new Intl.Collator('en', { numeric: true });
  return { pairs: pairs.sort((a, b) => order.compare(a.name, b.name)), others: [...others, ...answers.values()] };
}

function kindOf(name: string, all: ReadonlySet<string>): ['input' | 'answer', string] | undefined {
  const lower = name.toLowerCase();
  const inputEnd = INPUT_ENDS.find((end) => lower.endsWith(end) && lower.length > end.length);
  if (inputEnd) return ['input', name.slice(0, -inputEnd.length)];
  const answerEnd = ANSWER_ENDS.find((end) => lower.endsWith(end) && lower.length > end.length);
  if (answerEnd) return ['answer', name.slice(0, -answerEnd.length)];
  if (all.has(`${name}.a`)) return ['input', name];
  const bare = name.replace(/\.txt$/i, '');
  if (INPUT_STARTS.test(bare)) return ['input', bare.replace(INPUT_STARTS, '').replace(/^[._-]/, '')];
  if (ANSWER_STARTS.test(bare)) return ['answer', bare.replace(ANSWER_STARTS, '').replace(/^[._-]/, '')];
  return undefined;
}
