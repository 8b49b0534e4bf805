const numbers = require('fs').readFileSync(0, 'utf8').split(/\s+/).filter(Boolean).map(Number);
console.log(numbers.slice(1).reduce((sum, x) => sum + x, 0));
