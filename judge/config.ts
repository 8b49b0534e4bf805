import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import { registriesOf, type Registries } from './environments/registry.js';
import { allowedCores } from './sandbox/cores.js';
import { UIDS_OF_AN_INSTANCE, firstUidOf } from './sandbox/uids.js';

export interface JudgeConfig {
  databaseUrl: string;
  /** Shown to staff, and by which a judging says who holds it. Unique for each start of a judge. */
  name: string;
  host: string;
  /** Where jails, caches and scratch folders of this instance lie: a place that any user can walk down to. */
  stateDir: string;
  /** Prepared libraries, shared by the instances whose state folders lie side by side. */
  preparedDir: string;
  /** Names the instance's cgroups. */
  instance: string;
  /** Cores, one for each slot. */
  cores: number[];
  /** Host uid of slot 0; the others follow. */
  firstUid: number;
  /** Path of nsjail, if the operator named one. */
  nsjail: string | null;
  /** Languages to look for on this host. */
  languages: readonly LanguageId[];
  /** Most bytes of package files kept on this host. */
  cacheBytes: number;
  /** Most bytes of compilations kept on this host; 0: none are kept. */
  compileCacheBytes: number;
  /** Most bytes of installed packages kept on this host. */
  environmentBytes: number;
  /** Where packages come from. */
  registries: Registries;
  /** Path of the testlib.h for packages that do not bring theirs, if the operator named one. */
  testlib: string | null;
}

const STATE_FOLDER = '/var/lib/arbiter';
const MIB = 1024 * 1024;
const MOST_MIB = 2 ** 30;

/** @throws Error that names the variable and says what it should be */
export function readConfig(environment: NodeJS.ProcessEnv): JudgeConfig {
  const databaseUrl = environment['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: a judge needs the address of the PostgreSQL that holds its queue, as in postgresql://arbiter_judge:…@host/arbiter');
  const stateDir = environment['ARBITER_STATE_DIR'] || join(STATE_FOLDER, 'judge');
  const instance = basename(stateDir);
  const allowed = allowedCores();
  const slots = whole('ARBITER_SLOTS', environment['ARBITER_SLOTS'], allowed.length, 1, UIDS_OF_AN_INSTANCE - 1);
  const host = hostname();
  return {
    databaseUrl,
    host,
    name: `${host}/${instance}/${process.pid}`,
    stateDir,
    preparedDir: join(dirname(stateDir), 'prepared'),
    instance,
    cores: Array.from({ length: slots }, (_, slot) => allowed[slot % allowed.length]!),
    firstUid: firstUidOf(createHash('sha256').update(stateDir).digest().readUInt32BE(0)),
    nsjail: environment['ARBITER_NSJAIL'] || null,
    languages: languagesOf(environment['ARBITER_LANGUAGES']),
    cacheBytes: whole('ARBITER_CACHE_MIB', environment['ARBITER_CACHE_MIB'], 10 * 1024, 1, MOST_MIB) * MIB,
    compileCacheBytes: whole('ARBITER_COMPILE_CACHE_MIB', environment['ARBITER_COMPILE_CACHE_MIB'], 512, 0, MOST_MIB) * MIB,
    environmentBytes: whole('ARBITER_ENVIRONMENTS_MIB', environment['ARBITER_ENVIRONMENTS_MIB'], 2048, 1, MOST_MIB) * MIB,
    registries: registriesFrom(environment),
    testlib: testlibOf(environment['ARBITER_TESTLIB']),
  };
}

/** Ours, else what pip and npm are told, else theirs. */
function registriesFrom(environment: NodeJS.ProcessEnv): Registries {
  const pypi = environment['ARBITER_PYPI_INDEX'] || environment['PIP_INDEX_URL'] || 'https://pypi.org/simple';
  const npm = environment['ARBITER_NPM_REGISTRY'] || environment['npm_config_registry'] || environment['NPM_CONFIG_REGISTRY'] || 'https://registry.npmjs.org';
  try {
    return registriesOf({ pypi, npm });
  } catch {
    // Credentials may be in it: it is not repeated.
    throw new Error('ARBITER_PYPI_INDEX and ARBITER_NPM_REGISTRY (or what pip and npm have in their place) must be addresses, as in https://pypi.org/simple');
  }
}

/** The header, or the folder in which it lies. */
function testlibOf(path: string | undefined): string | null {
  if (!path) return null;
  return path.endsWith('.h') ? path : join(path, 'testlib.h');
}

/** All of them unless some are named, separated by commas. */
function languagesOf(text: string | undefined): readonly LanguageId[] {
  if (text === undefined || text === '') return LANGUAGE_IDS;
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.find((name) => !LANGUAGE_IDS.some((id) => id === name));
  if (unknown !== undefined) throw new Error(`ARBITER_LANGUAGES must name languages of ${LANGUAGE_IDS.join(', ')}, not ${JSON.stringify(unknown)}`);
  return LANGUAGE_IDS.filter((id) => named.includes(id));
}

function whole(name: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
  return value;
}
