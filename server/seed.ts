/** What a new installation begins with: the first account, and the problems that come with Arbiter. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { pino } from 'pino';
import { insertAccount, selectOptionalAccountByLogin } from '#database/accounts.js';
import { close, connect, type Database } from '#database/connect.js';
import { hasArchive } from '#database/problems.js';
import { ARBITER_YAML } from '#judge/packages/arbiter-yaml.js';
import { hashPassword, makePassword } from './accounts/secrets.js';
import { ApiError } from './http/errors.js';
import { importPackage } from './problems/import-package.js';

const ADMIN = 'admin';
/** ZIP knows no time before; the same content shall give the same bytes. */
const EPOCH = new Date('1980-01-01T12:00:00Z');

export interface SeedOptions {
  databaseUrl: string;
  /** Of the first account; made up where undefined. */
  adminPassword: string | undefined;
  problemsFolder: string;
  /** Names of folders there; undefined: all. */
  only?: readonly string[] | undefined;
  /** Told of what is going on. */
  say: (line: string) => void;
}

export interface Seeded {
  /** To be shown once; null where the account was there, or its password was given. */
  madePassword: string | null;
  added: number;
  unchanged: number;
}

/** Makes the first account, and loads the problems that need no judge for it. */
export async function seed({ databaseUrl, adminPassword, problemsFolder, only, say }: SeedOptions): Promise<Seeded> {
  const db = connect(databaseUrl, { applicationName: 'arbiter seed', max: 2 });
  try {
    const madePassword = await addAdmin(db, adminPassword);
    const counts = await loadProblems(db, problemsFolder, say, only);
    return { madePassword, ...counts };
  } finally {
    await close(db);
  }
}

export interface SeededWithPackages {
  added: string[];
  /** Those whose packages could not be installed, and why: they are tried again at the next start. */
  refused: { name: string; why: string }[];
}

/** Loads the problems that ask for packages of other people, which a judge must install: when one is at work. */
export async function seedWithPackages({ databaseUrl, problemsFolder, only }: Pick<SeedOptions, 'databaseUrl' | 'problemsFolder' | 'only'>): Promise<SeededWithPackages> {
  const db = connect(databaseUrl, { applicationName: 'arbiter seed', max: 2 });
  const seeded: SeededWithPackages = { added: [], refused: [] };
  try {
    for (const { name } of await readdir(problemsFolder, { withFileTypes: true })) {
      if (only?.includes(name) === false || !existsSync(join(problemsFolder, name, ARBITER_YAML))) continue;
      try {
        const { added } = await loadProblems(db, problemsFolder, () => undefined, [name], true);
        if (added > 0) seeded.added.push(name);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        seeded.refused.push({ name, why: error.details?.map(({ message }) => message).join(' ') ?? error.message });
      }
    }
    return seeded;
  } finally {
    await close(db);
  }
}

async function addAdmin(db: Database, given: string | undefined): Promise<string | null> {
  if ((await selectOptionalAccountByLogin(db, ADMIN)) !== null) return null;
  const password = given ?? makePassword();
  const row = await insertAccount(db, { username: ADMIN, email: 'admin@localhost', passwordHash: await hashPassword(password), role: 'admin' });
  return 'taken' in row || given !== undefined ? null : password;
}

/**
 * Every folder with a problem.yaml becomes a public problem, or a new version of it when its content is new.
 * `withPackages`: those that ask for packages of other people, or those that do not. @throws ApiError where one is refused
 */
export async function loadProblems(db: Database, folder: string, say: (line: string) => void = () => undefined, only?: readonly string[], withPackages = false): Promise<{ added: number; unchanged: number }> {
  const admin = await selectOptionalAccountByLogin(db, ADMIN);
  const log = pino({ level: 'silent' });
  const scratch = await mkdtemp(join(tmpdir(), 'arbiter-problems-'));
  let added = 0;
  let unchanged = 0;
  try {
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!entry.isDirectory() || only?.includes(entry.name) === false || existsSync(join(folder, entry.name, ARBITER_YAML)) !== withPackages) continue;
      const zip = await zipFolder(join(folder, entry.name));
      if (zip === null) continue;
      const archiveHash = createHash('sha256').update(zip).digest('hex');
      if (await hasArchive(db, entry.name, archiveHash)) {
        unchanged++;
        continue;
      }
      say(entry.name);
      const zipPath = join(scratch, `${entry.name}.zip`);
      await writeFile(zipPath, zip);
      await importPackage({ db, log }, { zipPath, name: `${entry.name}.zip`, slug: entry.name, visibility: 'public', publish: 'shipped', createdBy: admin?.id ?? null });
      await rm(zipPath);
      added++;
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return { added, unchanged };
}

/** Not compressed: quick, and the same in every version of the library. Null: no package. */
async function zipFolder(folder: string): Promise<Uint8Array | null> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  if (!paths.includes('problem.yaml')) return null;
  const files: Zippable = {};
  for (const path of paths.sort()) files[path] = [await readFile(join(folder, path)), { level: 0, mtime: EPOCH }];
  return zipSync(files);
}
