/** arbiter problems: packages in, out, and judged by their labels. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Verification } from '#contract/problem.js';
import type { Publish } from '#contract/publication.js';
import { Refusal } from '../support/progress.js';
import { UsageError, type Command } from './command.js';
import { installation } from './installation.js';
import { readWords } from './words.js';

const OPTIONS = { slug: { type: 'string' }, visibility: { type: 'string' }, publish: { type: 'string' }, override: { type: 'string' }, out: { type: 'string', short: 'o' }, json: { type: 'boolean' } } as const;

export const problems: Command = {
  summary: 'imports, exports, verifies and publishes packages',
  usage: [
    'Usage: arbiter problems import PACKAGE.zip [--slug S] [--visibility public|private]',
    '                               [--publish at-once|when-proved|later] [--json]',
    '       arbiter problems export SLUG [--out FILE]',
    '       arbiter problems verify SLUG [--json]',
    '       arbiter problems publish SLUG VERSION [--override REASON] [--json]',
    '',
    'import   makes a problem, or adds a version where --slug names one that is there; --publish when-proved: people submit to it',
    '         once its verification proves it; later: once somebody publishes it; else at once',
    'export   writes the package as it came in, byte for byte (SLUG.zip)',
    'verify   judges every labelled submission and checks the data; the exit code is 0 where all is as the package says, else 1',
    'publish  makes a version the one that is submitted to; an earlier one: rolls back. One that is not proved is refused with',
    '         every reason, unless --override says why it is to be published all the same',
  ].join('\n'),
  async run(words) {
    const { values, named } = readWords(words, OPTIONS, [2, 3]);
    const [action, what, version] = named as [string, string, string | undefined];
    if ((action === 'publish') !== (version !== undefined)) throw new UsageError(action === 'publish' ? 'Which version?' : `"${version}" is too much.`);
    switch (action) {
      case 'import':
        return importPackage(what, values);
      case 'export':
        return exportPackage(what, values.out ?? `${what}.zip`);
      case 'verify':
        return verify(what, values.json === true);
      case 'publish':
        return publish(what, version ?? '', values);
      default:
        throw new UsageError(`There is no "problems ${action}".`);
    }
  },
};

async function importPackage(path: string, { slug, visibility, publish, json }: { slug?: string | undefined; visibility?: string | undefined; publish?: string | undefined; json?: boolean | undefined }): Promise<number> {
  const api = await installation();
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)));
  const known = slug !== undefined && (await api.knows('getProblem', { parameters: { slug } }));
  const fields = { ...(slug !== undefined && !known ? { slug } : {}), ...(visibility !== undefined && !known ? { visibility } : {}), ...(publish === undefined ? {} : { publish }) };
  const upload = { field: 'package', name: basename(path), bytes: new Uint8Array(bytes), fields };
  const imported = known ? await api.call('putPackage', { parameters: { slug }, upload }) : await api.call('importProblem', { upload });
  const { report } = imported;
  console.log(json ? JSON.stringify(imported) : [`Imported as ${imported.slug}, version ${imported.version}: ${report.tests} tests, ${report.submissions} submissions.`, FOLLOWS[imported.publish ?? 'at-once'], ...report.findings.map(({ path: at, line, message }) => `  ${at}${line === undefined ? '' : `:${line}`}: ${message}`)].join('\n'));
  return 0;
}

async function exportPackage(slug: string, out: string): Promise<number> {
  const bytes = await (await installation()).download('getPackage', { parameters: { slug } });
  await writeFile(out, bytes);
  console.log(`${out}: ${bytes.length} bytes`);
  return 0;
}

async function verify(slug: string, json: boolean): Promise<number> {
  const api = await installation();
  const { id } = await api.call('createVerification', { parameters: { slug } });
  const verification = await api.until((on) => on.call('getVerification', { parameters: { slug, id } }), ({ state }) => state === 'finished', { everyMs: 1000, withinMs: 6 * 3_600_000 });
  const surprises = verification.rows.filter(({ asExpected }) => asExpected === false);
  const failed = verification.data?.counts.reduce((sum, count) => sum + count.failed, 0) ?? 0;
  console.log(json ? JSON.stringify(verification) : [...verification.rows.map(({ path, verdict, asExpected }) => `${asExpected === null ? '–' : asExpected ? '✓' : '✗'} ${path}: ${verdict ?? 'not judged'}`), ...dataLines(verification), `${surprises.length} surprises${failed > 0 ? `, ${failed} checks of data failed` : ''}`].join('\n'));
  return surprises.length === 0 && failed === 0 && (verification.data === null || verification.data.failure === null) ? 0 : 1;
}

function* dataLines({ data }: Verification): Generator<string> {
  for (const { name, message } of data?.failed ?? []) yield `✗ data/${name}: ${message}`;
  if (data && data.failure !== null) yield `✗ data: ${data.failure}`;
}

const FOLLOWS: Record<Publish, string> = {
  'at-once': 'It is published, and verified meanwhile.',
  'when-proved': 'It is published once its verification proves it.',
  later: 'It is verified, and published when somebody says so.',
};

async function publish(slug: string, version: string, { override, json }: { override?: string | undefined; json?: boolean | undefined }): Promise<number> {
  const number = Number(version);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`"${version}" is no number of a version.`);
  const published = await (await installation()).call('publishVersion', { parameters: { slug, number: String(number) }, body: override === undefined ? {} : { override: { reason: override } } });
  console.log(json ? JSON.stringify(published) : `Version ${number} of ${slug} is current now${published.publication?.how === 'override' ? ', without proof' : ''}.`);
  return 0;
}
