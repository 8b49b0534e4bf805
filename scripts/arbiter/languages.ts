/** arbiter languages: what this machine can judge, and adding to it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import { findToolchain, proofsFolder } from '#judge/languages/discover.js';
import { announceProof, prove, selectOptionalProofs, type Proved } from '#judge/languages/prove.js';
import { LANGUAGES } from '#judge/languages/table.js';
import type { Sandbox } from '#judge/sandbox/sandbox.js';
import { hasApt, installPackages } from '../setup/apt.js';
import { LANGUAGE_PACKAGES, isStandard } from '../setup/language-packages.js';
import { installCompiler } from '../setup/maven.js';
import { findNsjail } from '../setup/nsjail.js';
import { hasTools, prepareMachine } from '../setup/prepare.js';
import { STATE_FOLDER } from '../start/instance.js';
import { withSandbox } from '../support/own-sandbox.js';
import { Refusal, step, warn } from '../support/progress.js';
import { table } from '../support/table.js';
import { UsageError, type Command } from './command.js';

const PREPARED_FOLDER = join(STATE_FOLDER, 'prepared');

export const languages: Command = {
  summary: 'lists, adds and proves the languages of this machine',
  usage: [
    'Usage: arbiter languages [list] [--json]',
    '       arbiter languages add ID… | --all',
    '       arbiter languages prove [ID…] [--json]',
    '',
    'list   every language: whether this machine offers it, and in which version',
    'add    installs what the languages need, proves each by six programs, and lets the judges of this machine offer it',
    'prove  runs the six programs of those that are installed again, and shows what they took',
  ].join('\n'),
  async run(words) {
    const options = words.filter((word) => word.startsWith('-'));
    const [action = 'list', ...named] = words.filter((word) => !word.startsWith('-'));
    const allowed: Record<string, readonly string[]> = { list: ['--json'], add: ['--all'], prove: ['--json'] };
    if (!Object.hasOwn(allowed, action)) throw new UsageError(`There is no "languages ${action}".`);
    const unknown = options.find((option) => !allowed[action]!.includes(option));
    if (unknown !== undefined) throw new UsageError(`"languages ${action}" has no option ${unknown}.`);
    const json = options.includes('--json');
    if (action === 'list') return list(json);
    if (action === 'add') return await add(options.includes('--all') ? LANGUAGE_IDS : idsOf(named));
    return await proveAgain(named.length > 0 ? idsOf(named) : LANGUAGE_IDS.filter(hasTools), json);
  },
};

function idsOf(named: readonly string[]): LanguageId[] {
  if (named.length === 0) throw new UsageError('Which language?');
  return named.map((name) => {
    const id = LANGUAGE_IDS.find((each) => each === name.toLowerCase());
    if (!id) throw new UsageError(`There is no language "${name}". There are: ${LANGUAGE_IDS.join(' ')}`);
    return id;
  });
}

interface Listed {
  id: LanguageId;
  name: string;
  state: 'proved' | 'installed' | 'not installed';
  /** Of the toolchain that was proved last; null: none was. */
  version: string | null;
  standard: boolean;
  packages: readonly string[];
}

function list(json: boolean): number {
  const rows = LANGUAGE_IDS.map((id): Listed => {
    const version = lastProved(id);
    const state = !hasTools(id) ? 'not installed' : version === null ? 'installed' : 'proved';
    return { id, name: LANGUAGES[id].name, state, version: hasTools(id) ? version : null, standard: isStandard(id), packages: LANGUAGE_PACKAGES[id] };
  });
  if (json) console.log(JSON.stringify(rows, null, 2));
  else {
    console.log(table(['id', 'language', 'here', 'version'], rows.map(({ id, name, state, version }) => [id, name, state, version ?? ''])));
    console.log(`\n${rows.filter(({ state }) => state === 'proved').length} of ${rows.length} are proved. To add one: arbiter languages add ID`);
  }
  return 0;
}

/** Version in the newest proof that is kept. */
function lastProved(id: LanguageId): string | null {
  try {
    const folder = proofsFolder(PREPARED_FOLDER);
    const names = readdirSync(folder).filter((name) => name.startsWith(`${id}-`) && name.endsWith('.json'));
    const versions = names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { at: string; version: string });
    return versions.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.version ?? null;
  } catch {
    return null;
  }
}

