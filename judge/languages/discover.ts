/**
 * Which languages this host can run: a language is offered when each of its tools answers inside a jail, so a
 * toolchain that a jail cannot read (below root's home, say) is never offered, and when its proofs (prove.ts) hold. What a language wants prepared is made
 * here too, once for a compiler version, in a folder that later judges on this host share.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LANGUAGE_IDS, type LanguageId, type OfferedLanguage } from '#contract/language.js';
import type { RunReport } from '../core/run.js';
import type { Mount, Sandbox } from '../sandbox/sandbox.js';
import { PREPARED_DIRECTORY, type Command, type Language, type Tool, type ToolPaths } from './language.js';
import { prove } from './prove.js';
import { LANGUAGES } from './table.js';

export interface Toolchain {
  language: Language;
  tools: ToolPaths;
  version: string;
  /** What its jails see besides the system: the toolchain's own folder, the prepared files. */
  mounts: readonly Mount[];
  prepared: boolean;
}

export interface Discovery {
  toolchains: Toolchain[];
  /** Languages that are not offered, and why. */
  missing: { name: string; reason: string }[];
}

const PROBE_LIMITS = { cpuMs: 20_000, wallMs: 60_000, memoryKib: 1024 * 1024, outputBytes: 64 * 1024, stderrBytes: 64 * 1024, processes: 64, fileBytes: 64 * 1024 * 1024 };
/** Compiling Go's standard library takes the longest: about 40 s of CPU. */
const PREPARE_LIMITS = { ...PROBE_LIMITS, cpuMs: 600_000, wallMs: 1_200_000, memoryKib: 3 * 1024 * 1024, outputBytes: 1024 * 1024, processes: 256, fileBytes: 1024 * 1024 * 1024 };

/** `wanted`: the languages to look for; all unless said. */
export async function discoverToolchains(sandbox: Sandbox, preparedRoot: string, say: (line: string) => void, wanted: readonly LanguageId[] = LANGUAGE_IDS): Promise<Discovery> {
  const discovery: Discovery = { toolchains: [], missing: [] };
  for (const language of (Object.values(LANGUAGES) as Language[]).filter(({ id }) => wanted.includes(id))) {
    const found = await findToolchain(sandbox, language, preparedRoot, say);
    const reason = typeof found === 'string' ? found : await prove(sandbox, found, proofsFolder(preparedRoot), say);
    if (typeof found === 'string' || reason !== null) discovery.missing.push({ name: language.name, reason: reason ?? '' });
    else discovery.toolchains.push(found);
  }
  return discovery;
}

/** Where the outcomes of proofs are kept. */
export const proofsFolder = (preparedRoot: string): string => join(preparedRoot, 'proofs');

export function offeredLanguage({ language, version }: Toolchain): OfferedLanguage {
  return {
    id: language.id,
    name: language.name,
    version,
    extensions: [...language.extensions],
    compileCommand: language.shownCompileCommand,
    runCommand: language.shownRunCommand,
  };
}

/** The toolchain, or why it cannot be used; nothing is proved. */
export async function findToolchain(sandbox: Sandbox, language: Language, preparedRoot: string, say: (line: string) => void): Promise<Toolchain | string> {
  const tools: Record<string, string> = {};
  const mounts: Mount[] = [];
  let version = '';
  for (const [name, tool] of Object.entries(language.tools)) {
    const found = await findTool(sandbox, tool, tools['node']);
    if (!found) return `none of ${tool.candidates.join(', ')} runs in a jail`;
    tools[name] = found.path;
    for (const mount of found.mounts) if (!mounts.some((other) => other.to === mount.to)) mounts.push(mount);
    if (name === language.versionOf) version = found.version;
  }
  for (const folder of language.folders ?? []) if (await stat(folder).catch(() => null)) mounts.push({ from: folder, to: folder });
  if (!language.prepare) return { language, tools, version, mounts, prepared: false };
  const folder = await prepare(sandbox, language, version, language.prepare(tools), mounts, preparedRoot, say);
  if (!folder.ok) return folder.reason;
  return { language, tools, version, mounts: [...mounts, { from: folder.path, to: PREPARED_DIRECTORY }], prepared: true };
}

