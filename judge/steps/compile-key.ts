/** Under which key a compilation is kept: all that can change its outcome, as a hash. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { RunLimits } from '../core/run.js';
import type { Toolchain } from '../languages/discover.js';
import type { Command } from '../languages/language.js';

/** To be raised with every change of the jail of compilers, or of what is kept, that the fields of a key do not show. */
const FORMAT = 2;

/** Libraries and headers that a compiler reads are no part of its version: any package that is installed counts. */
const PACKAGE_DATABASES = ['/var/lib/dpkg/status', '/var/lib/rpm/rpmdb.sqlite', '/lib/apk/db/installed', '/var/lib/pacman/local'];

export interface CompileFacts {
  toolchain: Toolchain;
  /** Environment and flags included. */
  command: Command;
  limits: RunLimits;
  entryPoint: string | undefined;
  /** Under the names that they have in the jail, in their order: files of the package included. */
  sources: readonly { name: string; content: Buffer }[];
}

export async function compileKey({ toolchain, command, limits, entryPoint, sources }: CompileFacts): Promise<string> {
  const { language, version, tools, mounts, prepared } = toolchain;
  const host = await Promise.all([...Object.values(tools), ...PACKAGE_DATABASES].map(stateOf));
  const files = sources.map(({ name, content }) => [name, sha256(content)]);
  return sha256(JSON.stringify([FORMAT, language.id, version, mounts, prepared, command.command, sorted(command.environment), sorted(limits), entryPoint ?? null, files, host]));
}

/** Where it is; changes when the file is replaced. */
async function stateOf(path: string): Promise<readonly [string, number, number, number] | null> {
  const found = await stat(path).catch(() => null);
  return found && [path, found.ino, found.size, found.mtimeMs];
}

function sorted(record: object | undefined): [string, unknown][] {
  return Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
