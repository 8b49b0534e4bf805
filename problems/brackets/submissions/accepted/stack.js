const log = require('fs').readFileSync(0, 'utf8').trim();
const openedBy = { ')': '(', ']': '[', '}': '{' };

function isSound() {
  const stack = [];
  for (const sign of log) {
    if ('([{'.includes(sign)) stack.push(sign);
    else if (sign in openedBy && stack.pop() !== openedBy[sign]) return false;
  }
  return stack.length === 0;
}

console.log(isSound() ? 'yes' : 'no');
