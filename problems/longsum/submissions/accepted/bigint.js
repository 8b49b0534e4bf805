const entries = require('fs').readFileSync(0, 'utf8').trim().split('\n').slice(1);
console.log(entries.reduce((sum, entry) => sum + BigInt(entry), 0n).toString());
