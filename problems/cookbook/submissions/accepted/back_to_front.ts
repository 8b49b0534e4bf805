/** Takes away last steps, and turns the order round at the end. */
import * as fs from 'node:fs';

const numbers: number[] = fs.readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const n: number = numbers[0]!;
const m: number = numbers[1]!;
const before: number[][] = Array.from({ length: n + 1 }, () => []);
const waiting: number[] = new Array<number>(n + 1).fill(0);
for (let i = 0; i < m; i++) {
  const a = numbers[2 + 2 * i]!;
  const b = numbers[3 + 2 * i]!;
  before[b]!.push(a);
  waiting[a]!++;
}
const last: number[] = [];
for (let step = 1; step <= n; step++) if (waiting[step] === 0) last.push(step);
for (let i = 0; i < last.length; i++) {
  for (const earlier of before[last[i]!]!) {
    waiting[earlier]!--;
    if (waiting[earlier] === 0) last.push(earlier);
  }
}
console.log(last.length === n ? last.reverse().join(' ') : 'impossible');
