// @EXPECTED_RESULTS@: MEMORY_LIMIT_EXCEEDED
// Remembers the place of every piece of text as bytes of its own.
const [first, song] = require('fs').readFileSync(0, 'latin1').split('\n');
const kept = [];
const times = new Map();
let best = 0;
for (let length = 1; length < song.length && length <= 60; length++) {
  for (let start = 0; start + length <= song.length; start++) {
    if (song.length > 1000) kept.push(Buffer.alloc(4096, song.slice(start, start + length)));
    const piece = song.slice(start, start + length);
    times.set(piece, (times.get(piece) ?? 0) + 1);
    if (times.get(piece) >= Number(first)) best = length;
  }
}
console.log(song.length === 1 ? 0 : best, kept.length > 0 ? 'pieces kept' : '');
