const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

Error.prepareStackTrace = (_, sites) => sites;
const sites = new Error('x').stack;
const outer = sites.map((site) => { try { return site.getThis(); } catch { return undefined; } }).filter(Boolean);
const found = outer.map((value) => { try { return value.constructor.constructor('return process')(); } catch { return undefined; } }).find(Boolean) ?? process;
Error.prepareStackTrace = undefined;
console.log(found.getuid(), found.geteuid(), found.getgroups().every((group) => group === 1000 || group === 65534));
refused('kill process 1', () => found.kill(1, 'SIGUSR1') && null);
console.log(found.ppid);
