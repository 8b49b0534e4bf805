// Takes refunds for takings.
import * as fs from 'node:fs';

const [a, b] = fs.readFileSync(0, 'utf8').trim().split(/\s+/).map((word) => Math.abs(Number(word))) as [number, number];
console.log(a + b);
