/** A program of an author as the judge takes it: its language, and whether it is written with testlib. As the importer finds them. */
import type { FileRef, Program } from '#contract/package.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { detectLanguage, detectProgramLanguage, isSourceName, languageIdsOf, type SourceFile } from '#judge/packages/languages.js';
import { INCLUDES_TESTLIB, speaksIcpc } from '#judge/packages/testlib.js';
import { ApiError } from '../http/errors.js';
import type { Part } from './arrange.js';
import { isSingleFile } from './package/layout.js';
import { programPath } from './package/program-path.js';

const LOOKED_AT_BYTES = 256 * 1024;

/** @throws ApiError `validation-failed` where its language cannot be told */
export async function programOf(db: Database, { content }: Part<'program'>): Promise<Program> {
  const path = programPath(content);
  const files = filesOf(content, path);
  const sources = await sourcesOf(db, content);
  const isScript = content.files.some(({ path: name }) => name === 'build' || name === 'run');
  const found = isScript ? { language: 'script' } : detectProgramLanguage(sources);
  if (found.language === null) throw unknown(content.name, 'reason' in found ? found.reason : '');
  if (found.language !== 'cpp' || !sources.some(({ text }) => INCLUDES_TESTLIB.test(text))) return { path, files, language: found.language };
  const header = sources.find(({ name }) => /(?:^|\/)testlib\.h$/.test(name));
  if (!header) return { path, files, language: found.language, protocol: 'testlib', needsTestlib: true };
  return { path, files, language: found.language, ...(speaksIcpc(header.text) ? {} : { protocol: 'testlib' as const }) };
}

/** Its language and files, named as they lie beside each other. @throws ApiError as above */
export async function solutionOf(db: Database, { content }: Part<'program'>): Promise<{ language: string; files: FileRef[]; entryPoint?: string }> {
  const sources = await sourcesOf(db, content);
  const named = content.language === null ? null : languageIdsOf(content.language);
  const detected = detectLanguage(sources.filter(({ name }) => isSourceName(name)));
  const language = named === null ? detected.language : named.includes(detected.language ?? '') ? detected.language : (named[0] ?? null);
  if (language === null) throw unknown(content.name, 'reason' in detected ? detected.reason : '');
  return { language, files: content.files.map(({ path, file }) => ({ path, ...file })), ...(content.entryPoint === null ? {} : { entryPoint: content.entryPoint }) };
}

function filesOf(content: Part<'program'>['content'], path: string): FileRef[] {
  const isFile = isSingleFile(content);
  return content.files.map(({ path: name, file }) => ({ path: isFile ? path : `${path}/${name}`, ...file }));
}

async function sourcesOf(db: Database, { files }: Part<'program'>['content']): Promise<SourceFile[]> {
  return Promise.all(files.map(async ({ path, file }) => ({ name: path, text: (await readBlobStart(db, file.hash, LOOKED_AT_BYTES)).toString('utf8') })));
}

function unknown(name: string, reason: string): ApiError {
  const message = `${name}: its language cannot be told. ${reason}`.trim();
  return new ApiError('validation-failed', message, [{ path: 'program', message }]);
}
