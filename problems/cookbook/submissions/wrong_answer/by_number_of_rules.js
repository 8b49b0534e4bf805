// Sorts by the number of steps that are known to come directly before.
const [n, m, ...numbers] = require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const before = new Array(n + 1).fill(0);
for (let i = 0; i < m; i++) before[numbers[2 * i + 1]]++;
const order = Array.from({ length: n }, (_, i) => i + 1).sort((a, b) => before[a] - before[b]);
console.log(n > 0 && before[order[0]] > 0 ? 'impossible' : order.join(' '));
