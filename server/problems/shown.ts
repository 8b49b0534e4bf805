/**
 * What a version shows to everybody alike: statements, set, and samples. Setting formulas takes up to a fifth of a second, and a
 * version never changes: so what was set is kept.
 */
import type { FileRef, ProblemPackage, Statement } from '#contract/package.js';
import type { Problem, Sample } from '#contract/problem.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import type { VersionRow } from '#database/problems.js';
import { fileUrl } from './file-url.js';
import { samplesOf } from './samples.js';
import { HEAD_BYTES, pictureSize, type PictureSize } from './statement/picture-size.js';
import { MAX_STATEMENT_LENGTH } from './statement/render.js';
import { setStatement } from './statement/set.js';

export type Shown = Pick<Problem, 'statements' | 'samples'>;

/** As many versions as this are kept, those that were asked for last. */
const KEPT = 100;
/** By id of the version. */
const kept = new Map<string, Promise<Shown>>();

export function shownOf(db: Database, slug: string, version: Pick<VersionRow, 'id' | 'package'>): Promise<Shown> {
  const known = kept.get(version.id);
  const shown = known ?? show(db, slug, version.package);
  kept.delete(version.id);
  kept.set(version.id, shown);
  if (known === undefined) shown.catch(() => kept.delete(version.id));
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return shown;
}

async function show(db: Database, slug: string, content: ProblemPackage): Promise<Shown> {
  const samples = await samplesOf(db, content);
  const set = await Promise.all(inOrder(content.statements).map((statement) => presentStatement(db, slug, content, statement, samples)));
  const placed = Math.min(...set.map((statement) => statement.samplesPlaced));
  return {
    statements: set.map(({ samplesPlaced: _placed, ...statement }) => statement),
    samples: samples.map((sample, index) => (index < placed ? { ...sample, inStatement: true } : sample)),
  };
}

/** English first, then as the package has them; of one language the format that can be shown best. */
function inOrder(statements: readonly Statement[]): Statement[] {
  const rank = { markdown: 0, latex: 1, pdf: 2 } as const;
  const best = new Map<string, Statement>();
  for (const statement of statements) {
    const known = best.get(statement.language);
    if (!known || rank[statement.format] < rank[known.format]) best.set(statement.language, statement);
  }
  return [...best.values()].sort((a, b) => Number(b.language === 'en') - Number(a.language === 'en'));
}

async function presentStatement(db: Database, slug: string, content: ProblemPackage, statement: Statement, samples: readonly Sample[]): Promise<Problem['statements'][number] & { samplesPlaced: number }> {
  const { language, format, file } = statement;
  const name = content.names[language] ?? content.names['en'] ?? Object.values(content.names)[0] ?? slug;
  if (format === 'pdf') return { language, name, html: null, pdfUrl: fileUrl(slug, file), samplesPlaced: 0 };
  const text = (await readBlobStart(db, file.hash, MAX_STATEMENT_LENGTH * 4)).toString('utf8');
  const sizes = await picturesOf(db, content.statementFiles.filter(({ path }) => text.includes(nameOf(path))));
  const { html, samplesPlaced } = await setStatement({
    text, format, constants: content.constants, samples: [...samples], path: file.path,
    files: content.statementFiles.map((each) => ({ ...each, url: fileUrl(slug, each), picture: sizes.get(each.hash) ?? null })),
  });
  return { language, name, html, pdfUrl: null, samplesPlaced };
}

/** The name of a file without its folder and ending, as statements may write it. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');

/** Sizes by hash of the pictures among these files. */
async function picturesOf(db: Database, files: readonly FileRef[]): Promise<Map<string, PictureSize>> {
  const sizes = new Map<string, PictureSize>();
  for (const { hash, path } of files) {
    if (!/\.(?:png|jpe?g|gif|webp|svg)$/i.test(path)) continue;
    const size = pictureSize(await readBlobStart(db, hash, HEAD_BYTES));
    if (size) sizes.set(hash, size);
  }
  return sizes;
}
