const [first, song] = require('fs').readFileSync(0, 'latin1').split('\n');
const k = Number(first);
const n = song.length;
const step = new Int32Array(26 * 2 * (n + 1));
const link = new Int32Array(2 * (n + 1));
const length = new Int32Array(2 * (n + 1));
const times = new Int32Array(2 * (n + 1));
link[0] = -1;
let count = 1;
let last = 0;
for (let i = 0; i < n; i++) {
  const letter = song.charCodeAt(i) - 97;
  const now = count++;
  length[now] = length[last] + 1;
  times[now] = 1;
  let state = last;
  for (; state >= 0 && step[26 * state + letter] === 0; state = link[state]) step[26 * state + letter] = now;
  if (state >= 0) {
    const target = step[26 * state + letter];
    if (length[target] === length[state] + 1) link[now] = target;
    else {
      const copy = count++;
      step.copyWithin(26 * copy, 26 * target, 26 * (target + 1));
      link[copy] = link[target];
      length[copy] = length[state] + 1;
      for (; state >= 0 && step[26 * state + letter] === target; state = link[state]) step[26 * state + letter] = copy;
      link[target] = copy;
      link[now] = copy;
    }
  }
  last = now;
}
const order = Array.from({ length: count - 1 }, (_, i) => i + 1).sort((a, b) => length[b] - length[a]);
let best = 0;
for (const state of order) {
  times[link[state]] += times[state];
  if (times[state] >= k) best = Math.max(best, length[state]);
}
console.log(best);
