const TOP = 1_000_000;
const count = new Uint16Array(TOP + 1);
for (let a = 1; a * a <= TOP; a++) {
  count[a * a]++;
  for (let x = a * a + a; x <= TOP; x += a) count[x] += 2;
}
const packs = require('fs').readFileSync(0, 'latin1').trimEnd().split('\n').slice(1);
console.log(packs.map((x) => count[Number(x)]).join('\n'));
