// Works for multiples of four only.
const n = Number(require('fs').readFileSync(0, 'utf8'));
if (n % 4 !== 0) console.log('impossible');
else {
  const trucks = [[], []];
  for (let block = 1; block <= n; block += 4) {
    trucks[0].push(block, block + 3);
    trucks[1].push(block + 1, block + 2);
  }
  for (const truck of trucks) console.log(truck.length, ...truck);
}
