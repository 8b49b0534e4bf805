// The package, by import.
import { readFileSync } from 'node:fs';
import { PriorityQueue } from '@datastructures-js/priority-queue';

const [, ...events] = readFileSync(0, 'utf8').trimEnd().split('\n');
const queue = new PriorityQueue((a, b) => b.urgency - a.urgency || a.number - b.number);
const gone = new Set();
const called = [];
events.forEach((event, number) => {
  const [kind, name, urgency] = event.split(' ');
  if (kind === 'come') queue.enqueue({ name, number, urgency: Number(urgency) });
  else if (kind === 'go') gone.add(name);
  else {
    while (!queue.isEmpty() && gone.has(queue.front().name)) queue.dequeue();
    called.push(queue.isEmpty() ? '-' : queue.dequeue().name);
  }
});
console.log(called.join('\n'));
