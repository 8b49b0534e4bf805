const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const fs = require('fs');
fs.writeFileSync('/tmp/.npmrc', 'node-options=--require /tmp/evil.js');
fs.writeFileSync('/tmp/evil.js', 'console.log("evil")');
refused('beside the program', () => fs.writeFileSync(__dirname + '/package.json', '{"type":"module"}'));
refused('modules of all', () => fs.mkdirSync('/node_modules'));
refused('modules of the system', () => fs.writeFileSync('/usr/lib/node_modules/evil.js', ''));
refused('modules of the home', () => { fs.mkdirSync('/tmp/.node_modules'); return null; });
console.log(fs.readdirSync('/tmp').length);
