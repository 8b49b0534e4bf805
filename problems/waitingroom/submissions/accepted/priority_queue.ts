// The package with its types.
import { readFileSync } from 'node:fs';
import { PriorityQueue } from '@datastructures-js/priority-queue';

interface Patient {
  name: string;
  urgency: number;
  number: number;
}

const [, ...events] = readFileSync(0, 'utf8').trimEnd().split('\n');
const queue = new PriorityQueue<Patient>((a, b) => b.urgency - a.urgency || a.number - b.number);
const gone = new Set<string>();
const called: string[] = [];
events.forEach((event, number) => {
  const [kind, name, urgency] = event.split(' ');
  if (kind === 'come') queue.enqueue({ name, number, urgency: Number(urgency) });
  else if (kind === 'go') gone.add(name);
  else {
    while (!queue.isEmpty() && gone.has(queue.front()!.name)) queue.dequeue();
    const patient: Patient | null = queue.dequeue();
    called.push(patient === null ? '-' : patient.name);
  }
});
console.log(called.join('\n'));
