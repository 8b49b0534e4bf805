// A double holds every integer up to 2^53, and only some beyond it.
const entries = require('fs').readFileSync(0, 'utf8').trim().split('\n').slice(1).map(Number);
console.log(BigInt(entries.reduce((sum, entry) => sum + entry, 0)).toString());
