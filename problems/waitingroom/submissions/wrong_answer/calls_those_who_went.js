// Does not notice who went home.
const { readFileSync } = require('node:fs');
const { PriorityQueue } = require('@datastructures-js/priority-queue');

const [, ...events] = readFileSync(0, 'utf8').trimEnd().split('\n');
const queue = new PriorityQueue((a, b) => b.urgency - a.urgency || a.number - b.number);
const called = [];
events.forEach((event, number) => {
  const [kind, name, urgency] = event.split(' ');
  if (kind === 'come') queue.enqueue({ name, number, urgency: Number(urgency) });
  else if (kind === 'next') called.push(queue.isEmpty() ? '-' : queue.dequeue().name);
});
console.log(called.join('\n'));
