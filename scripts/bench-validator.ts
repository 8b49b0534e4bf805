/** npm run bench validator: the default validator on 100 MB beside cmp(1), interleaved, medians; and what memory it takes. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { OutputComparer, parseCompareOptions } from '#judge/core/compare.js';
import { median, timeOf } from './support/measure.js';
import { table } from './support/table.js';

const BYTES = 100_000_000;
const ROUNDS = 5;
/** What a pipe gives at a time. */
const PIECE = 64 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'arbiter-bench-'));
try {
  const answer = write('answer', (i) => `${(i * 7919) % 1_000_003} ${i}\n`);
  const same = write('same', (i) => `${(i * 7919) % 1_000_003} ${i}\n`);
  const spaced = write('spaced', (i) => `${(i * 7919) % 1_000_003} ${i} \n`);
  const longer = write('longer', (i) => `${(i * 7919) % 1_000_003}.0 ${i}.00\n`);
  const cases: { name: string; run: () => Promise<void> | void }[] = [
    { name: 'cmp', run: () => void 0 },
    { name: 'equal', run: () => compare(same, answer, []) },
    { name: 'equal, with float tolerance', run: () => compare(same, answer, ['float_tolerance', '1e-6']) },
    { name: 'a space more on every line', run: () => compare(spaced, answer, [], true) },
    { name: 'every number written differently', run: () => compare(longer, answer, ['float_tolerance', '1e-6'], true) },
  ];
  cases[0]!.run = async () => void (await execa('cmp', [same, answer]));
  const times = cases.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { run }] of cases.entries()) {
      times[index]!.push(await timeOf(run));
    }
  }
  const medians = times.map(median);
  console.log(`Default validator on ${BYTES / 1e6} MB, median of ${ROUNDS}`);
  console.log(table(['case', 'ms', 'speed of cmp'], cases.map(({ name }, index) => [name, medians[index]!.toFixed(0), `${((100 * medians[0]!) / medians[index]!).toFixed(0)} %`])));
  console.log(`Resident memory at the end: ${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MiB`);
} finally {
  rmSync(folder, { recursive: true });
}

function write(name: string, line: (i: number) => string): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  for (let written = 0, i = 0; written < BYTES; ) {
    let text = '';
    for (let k = 0; k < 20_000; k++) text += line(i++);
    written += writeSync(file, text);
  }
  closeSync(file);
  return path;
}

/** Files that differ in length end differently; then a difference at the end is expected. */
function compare(outputPath: string, answerPath: string, flags: string[], mayDiffer = false): void {
  const options = parseCompareOptions(flags);
  if (typeof options === 'string') throw new Error(options);
  const [output, answer] = [openSync(outputPath, 'r'), openSync(answerPath, 'r')];
  const comparer = new OutputComparer((buffer) => readSync(answer, buffer, 0, buffer.length, null), options);
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE);
    const count = readSync(output, piece, 0, PIECE, null);
    if (count === 0) break;
    comparer.feed(piece.subarray(0, count));
  }
  const difference = comparer.finish();
  closeSync(output);
  closeSync(answer);
  if (difference !== null && !mayDiffer) throw new Error(difference);
}
