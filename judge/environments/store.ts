/**
 * Environments on this host, one folder each, named by the hash of its lock; the least recently used are deleted when they take too much
 * of the disk. A folder is made under another name and moved into place whole. Jails get it read-only; no process of ours but the one
 * that made it ever writes there. One that a judging holds is never deleted.
 *
 * Nothing is flushed to the disk. What was made before the last boot may have been cut by a power failure, so it is made again, from the
 * files in the database.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LockedEnvironment, LockedPackage } from '#contract/environment.js';
import { LANGUAGES_OF_ECOSYSTEM } from '#contract/environment.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Environments } from '../steps/environment.js';
import type { Toolchains } from '../steps/programs.js';
import { installInto } from './install.js';
import { whyNotHere } from './runtime.js';

export interface EnvironmentStoreOptions {
  folder: string;
  maxBytes: number;
  toolchains: Toolchains;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

interface Entry {
  bytes: number;
  usedAt: number;
  users: number;
}

interface Making {
  sandbox: Sandbox;
  pathOf: (file: LockedPackage) => Promise<string>;
  signal: AbortSignal;
}

/** Blocks that a file takes of the disk, roughly. */
const BLOCK_BYTES = 4096;

export class EnvironmentStore implements Environments {
  private readonly entries = new Map<string, Entry>();
  private readonly making = new Map<string, Promise<void>>();

  private constructor(private readonly options: EnvironmentStoreOptions) {}

  /** Takes over what an earlier judge left in the folder since the host was started. */
  static async open(options: EnvironmentStoreOptions): Promise<EnvironmentStore> {
    const { folder } = options;
    mkdirSync(folder, { recursive: true });
    await chmod(folder, 0o711);
    const store = new EnvironmentStore(options);
    const boot = bootId();
    for (const name of await readdir(folder)) {
      if (/^[0-9a-f]{64}$/.test(name)) {
        const note = await readNote(join(folder, `${name}.json`));
        if (note?.boot === boot) {
          store.entries.set(name, { bytes: note.bytes, usedAt: (await stat(join(folder, `${name}.json`))).mtimeMs, users: 0 });
          continue;
        }
      } else if (store.entries.has(name.replace(/\.json$/, '')) || /^[0-9a-f]{64}\.json$/.test(name)) continue;
      await rm(join(folder, name), { recursive: true, force: true });
    }
    return store;
  }

  /** Where tools lie that make environments. */
  get toolsFolder(): string {
    return join(this.options.folder, '..', 'tools');
  }

  async take(lock: LockedEnvironment, { sandbox, files, signal }: Parameters<Environments['take']>[1]): Promise<{ folder: string; done: () => void }> {
    return this.hold(lock, { sandbox, signal, pathOf: (file) => files.path({ path: file.fileName, hash: file.hash, size: file.size }) });
  }

  /** The same, of files wherever they are. @throws CannotInstall, SandboxFailure, or what `pathOf` throws */
  async hold(lock: LockedEnvironment, making: Making): Promise<{ folder: string; done: () => void }> {
    const toolchain = this.options.toolchains.get(LANGUAGES_OF_ECOSYSTEM[lock.ecosystem][0]);
    const reason = whyNotHere(lock, toolchain);
    if (reason !== null || !toolchain) throw new Error(reason ?? '');
    for (;;) {
      const entry = this.entries.get(lock.hash);
      if (entry) return this.held(lock.hash, entry);
      let made = this.making.get(lock.hash);
      if (!made) {
        made = this.make(lock, making).finally(() => this.making.delete(lock.hash));
        this.making.set(lock.hash, made);
        await made;
      } else {
        // Another's failure may be its own: whoever waited tries by itself.
        await made.catch(() => undefined);
      }
      making.signal.throwIfAborted();
    }
  }

  private held(hash: string, entry: Entry): { folder: string; done: () => void } {
    const folder = join(this.options.folder, hash);
    entry.users++;
    entry.usedAt = Date.now();
    void utimes(`${folder}.json`, new Date(), new Date()).catch(() => undefined);
    let given = false;
    return {
      folder,
      done: () => {
        if (given) return;
        given = true;
        entry.users--;
        void this.shrink();
      },
    };
  }

  private async make(lock: LockedEnvironment, { sandbox, pathOf, signal }: Making): Promise<void> {
    const { folder, toolchains, log } = this.options;
    const started = performance.now();
    const [fresh, workFolder] = [await mkdtemp(join(folder, '.new-')), await mkdtemp(join(folder, '.files-'))];
    const place = join(folder, lock.hash);
    try {
      const toolchain = toolchains.get(LANGUAGES_OF_ECOSYSTEM[lock.ecosystem][0])!;
      const content = await installInto({ sandbox, toolchain, lock, pathOf, toolsFolder: this.toolsFolder, target: fresh, workFolder, signal });
      const bytes = content + BLOCK_BYTES * lock.packages.length;
      await rm(place, { recursive: true, force: true });
      await writeFile(`${place}.json`, JSON.stringify({ boot: bootId(), bytes }));
      await rename(fresh, place);
      this.entries.set(lock.hash, { bytes, usedAt: Date.now(), users: 0 });
      log('An environment was made', { hash: lock.hash, ecosystem: lock.ecosystem, packages: lock.packages.map(({ name, version }) => `${name} ${version}`), bytes, ms: Math.round(performance.now() - started) });
      await this.shrink(lock.hash);
    } finally {
      for (const left of [fresh, workFolder]) await rm(left, { recursive: true, force: true });
    }
  }

  private async shrink(keep?: string): Promise<void> {
    let bytes = [...this.entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    const idle = [...this.entries].filter(([hash, entry]) => entry.users === 0 && hash !== keep).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [hash, entry] of idle) {
      if (bytes <= this.options.maxBytes) return;
      this.entries.delete(hash);
      bytes -= entry.bytes;
      const place = join(this.options.folder, hash);
      // Under another name first: it may be wanted, and made, again meanwhile.
      const old = `${place}.old-${Date.now()}`;
      await rename(place, old).catch(() => undefined);
      for (const left of [`${place}.json`, old]) await rm(left, { recursive: true, force: true }).catch((error: unknown) => this.options.log('An environment cannot be deleted', { hash, error: String(error) }));
    }
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** Null for what a crash has left of it. */
async function readNote(path: string): Promise<{ boot: string; bytes: number } | null> {
  try {
    const { boot, bytes } = JSON.parse(await readFile(path, 'utf8')) as { boot?: unknown; bytes?: unknown };
    return typeof boot === 'string' && typeof bytes === 'number' ? { boot, bytes } : null;
  } catch {
    return null;
  }
}

/** A folder for one request, gone at its end. */
export async function withFolder<T>(parent: string, act: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'environment-'));
  await chmod(folder, 0o711);
  try {
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
