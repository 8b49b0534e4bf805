const refused = (what, attempt) => {
  let said = 'DONE';
  try { const value = attempt(); if (value === undefined || value === null) said = 'nothing'; } catch (error) { said = error.code ?? error.name; }
  console.log(what, said);
};

const { spawnSync } = require('child_process');
const run = (command) => spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' }).stdout.trim();
console.log(run('id -u'));
console.log(run('cat /etc/shadow /root/.ssh/id_rsa 2>/dev/null | wc -c'));
console.log(run('echo x 2>/dev/null > /usr/bin/planted; ls /usr/bin/planted 2>/dev/null | wc -l'));
console.log(run('su -c id 2>/dev/null | wc -l'));
console.log(run('mount -t tmpfs none /tmp 2>/dev/null; echo $?') !== '0');
console.log(run('unshare -r id 2>/dev/null | wc -l'));
