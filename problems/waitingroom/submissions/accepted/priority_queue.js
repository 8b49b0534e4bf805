// The package, by require.
const { readFileSync } = require('node:fs');
const { MaxPriorityQueue } = require('@datastructures-js/priority-queue');

const [, ...events] = readFileSync(0, 'utf8').trimEnd().split('\n');
const CROWD = 5e4;
// One number for both: urgency first, then who came earlier. It stays below 2 ** 53.
const queue = new MaxPriorityQueue((patient) => patient.rank);
const gone = new Set();
const called = [];
events.forEach((event, number) => {
  const [kind, name, urgency] = event.split(' ');
  if (kind === 'come') queue.enqueue({ name, rank: Number(urgency) * CROWD - number });
  else if (kind === 'go') gone.add(name);
  else {
    while (!queue.isEmpty() && gone.has(queue.front().name)) queue.dequeue();
    called.push(queue.isEmpty() ? '-' : queue.dequeue().name);
  }
});
console.log(called.join('\n'));
