/** A problem as somebody may see it. Of its tests only the samples leave this file. */
import type { FileRef, ProblemPackage, Statement, TestCase } from '#contract/package.js';
import type { Problem, ProblemSummary } from '#contract/problem.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { selectProblemCounts, type ListedProblem, type ProblemAndVersion } from '#database/problems.js';
import type { Caller } from '../http/caller.js';
import { mayEditProblem } from './policy.js';
import { MAX_STATEMENT_LENGTH, findFile, renderStatement } from './statement/render.js';

const SAMPLE_BYTES = 64 * 1024;
type Sample = Problem['samples'][number];

export function presentListed(row: ListedProblem, caller: Caller | null): ProblemSummary {
  const { slug, name, visibility, types, tags, difficulty, solvedBy, triedBy, status } = row;
  return { slug, name, visibility, types, tags, difficulty, solvedBy, triedBy, ...(caller === null ? {} : { status }) };
}

export async function presentProblem(db: Database, { problem, version }: ProblemAndVersion, caller: Caller | null): Promise<Problem> {
  const content = version.package;
  const [counts, offered, samples] = await Promise.all([selectProblemCounts(db, problem.id, caller?.id ?? null), selectOfferedLanguages(db), samplesOf(db, content)]);
  const set = await Promise.all(inOrder(content.statements).map((statement) => presentStatement(db, problem.slug, content, statement, samples)));
  const placed = Math.min(...set.map((statement) => statement.samplesPlaced));
  const { limits } = content;
  return {
    ...presentListed({ ...problem, ...counts }, caller),
    version: version.number,
    statements: set.map(({ samplesPlaced: _placed, ...statement }) => statement),
    limits: { timeMs: version.timeLimitMs, memoryKib: limits.memoryKib, outputKib: limits.outputKib, codeKib: limits.codeKib },
    samples: samples.map((sample, index) => (index < placed ? { ...sample, inStatement: true } : sample)),
    attachments: content.attachments.map((file) => ({ name: file.path.slice(file.path.lastIndexOf('/') + 1), size: file.size, url: fileUrl(problem.slug, file) })),
    languages: offered.map((language) => language.id).filter((id) => content.languages === null || content.languages.includes(id)),
    testCount: content.tests.length,
    author: content.author,
    source: content.source,
    license: content.license,
    may: { edit: mayEditProblem(caller, problem), submit: caller !== null },
  };
}

/** Address of a file that `isPublicFile` lets out. */
export function fileUrl(slug: string, file: FileRef): string {
  return `/api/v1/problems/${slug}/files/${file.hash}`;
}

/** Files that whoever sees the problem may have: never tests, answers, submissions or validators. */
export function publicFiles(content: ProblemPackage): FileRef[] {
  const statements = content.statements.filter((statement) => statement.format === 'pdf').map((statement) => statement.file);
  return [...statements, ...content.statementFiles, ...content.attachments];
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
  const { html, samplesPlaced } = renderStatement({
    text, format, constants: content.constants, samples,
    fileUrl: (path) => {
      const found = findFile(file, content.statementFiles, path);
      return found ? fileUrl(slug, found) : null;
    },
  });
  return { language, name, html, pdfUrl: null, samplesPlaced };
}

async function samplesOf(db: Database, content: ProblemPackage): Promise<Sample[]> {
  const interactive = content.types.includes('interactive');
  const tests = content.tests.filter((test) => test.sample);
  const shown = await Promise.all(tests.map((test) => sampleOf(db, test, interactive)));
  const talks = await Promise.all((content.interactions ?? []).map(async ({ name, file }) => ({ name, ...split(await textOf(db, file)) })));
  return [...shown.filter((sample) => sample !== null), ...talks];
}

/** An interactive problem's files say nothing to a contestant unless the package gives something to show. */
async function sampleOf(db: Database, test: TestCase, interactive: boolean): Promise<Sample | null> {
  const { display } = test;
  if (display?.interaction) return { name: test.name, ...split(await textOf(db, display.interaction)) };
  if (interactive && !display?.input && !display?.answer) return null;
  const [input, answer] = await Promise.all([textOf(db, display?.input ?? test.input), textOf(db, display?.answer ?? test.answer)]);
  return { name: test.name, input: input.text, answer: answer.text, truncated: input.truncated || answer.truncated };
}

/** A conversation: what is read on the left, what is written on the right, each line beside the other's silence. */
function split({ text, truncated }: { text: string; truncated: boolean }): Pick<Sample, 'input' | 'answer' | 'truncated'> {
  const lines = text.split('\n').filter((line) => line.startsWith('<') || line.startsWith('>'));
  const side = (mark: string) => lines.map((line) => (line.startsWith(mark) ? line.slice(1) : '')).join('\n');
  return { input: side('<'), answer: side('>'), truncated };
}

async function textOf(db: Database, file: FileRef): Promise<{ text: string; truncated: boolean }> {
  const text = (await readBlobStart(db, file.hash, SAMPLE_BYTES)).toString('utf8').replaceAll('\u0000', '\u2400');
  return { text, truncated: file.size > SAMPLE_BYTES };
}
