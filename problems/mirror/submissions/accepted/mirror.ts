import * as fs from 'node:fs';

const [count, ...lines] = fs.readFileSync(0, 'utf8').split('\n');
for (const line of lines.slice(0, Number(count))) console.log([...line].reverse().join(''));
