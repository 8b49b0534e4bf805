/** The user that the server runs as: it serves strangers, so it is nobody on this host. */
import { readFileSync } from 'node:fs';
import { collect } from '../support/processes.js';
import { Refusal, step } from '../support/progress.js';

const NAME = 'arbiter';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/** The system user `arbiter`, made where it is missing; `nobody` where users cannot be added. */
export async function serverUser(): Promise<SystemUser> {
  const existing = find(NAME);
  if (existing) return existing;
  return await step(`system user ${NAME}`, async ({ note }) => {
    await collect('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', NAME]);
    const user = find(NAME) ?? find('nobody');
    if (!user) throw new Refusal('There is no unprivileged user to run the server as.', `Make one: useradd --system --user-group ${NAME}`);
    if (user.name !== NAME) note(`cannot be made, taking ${user.name}`);
    return user;
  });
}

function find(name: string): SystemUser | undefined {
  const fields = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find(([first]) => first === name);
  return fields ? { name, uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
