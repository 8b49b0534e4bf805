/** arbiter contests: teams in, standings out. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STANDINGS_FORMATS, type ImportNote, type TeamImportReport } from '#contract/contest-exchange.js';
import { Refusal } from '../support/progress.js';
import { UsageError, type Command } from './command.js';
import { installation } from './installation.js';
import { readWords } from './words.js';

const MOST_FILES = 10;
const PASSWORDS_EVERY_MS = 3_000;
/** In which nothing comes further: 30 seconds. */
const MOST_STILL = 10;
const OPTIONS = { 'dry-run': { type: 'boolean' }, format: { type: 'string' }, out: { type: 'string', short: 'o' }, public: { type: 'boolean' }, json: { type: 'boolean' } } as const;

export const contests: Command = {
  summary: 'brings teams into a contest, and writes its standings',
  usage: [
    'Usage: arbiter contests import SLUG FILE… [--dry-run] [--json]',
    `       arbiter contests export SLUG [--format ${STANDINGS_FORMATS.join('|')}] [--public] [--out FILE]`,
    '',
    'import  makes teams, accounts, groups and organizations of files that are called so: teams.tsv or .json, groups.tsv or .json,',
    '        organizations.json, accounts.tsv, .yaml or .json. All of it is made, or nothing, and every fault is told with its line.',
    '        Passwords are those of the files; where there is none, one is made up and shown once. --dry-run: only tells what would be made',
    'export  writes the standings (SLUG.csv unless said; tsv: the results.tsv of the CCS system requirements), as the jury sees them,',
    '        or with --public as everybody else does',
  ].join('\n'),
  async run(words) {
    const { values, named } = readWords(words, OPTIONS, [2, 2 + MOST_FILES]);
    const [action = '', slug = '', ...files] = named;
    switch (action) {
      case 'import':
        if (files.length === 0) throw new UsageError('Which files?');
        return importFiles(slug, files, values['dry-run'] === true, values.json === true);
      case 'export':
        if (files.length > 0) throw new UsageError(`"${files[0]}" is too much.`);
        return exportStandings(slug, values.format ?? 'csv', values.public === true, values.out);
      default:
        throw new UsageError(`There is no "contests ${action}".`);
    }
  },
};

async function importFiles(slug: string, paths: readonly string[], dryRun: boolean, json: boolean): Promise<number> {
  const files = await Promise.all(paths.map(async (path) => ({ name: basename(path), content: await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`))) })));
  const report = await (await installation()).call('importTeams', { parameters: { slug }, body: { files, dryRun } });
  console.log(json ? JSON.stringify(report) : told(report));
  await passwordsReady(slug, report.accounts.pending);
  return report.faults.length === 0 ? 0 : 1;
}

/** Until every account of the import signs in; gives up where nothing comes further. */
async function passwordsReady(slug: string, pending: number): Promise<void> {
  const api = await installation();
  for (let [left, still] = [pending, 0]; left > 0; ) {
    console.error(`${left} passwords are still to be hashed; until then their accounts cannot sign in.`);
    await sleep(PASSWORDS_EVERY_MS);
    const now = (await api.call('getPendingPasswords', { parameters: { slug } })).pending;
    still = now < left ? 0 : still + 1;
    if (still >= MOST_STILL) throw new Refusal('The passwords come no further: the server was stopped meanwhile. Import the same files once more.');
    left = now;
  }
}

function told({ imported, teams, groups, organizations, accounts, faults, notes, passwords }: TeamImportReport): string {
  const count = (name: string, { added, changed }: { added: number; changed: number }) => `${added} ${name} added, ${changed} changed`;
  return [
    `${imported ? 'Imported' : faults.length > 0 ? 'Nothing would be imported' : 'Would be imported'}: ${count('teams', teams)}; ${accounts.added} accounts added, ${accounts.known} there already; ${count('groups', groups)}; ${count('organizations', organizations)}.`,
    ...faults.map((fault) => `✗ ${noteLine(fault)}`),
    ...notes.map((note) => `  ${noteLine(note)}`),
    ...(passwords.length > 0 ? ['Passwords that were made up, shown once:', ...passwords.map(({ username, password }) => `${username}\t${password}`)] : []),
  ].join('\n');
}

const noteLine = ({ path, line, message }: ImportNote): string => `${path}${line === undefined ? '' : `:${line}`}: ${message}`;

async function exportStandings(slug: string, format: string, asPublic: boolean, out: string | undefined): Promise<number> {
  if (!STANDINGS_FORMATS.some((known) => known === format)) throw new UsageError(`There is no format ${format}.`);
  const bytes = await (await installation()).download('exportScoreboard', { parameters: { slug, format }, query: asPublic ? { public: 'true' } : {} });
  const path = out ?? (format === 'tsv' ? 'results.tsv' : `${slug}.${format}`);
  await writeFile(path, bytes);
  console.log(`${path}: ${bytes.length} bytes`);
  return 0;
}
