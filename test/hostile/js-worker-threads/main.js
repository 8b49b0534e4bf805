const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const { Worker } = require('worker_threads');
let left = 3;
for (let i = 0; i < 3; i++) {
  const worker = new Worker('const { parentPort } = require("worker_threads"); parentPort.postMessage([process.getuid(), Object.keys(process.env).length]);', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 4096 }, env: { A: '1' } });
  worker.once('message', (message) => { console.log(...message); if (--left === 0) process.exit(0); });
}
