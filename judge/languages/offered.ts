/**
 * The languages that a judge offers, while it works: those that it found at its start, and those that were added to the host
 * since. Whoever adds one proves it and so leaves a file among the proofs; that is what is watched for.
 */
import { mkdirSync, watch } from 'node:fs';
import { LANGUAGE_IDS, type LanguageId, type OfferedLanguage } from '#contract/language.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { discoverToolchains, offeredLanguage, proofsFolder, type Toolchain } from './discover.js';

/** Several files may come at once; a proof is there as a whole when its name is. */
const SETTLE_MS = 500;

export interface OfferedOptions {
  sandboxes: readonly Sandbox[];
  preparedRoot: string;
  /** Languages that this judge may offer. */
  wanted: readonly LanguageId[];
  say: (line: string, detail?: Record<string, unknown>) => void;
}

export class OfferedLanguages {
  /** Each of the three changes in place when a language is added. */
  readonly toolchains = new Map<string, Toolchain>();
  readonly ids: LanguageId[] = [];
  readonly described: OfferedLanguage[] = [];

  constructor(private readonly options: OfferedOptions) {}

  /** Looks for those of `ids` that are not offered yet. @returns their names, and why others are not offered */
  async look(ids: readonly LanguageId[] = this.options.wanted): Promise<{ added: string[]; missing: { name: string; reason: string }[] }> {
    const { sandboxes, preparedRoot, say, wanted } = this.options;
    const fresh = ids.filter((id) => wanted.includes(id) && !this.toolchains.has(id));
    if (fresh.length === 0) return { added: [], missing: [] };
    const added: string[] = [];
    const missing: { name: string; reason: string }[] = [];
    // To prove a language takes seconds, and a first start has all of them to prove: each slot takes the next one.
    const next = fresh.values();
    await Promise.all(
      sandboxes.map(async (sandbox) => {
        for (const id of next) {
          const found = await discoverToolchains(sandbox, preparedRoot, say, [id]);
          missing.push(...found.missing);
          for (const toolchain of found.toolchains) {
            this.toolchains.set(id, toolchain);
            added.push(toolchain.language.name);
          }
        }
      }),
    );
    const inOrder = LANGUAGE_IDS.flatMap((id) => this.toolchains.get(id) ?? []);
    this.ids.splice(0, Infinity, ...inOrder.map(({ language }) => language.id));
    this.described.splice(0, Infinity, ...inOrder.map(offeredLanguage));
    return { added, missing };
  }

  /** Looks again whenever a language was proved on this host, until the returned function is called. `added`: there is a new one. */
  watch(added: (names: string[]) => void): () => void {
    const { sandboxes, preparedRoot, say } = this.options;
    const folder = proofsFolder(preparedRoot);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const news = new Set<LanguageId>();
    let looking = Promise.resolve();
    let timer: NodeJS.Timeout | undefined;
    const lookAgain = async () => {
      const ids = [...news].filter((id) => !this.toolchains.has(id));
      news.clear();
      if (ids.length === 0) return;
      // What was installed has settings in /etc, which jails see a copy of.
      for (const sandbox of sandboxes) await sandbox.refresh();
      const found = await this.look(ids);
      for (const { name, reason } of found.missing) say(`${name} is not offered`, { reason });
      if (found.added.length > 0) added(found.added);
    };
    const watcher = watch(folder, (_event, name) => {
      const id = LANGUAGE_IDS.find((each) => name?.startsWith(`${each}-`) && name.endsWith('.json'));
      if (id === undefined) return;
      news.add(id);
      clearTimeout(timer);
      timer = setTimeout(() => {
        looking = looking.then(lookAgain).catch((error: unknown) => say('Looking for added languages failed', { error: String(error) }));
      }, SETTLE_MS);
    });
    watcher.unref();
    watcher.on('error', (error) => say('Added languages are no longer noticed', { error: String(error) }));
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  }
}
