/**
 * A private PostgreSQL cluster on disk: where it lies, how it is made, and its passwords.
 *
 *   <dataDir>/postgres/            the cluster, owned by the user that PostgreSQL runs as
 *   <dataDir>/postgres.json        passwords of both logins, mode 0600
 *   <dataDir>/postgres.log
 *   /run/arbiter-<hash>/           the unix socket: its path may not be longer than 107 bytes, a dataDir's may
 *
 * Below a folder that PostgreSQL's user cannot enter, such as root's home, the cluster is /var/lib/arbiter/<hash>/postgres
 * instead, and <dataDir>/postgres a symbolic link to it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findBinaries, type Binaries } from './binaries.js';
import { chooseUser, runAs, type SystemUser } from './system-user.js';

export const OWNER = 'arbiter';
const PUBLIC_FOLDER = '/var/lib/arbiter';

const passwordsSchema = z.object({ owner: z.string(), judge: z.string() });
export type Passwords = z.infer<typeof passwordsSchema>;

export interface Cluster {
  /** Twelve hexadecimal digits that tell instances on one machine apart. */
  hash: string;
  user: SystemUser;
  binaries: Binaries;
  /** The cluster itself, symbolic links resolved. */
  folder: string;
  socketFolder: string;
  logFile: string;
  passwords: Passwords;
}

/** Finds the cluster of this data folder, or makes it. The caller holds the instance's lock. */
export async function prepareCluster(dataDir: string): Promise<Cluster> {
  const user = chooseUser();
  const hash = instanceHash(dataDir);
  const binaries = await findBinaries(user, PUBLIC_FOLDER);
  const passwords = readPasswords(join(dataDir, 'postgres.json'));
  const folder = await clusterFolder(dataDir, hash, user);
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(folder, binaries, user, passwords.owner);
  return { hash, user, binaries, folder: realpathSync(folder), socketFolder: join(isWritable('/run') ? '/run' : '/tmp', `arbiter-${hash}`), logFile: join(dataDir, 'postgres.log'), passwords };
}

/** The folder must exist. Two names of one folder have one hash. */
export function instanceHash(dataDir: string): string {
  return createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
}

function readPasswords(file: string): Passwords {
  if (existsSync(file)) return passwordsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made = { owner: randomBytes(24).toString('base64url'), judge: randomBytes(24).toString('base64url') };
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  renameSync(unfinished, file);
  return made;
}

async function clusterFolder(dataDir: string, hash: string, user: SystemUser): Promise<string> {
  const here = join(dataDir, 'postgres');
  // A link is followed even if the data folder has been moved since and its hash is another.
  if (existsSync(here)) return here;
  if ((await runAs(user, '/usr/bin/test', ['-x', dataDir])).code === 0) return here;
  const elsewhere = join(PUBLIC_FOLDER, hash, 'postgres');
  mkdirSync(join(PUBLIC_FOLDER, hash), { recursive: true, mode: 0o755 });
  rmSync(here, { force: true });
  symlinkSync(elsewhere, here);
  return elsewhere;
}

/** Made beside its place and renamed, so that a half-made cluster is never taken for a whole one. */
async function initialise(folder: string, binaries: Binaries, user: SystemUser, password: string): Promise<void> {
  const unfinished = `${folder}.new`;
  const passwordFile = join(tmpdir(), `arbiter-${randomBytes(8).toString('hex')}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  give(unfinished, user);
  writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
  try {
    give(passwordFile, user);
    // The builtin locale sorts alike on every host, whatever locales that has.
    const { code, output } = await runAs(user, binaries.initdb, [
      '-D', unfinished, '-U', OWNER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--data-checksums',
      '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    ]);
    if (code !== 0) throw new Error(`initdb failed as ${user.name}:\n${output}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, folder);
}

/** Below /run where we may write, else below the temporary folder: short names both. Gone after a reboot, so made at each start. */
export function makeSocketFolder({ socketFolder, user }: Pick<Cluster, 'socketFolder' | 'user'>): void {
  mkdirSync(socketFolder, { recursive: true });
  const found = lstatSync(socketFolder);
  if (!found.isDirectory() || ![process.getuid?.(), user.ids?.uid].includes(found.uid)) throw new Error(`${socketFolder} belongs to somebody else: remove it`);
  give(socketFolder, user);
  // Others may connect, and need the password: judges may run as another user.
  chmodSync(socketFolder, 0o755);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function give(path: string, user: SystemUser): void {
  if (user.ids !== undefined) chownSync(path, user.ids.uid, user.ids.gid);
}