async function findTool(sandbox: Sandbox, tool: Tool, node: string | undefined): Promise<{ path: string; version: string; mounts: Mount[] } | null> {
  for (const path of (await Promise.all(tool.candidates.map(expand))).flat()) {
    const mounts = toolMounts(path);
    // A script of Node's is started with the node that was found before it.
    const command = path.endsWith('/tsc') && node ? [node, path] : [path];
    const run = await runOnce(sandbox, { command: [...command, ...tool.versionArguments] }, [...mounts, ...(node ? toolMounts(node) : [])], PROBE_LIMITS).catch(() => null);
    if (run && run.report.exit?.kind === 'exited' && run.report.exit.code === 0) {
      const said = `${run.output}\n${run.report.stderr.toString('utf8')}`;
      return { path, version: said.split('\n').find((line) => line.trim() !== '')?.trim() ?? '', mounts };
    }
  }
  return null;
}

/** A jail shows /usr; a toolchain elsewhere is mounted where it lies. */
function toolMounts(path: string): Mount[] {
  if (path.startsWith('/usr/') || path.startsWith('/bin/')) return [];
  const folder = dirname(dirname(path));
  return [{ from: folder, to: folder }];
}

/** Existing paths that a candidate stands for; the newest version first. */
async function expand(candidate: string): Promise<string[]> {
  const parts = candidate.split('/');
  let paths = [''];
  for (const part of parts.slice(1)) {
    const [prefix, suffix] = part.split('*');
    if (suffix === undefined) paths = paths.map((path) => `${path}/${part}`);
    else {
      const listed = await Promise.all(
        paths.map(async (path) => {
          const names = await readdir(path || '/').catch(() => []);
          return names.filter((name) => name.startsWith(prefix!) && name.endsWith(suffix)).map((name) => `${path}/${name}`);
        }),
      );
      paths = listed.flat().sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    }
  }
  const there = await Promise.all(paths.map(async (path) => ((await stat(path).catch(() => null)) ? [path] : [])));
  return there.flat();
}

type Prepared = { ok: true; path: string } | { ok: false; reason: string };

async function prepare(sandbox: Sandbox, language: Language, version: string, command: Command, mounts: readonly Mount[], root: string, say: (line: string) => void): Promise<Prepared> {
  const key = createHash('sha256').update(JSON.stringify([version, command])).digest('hex').slice(0, 16);
  const path = join(root, `${language.id}-${key}`);
  if (await stat(path).catch(() => null)) return { ok: true, path };
  say(`Preparing ${language.name}, once for ${version}`);
  await mkdir(root, { recursive: true, mode: 0o755 });
  const work = await mkdtemp(join(root, '.new-'));
  try {
    await chmod(work, 0o777);
    const { report, output } = await runOnce(sandbox, { ...command, directory: PREPARED_DIRECTORY }, [...mounts, { from: work, to: PREPARED_DIRECTORY, writable: true }], PREPARE_LIMITS);
    if (report.exit?.kind !== 'exited' || report.exit.code !== 0) {
      return { ok: false, reason: `its libraries could not be prepared: ${`${output}${report.stderr.toString('utf8')}`.slice(0, 500) || JSON.stringify(report.exit)}` };
    }
    await chmod(work, 0o755);
    // Another judge of this host may have been quicker: what is there is as good.
    await rename(work, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return { ok: true, path };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function runOnce(sandbox: Sandbox, command: Command & { directory?: string }, mounts: readonly Mount[], limits: typeof PROBE_LIMITS): Promise<{ report: RunReport; output: string }> {
  const chunks: Buffer[] = [];
  const run = await sandbox.prepare({ ...command, mounts, limits, input: { kind: 'empty' }, output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) } });
  const report = await run.go();
  return { report, output: Buffer.concat(chunks).toString('utf8') };
}
