const [n, c, q, ...events] = require('fs').readFileSync(0, 'latin1').trimEnd().split(/\s+/).map(Number);
let size = 1;
while (size < n) size *= 2;
const most = new Int32Array(2 * size).fill(c, size, size + n);
for (let node = size - 1; node > 0; node--) most[node] = Math.max(most[2 * node], most[2 * node + 1]);

function change(node, by) {
  most[node] += by;
  for (node >>= 1; node > 0; node >>= 1) most[node] = Math.max(most[2 * node], most[2 * node + 1]);
}

const groups = [];
let steps = 0;
let turnedAway = 0;
for (const event of events) {
  if (event < 0) {
    const [node, people] = groups[-event - 1];
    if (node > 0) change(node, people);
  } else if (most[1] < event) {
    turnedAway++;
    groups.push([0, event]);
  } else {
    let node = 1;
    while (node < size) node = most[2 * node] >= event ? 2 * node : 2 * node + 1;
    steps += 2 * (node - size + 1);
    groups.push([node, event]);
    change(node, -event);
  }
}
console.log(steps, turnedAway);
