import * as fs from 'node:fs';

type Move = readonly [number, number];
const MOVES: Readonly<Record<string, Move>> = { E: [0, -1], R: [1, -1], S: [-1, 0], F: [1, 0], X: [-1, 1], C: [0, 1] };

let q = 0;
let r = 0;
for (const key of fs.readFileSync(0, 'utf8').split('\n')[1] ?? '') {
  const move = MOVES[key];
  if (move === undefined) throw new Error(`There is no move ${key}`);
  q += move[0];
  r += move[1];
}
const d: number = Math.max(Math.abs(q), Math.abs(r), Math.abs(q + r));
console.log(`${d} ${1 + 3 * d * (d + 1)}`);