async function add(ids: readonly LanguageId[]): Promise<number> {
  if (process.getuid?.() !== 0) throw new Refusal('Only root can install languages.', `Run: sudo npx arbiter languages add ${ids.join(' ')}`);
  if (!hasApt()) throw new Refusal('This is neither Debian nor Ubuntu (no apt-get), so nothing can be installed by itself.', ...ids.map((id) => `${LANGUAGES[id].name} needs what Debian calls: ${LANGUAGE_PACKAGES[id].join(' ')}`));
  const { nsjail } = await prepareMachine();
  const failed: string[] = [];
  for (const id of ids) {
    const reason = await addOne(id, nsjail).catch((error: unknown) => {
      if (error instanceof Refusal) return [error.message, ...error.advice].join('\n  ');
      throw error;
    });
    if (reason === null) continue;
    failed.push(LANGUAGES[id].name);
    warn(`${LANGUAGES[id].name} is not offered: ${reason}`);
  }
  if (failed.length > 0) throw new Refusal(`${failed.length} of ${ids.length} could not be added: ${failed.join(', ')}.`);
  console.log(`Judges that run on this machine offer ${ids.length === 1 ? 'it' : 'them'} within seconds.`);
  return 0;
}

/** @returns null, or why it is not offered. A sandbox of its own, made afterwards, sees the settings of what was installed. */
async function addOne(id: LanguageId, nsjail: string): Promise<string | null> {
  const { name } = LANGUAGES[id];
  return await step(name, async ({ note }) => {
    const packages = LANGUAGE_PACKAGES[id];
    if (packages.length > 0) await installPackages(packages.map((each) => ({ name: each })));
    await installCompiler(id);
    return await withSandbox(nsjail, async (sandbox) => {
      const toolchain = await findToolchain(sandbox, LANGUAGES[id], PREPARED_FOLDER, (line) => console.log(`… ${line}`));
      if (typeof toolchain === 'string') return toolchain;
      const reason = await prove(sandbox, toolchain, proofsFolder(PREPARED_FOLDER), (line) => console.log(`… ${line}`));
      if (reason !== null) return reason;
      await announceProof(toolchain, proofsFolder(PREPARED_FOLDER));
      note(toolchain.version);
      return null;
    });
  });
}

interface Outcome {
  id: LanguageId;
  version: string;
  proved: Proved[];
  /** Why it is not offered; empty where it is. */
  why: string;
}

async function proveAgain(ids: readonly LanguageId[], json: boolean): Promise<number> {
  if (process.getuid?.() !== 0) throw new Refusal('Only root can make jails.', 'Run: sudo npx arbiter languages prove');
  const outcomes: Outcome[] = [];
  // What prepares a machine tells of it, which is no JSON.
  const nsjail = json ? await findNsjail(process.env) : (await prepareMachine()).nsjail;
  if (nsjail === undefined) throw new Refusal('There is no nsjail on this machine.', 'Run: npm run setup');
  await withSandbox(nsjail, async (sandbox) => {
    for (const id of ids) {
      const outcome = await proveOne(sandbox, id);
      outcomes.push(outcome);
      if (!json) console.log(`${outcome.why === '' ? '✓' : '✗'} ${LANGUAGES[id].name}${outcome.why === '' ? `: ${outcome.version}` : `: ${outcome.why}`}`);
    }
  });
  if (json) console.log(JSON.stringify(outcomes, null, 2));
  else console.log(`\n${proofTable(outcomes)}`);
  return outcomes.every(({ why }) => why === '') ? 0 : 1;
}

async function proveOne(sandbox: Sandbox, id: LanguageId): Promise<Outcome> {
  const folder = proofsFolder(PREPARED_FOLDER);
  const toolchain = await findToolchain(sandbox, LANGUAGES[id], PREPARED_FOLDER, () => undefined);
  if (typeof toolchain === 'string') return { id, version: '', proved: [], why: toolchain };
  const why = await prove(sandbox, toolchain, folder, () => undefined, { again: true });
  return { id, version: toolchain.version, proved: (await selectOptionalProofs(toolchain, folder)) ?? [], why: why ?? '' };
}

/** A line a language; CPU time in ms and, for what compiles, of the compiler as well. */
function proofTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ id, proved, why }) => {
    const of = (name: string) => proved.find((each) => each.name === name);
    return [LANGUAGES[id].name, why === '' ? 'yes' : 'NO', ...proved.map(({ cpuMs }) => Math.round(cpuMs)), Math.round(of('hello')?.compileCpuMs ?? 0), Math.round((of('hello')?.peakMemoryKib ?? 0) / 1024)];
  });
  return table(['language', 'proved', 'hello ms', 'echo ms', 'big input ms', 'memory ms', 'time ms', 'error ms', 'compiler ms', 'hello MiB'], rows);
}
