/** Integrates the lens numerically (Gauss-Legendre, after a substitution that makes the ends smooth). */
import * as fs from 'node:fs';

const numbers: number[] = fs.readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const [x1, y1, r1, x2, y2, r2] = numbers as [number, number, number, number, number, number];
const square = (x1 - x2) ** 2 + (y1 - y2) ** 2;

/** Area of the disc of radius r beyond a chord at distance h: twice the integral of sqrt(r² - t²) from h to r. */
function segment(r: number, h: number): number {
  const top = Math.acos(h / r);
  const steps = 2000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    for (const offset of [0.5 - Math.sqrt(1 / 12), 0.5 + Math.sqrt(1 / 12)]) {
      sum += Math.sin(((i + offset) * top) / steps) ** 2;
    }
  }
  return (2 * r * r * sum * top) / (2 * steps);
}

if (square >= (r1 + r2) ** 2) console.log('0.0');
else if (square <= (r1 - r2) ** 2) console.log(Math.PI * Math.min(r1, r2) ** 2);
else {
  const d = Math.sqrt(square);
  const h = (square + r1 * r1 - r2 * r2) / (2 * d);
  console.log(segment(r1, h) + segment(r2, d - h));
}
