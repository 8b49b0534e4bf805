// Right up to upper and lower case.
const [count, ...lines] = require('fs').readFileSync(0, 'utf8').split('\n');
for (const line of lines.slice(0, Number(count))) console.log([...line.toLowerCase()].reverse().join(''));
