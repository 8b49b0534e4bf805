// A heap does not keep the order of equals.
import { readFileSync } from 'node:fs';
import { MaxPriorityQueue } from '@datastructures-js/priority-queue';

const [, ...events] = readFileSync(0, 'utf8').trimEnd().split('\n');
const queue = new MaxPriorityQueue((patient) => patient.urgency);
const gone = new Set();
const called = [];
for (const event of events) {
  const [kind, name, urgency] = event.split(' ');
  if (kind === 'come') queue.enqueue({ name, urgency: Number(urgency) });
  else if (kind === 'go') gone.add(name);
  else {
    while (!queue.isEmpty() && gone.has(queue.front().name)) queue.dequeue();
    called.push(queue.isEmpty() ? '-' : queue.dequeue().name);
  }
}
console.log(called.join('\n'));
