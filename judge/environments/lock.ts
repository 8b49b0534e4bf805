/**
 * From what a problem asks for to a lock: versions are chosen, every file is fetched, and all of it is installed once, so that what cannot
 * be installed is known when the problem is saved.
 */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ECOSYSTEMS, LANGUAGES_OF_ECOSYSTEM, lockedEnvironmentSchema, type Ecosystem, type EnvironmentAnswer, type EnvironmentFault, type LockedEnvironment, type LockedPackage, type WantedEnvironment } from '#contract/environment.js';
import type { Toolchain } from '../languages/discover.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Toolchains } from '../steps/programs.js';
import { fetchFile } from './fetch-file.js';
import { ENVIRONMENT_LIMITS } from './limits.js';
import { RegistryFailure, type Registries, type Registry } from './registry.js';
import { resolveJavaScript } from './resolve-javascript.js';
import { resolvePython } from './resolve-python.js';
import { CannotInstall, type ResolvedPackage } from './resolved.js';
import { runtimeOf } from './runtime.js';
import type { EnvironmentStore } from './store.js';

export interface LockRequest {
  wanted: WantedEnvironment;
  sandbox: Sandbox;
  toolchains: Toolchains;
  registries: Registries;
  store: EnvironmentStore;
  /** Empty; the files that were fetched are in it until the caller removes it. */
  folder: string;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

export interface LockAnswer extends EnvironmentAnswer {
  /** Where each file of the locks is, by its hash. */
  files: ReadonlyMap<string, string>;
}

/** Rejects only where the judge itself fails: whatever is wrong with what was asked for is a fault in the answer. */
export async function lockEnvironments(request: LockRequest): Promise<LockAnswer> {
  const files = new Map<string, string>();
  const answer: EnvironmentAnswer = { environments: [], faults: [], warnings: [] };
  for (const ecosystem of ECOSYSTEMS) {
    const requirements = request.wanted[ecosystem];
    if (!requirements) continue;
    const folder = join(request.folder, ecosystem);
    await mkdir(folder, { mode: 0o711 });
    try {
      const { lock, warnings } = await lockOne(ecosystem, requirements, folder, files, request);
      answer.environments.push(lock);
      answer.warnings.push(...warnings.map((warning) => ({ ecosystem, ...warning })));
    } catch (error) {
      if (error instanceof CannotInstall) answer.faults.push({ ecosystem, requirement: error.requirement, message: error.message });
      else if (error instanceof RegistryFailure) answer.faults.push({ ecosystem, requirement: null, message: error.message });
      else throw error;
    }
  }
  return { ...answer, files };
}

type Warning = Omit<EnvironmentFault, 'ecosystem'>;

async function lockOne(ecosystem: Ecosystem, requirements: readonly string[], folder: string, files: Map<string, string>, request: LockRequest): Promise<{ lock: LockedEnvironment; warnings: Warning[] }> {
  const { sandbox, toolchains, registries, store, signal, onProgress } = request;
  const toolchain = toolchains.get(LANGUAGES_OF_ECOSYSTEM[ecosystem][0]);
  if (!toolchain) throw new CannotInstall(`This judge does not offer ${LANGUAGES_OF_ECOSYSTEM[ecosystem][0]}.`);
  const registry = ecosystem === 'javascript' ? registries.npm : registries.pypi;
  onProgress(0, 0);
  const { packages: resolved, warnings } = await (ecosystem === 'javascript' ? resolveJavaScript : resolvePython)({ sandbox, toolchain, registry, requirements, toolsFolder: store.toolsFolder, folder, signal });
  if (resolved.length > ENVIRONMENT_LIMITS.packages) throw new CannotInstall(`They need ${resolved.length} packages; at most ${ENVIRONMENT_LIMITS.packages} are installed.`);
  const total = resolved.length + 1;
  const packages = await fetchAll(resolved, registry, folder, files, signal, (done) => onProgress(done, total));
  const lock = lockOf(ecosystem, toolchain, requirements, packages);
  const { done } = await store.hold(lock, { sandbox, signal, pathOf: ({ hash }) => Promise.resolve(files.get(hash)!) });
  done();
  onProgress(total, total);
  return { lock, warnings };
}

async function fetchAll(resolved: readonly ResolvedPackage[], registry: Registry, folder: string, files: Map<string, string>, signal: AbortSignal, onFetched: (done: number) => void): Promise<LockedPackage[]> {
  const packages: LockedPackage[] = [];
  let left: number = ENVIRONMENT_LIMITS.fetchedBytes;
  for (const [index, { integrity, ...about }] of resolved.entries()) {
    onFetched(index);
    const path = join(folder, `file-${index}`);
    const { hash, size } = await fetchFile(registry, about.url, integrity, path, left, signal);
    left -= size;
    files.set(hash, path);
    packages.push({ ...about, hash, size });
  }
  return packages.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Equal for whatever was asked for, as long as the same files come of it. */
export function lockOf(ecosystem: Ecosystem, toolchain: Toolchain, requirements: readonly string[], packages: readonly LockedPackage[]): LockedEnvironment {
  const runtime = runtimeOf(ecosystem, toolchain, packages);
  const identity = [ecosystem, runtime, packages.map(({ name, version, place, hash }) => [name, version, place ?? null, hash])];
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
  const lock = lockedEnvironmentSchema.safeParse({ ecosystem, runtime, requirements: [...requirements], packages: [...packages], hash });
  if (!lock.success) throw new CannotInstall(`The registry names a package in a way that cannot be used: ${lock.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ').slice(0, 500)}.`);
  return lock.data;
}

const keyOf = ({ place, name, version }: LockedPackage): string => `${place ?? ''} ${name} ${version}`;
