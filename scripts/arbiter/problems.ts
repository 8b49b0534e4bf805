/** arbiter problems: packages in, out, and judged by their labels. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refusal } from '../support/progress.js';
import { UsageError, type Command } from './command.js';
import { installation } from './installation.js';
import { readWords } from './words.js';

const OPTIONS = { slug: { type: 'string' }, visibility: { type: 'string' }, out: { type: 'string', short: 'o' }, json: { type: 'boolean' } } as const;

export const problems: Command = {
  summary: 'imports, exports and verifies packages',
  usage: [
    'Usage: arbiter problems import PACKAGE.zip [--slug S] [--visibility public|private] [--json]',
    '       arbiter problems export SLUG [--out FILE]',
    '       arbiter problems verify SLUG [--json]',
    '',
    'import  makes a problem, or adds a version where --slug names one that is there',
    'export  writes the package as it came in, byte for byte (SLUG.zip)',
    'verify  judges every labelled submission; the exit code is 0 where each got what its label says, else 1',
  ].join('\n'),
  async run(words) {
    const { values, named } = readWords(words, OPTIONS, [2, 2]);
    const [action, what] = named as [string, string];
    switch (action) {
      case 'import':
        return importPackage(what, values);
      case 'export':
        return exportPackage(what, values.out ?? `${what}.zip`);
      case 'verify':
        return verify(what, values.json === true);
      default:
        throw new UsageError(`There is no "problems ${action}".`);
    }
  },
};

async function importPackage(path: string, { slug, visibility, json }: { slug?: string | undefined; visibility?: string | undefined; json?: boolean | undefined }): Promise<number> {
  const api = await installation();
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)));
  const known = slug !== undefined && (await api.knows('getProblem', { parameters: { slug } }));
  const fields = { ...(slug !== undefined && !known ? { slug } : {}), ...(visibility !== undefined && !known ? { visibility } : {}) };
  const upload = { field: 'package', name: basename(path), bytes: new Uint8Array(bytes), fields };
  const imported = known ? await api.call('putPackage', { parameters: { slug }, upload }) : await api.call('importProblem', { upload });
  const { report } = imported;
  console.log(json ? JSON.stringify(imported) : [`Imported as ${imported.slug}, version ${imported.version}: ${report.tests} tests, ${report.submissions} submissions.`, ...report.findings.map(({ path: at, line, message }) => `  ${at}${line === undefined ? '' : `:${line}`}: ${message}`)].join('\n'));
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
  console.log(json ? JSON.stringify(verification) : [...verification.rows.map(({ path, verdict, asExpected }) => `${asExpected === null ? '–' : asExpected ? '✓' : '✗'} ${path}: ${verdict ?? 'not judged'}`), `${surprises.length} surprises`].join('\n'));
  return surprises.length === 0 ? 0 : 1;
}
