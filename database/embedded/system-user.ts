/** The user that the private PostgreSQL runs as: it refuses to run as root. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface SystemUser {
  name: string;
  /** Undefined: this process's own user, nothing to change. */
  ids: { uid: number; gid: number } | undefined;
}

/** `postgres` where the system has it, else `nobody`; the process's own user unless that is root. */
export function chooseUser(): SystemUser {
  if (process.getuid?.() !== 0) return { name: 'this user', ids: undefined };
  const entries = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find((fields) => fields[0] === name);
    if (entry !== undefined) return { name, ids: { uid: Number(entry[2]), gid: Number(entry[3]) } };
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as: add one, or set DATABASE_URL');
}

/** What programs of PostgreSQL are given: nothing of our environment, and a working directory that any user may enter. */
export function spawnOptions(user: SystemUser) {
  return { cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...user.ids };
}

/** Runs a program to its end as that user. */
export async function runAs(user: SystemUser, program: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(user), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? -1, output: signal === null ? output : `${output}\nkilled by ${signal}` }));
  });
}
