/** Counts the singers of each pitch, and looks at pairs of pitches. */
import * as fs from 'node:fs';

const [n, d, ...pitches] = fs.readFileSync(0, 'utf8').trim().split(/\s+/).map(Number) as [number, number, ...number[]];
const singers: number[] = new Array<number>(1001).fill(0);
for (const pitch of pitches.slice(0, n)) singers[pitch]!++;

let pairs = 0;
for (let low = 0; low <= 1000; low++) {
  pairs += (singers[low]! * (singers[low]! - 1)) / 2;
  for (let high = low + 1; high <= Math.min(1000, low + d); high++) pairs += singers[low]! * singers[high]!;
}
console.log(pairs);
