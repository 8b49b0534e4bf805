// Puts the two texts side by side in place of adding two numbers.
const [a, b] = require('fs').readFileSync(0, 'utf8').trim().split(' ');
console.log(a + b);
