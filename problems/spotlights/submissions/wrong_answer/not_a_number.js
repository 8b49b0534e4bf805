// Without any case distinction: NaN where the circles do not meet.
const [x1, y1, r1, x2, y2, r2] = require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const d = Math.hypot(x1 - x2, y1 - y2);
const segment = (r, other) => {
  const angle = 2 * Math.acos((d * d + r * r - other * other) / (2 * d * r));
  return (r * r * (angle - Math.sin(angle))) / 2;
};
console.log(segment(r1, r2) + segment(r2, r1));
