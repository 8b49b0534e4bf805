const all = [];
for (let i = 0; i < 1024; i++) all.push(Buffer.alloc(1 << 20, 1));
console.log(all.length);
