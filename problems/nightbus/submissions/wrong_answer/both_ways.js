// Takes each line for one that drives both ways.
const [n, m, ...numbers] = require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const lines = Array.from({ length: n + 1 }, () => []);
for (let i = 0; i < 3 * m; i += 3) {
  lines[numbers[i]].push([numbers[i + 1], numbers[i + 2]]);
  lines[numbers[i + 1]].push([numbers[i], numbers[i + 2]]);
}

/** A binary heap of [time, stop] in an array; the parent of i is (i - 1) >> 1. */
const heap = [];
function push(entry) {
  let i = heap.push(entry) - 1;
  for (; i > 0 && heap[(i - 1) >> 1][0] > entry[0]; i = (i - 1) >> 1) heap[i] = heap[(i - 1) >> 1];
  heap[i] = entry;
}
function pop() {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length === 0) return top;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child++;
    if (heap[child][0] >= last[0]) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = last;
  return top;
}

const best = new Array(n + 1).fill(Infinity);
push([0, 1]);
while (heap.length > 0) {
  const [time, stop] = pop();
  if (best[stop] !== Infinity) continue;
  best[stop] = time;
  for (const [other, t] of lines[stop]) if (best[other] === Infinity) push([time + t, other]);
}
console.log(best[n] === Infinity ? 'walk' : best[n]);
