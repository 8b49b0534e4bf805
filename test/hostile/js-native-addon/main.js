const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const fs = require('fs');
fs.writeFileSync('/tmp/addon.node', Buffer.from('7f454c4602010100', 'hex'));
refused('a broken library', () => process.dlopen({ exports: {} }, '/tmp/addon.node'));
refused('libc', () => process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6'));
refused('internals', () => process.binding('fs'));
refused('beside node', () => fs.writeFileSync(process.execPath + '.new', ''));
refused('node itself', () => fs.openSync(process.execPath, 'r+'));
