// Forgets the third axis.
const MOVES = { E: [0, -1], R: [1, -1], S: [-1, 0], F: [1, 0], X: [-1, 1], C: [0, 1] };
let q = 0;
let r = 0;
for (const key of require('fs').readFileSync(0, 'utf8').split('\n')[1]) {
  q += MOVES[key][0];
  r += MOVES[key][1];
}
const d = Math.max(Math.abs(q), Math.abs(r));
console.log(d, 1 + 3 * d * (d + 1));
