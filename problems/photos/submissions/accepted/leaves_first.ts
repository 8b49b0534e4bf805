import * as fs from 'node:fs';

interface Guest {
  comes: number;
  leaves: number;
}

const numbers: number[] = fs.readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const guests: Guest[] = [];
for (let i = 1; i + 1 < numbers.length; i += 2) guests.push({ comes: numbers[i]!, leaves: numbers[i + 1]! });
guests.sort((one, other) => one.leaves - other.leaves);

let photos = 0;
let last = -1;
for (const guest of guests) {
  if (guest.comes > last) {
    photos++;
    last = guest.leaves;
  }
}
console.log(photos);
