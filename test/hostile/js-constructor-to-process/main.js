const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const reached = this.constructor.constructor('return process')();
console.log(reached.getuid(), reached.ppid, Object.keys(reached.env).filter((name) => !/^(PATH|HOME|TMPDIR|LANG|NODE_DISABLE_COLORS|UV_THREADPOOL_SIZE)$/.test(name)).length);
const fs = reached.mainModule.require('fs');
for (const path of ['/etc/shadow', '/root', '/home', '/proc/1/environ']) refused(path, () => fs.readFileSync(path));
