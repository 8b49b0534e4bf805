/** A statement that is being written, set as a published one would be: with the images and samples that the problem has now. */
import type { FileRef, TestCase } from '#contract/package.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { samplesOf } from '../problems/samples.js';
import { HEAD_BYTES, pictureSize, type PictureSize } from '../problems/statement/picture-size.js';
import type { RenderedStatement } from '../problems/statement/render.js';
import { setStatement } from '../problems/statement/set.js';
import type { Arranged, ArrangedTest } from './arrange.js';

interface Wanted {
  language: string;
  format: 'markdown' | 'latex';
  text: string;
}

/** The last preview of each account. All statements are set by one thread, and some take it seconds: it has one of an account at a time. */
const last = new Map<string, Promise<unknown>>();

export async function previewInTurn(accountId: string, preview: () => Promise<RenderedStatement>): Promise<RenderedStatement> {
  const mine = (last.get(accountId) ?? Promise.resolve()).catch(() => undefined).then(preview);
  last.set(accountId, mine);
  try {
    return await mine;
  } finally {
    if (last.get(accountId) === mine) last.delete(accountId);
  }
}

export async function previewStatement(db: Database, authoredId: string, arranged: Arranged, { text, format, language }: Wanted): Promise<RenderedStatement> {
  const { settings, assets, groups } = arranged;
  const files = assets.filter(({ content }) => content.place === 'statement').map(({ content: { path, file } }): FileRef => ({ path, ...file }));
  const samples = groups[0]!.tests.flatMap(sampleTest);
  const shown = await samplesOf(db, { types: settings.content.types, tests: samples });
  const sizes = await sizesOf(db, files.filter(({ path }) => text.includes(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''))));
  return setStatement({
    text, format, constants: constantsOf(settings.content.constants), samples: shown, path: `problem.${language}.${format === 'markdown' ? 'md' : 'tex'}`,
    files: files.map((file) => ({ ...file, url: `/api/v1/authoring/${authoredId}/files/${file.hash}?name=${encodeURIComponent(file.path)}`, picture: sizes.get(file.hash) ?? null })),
  });
}

function constantsOf(constants: Record<string, Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(constants).flatMap(([name, variants]) => Object.entries(variants).map(([variant, value]) => [variant === 'value' ? name : `${name}.${variant}`, value])));
}

/** As far as it is there. */
function sampleTest({ path, content: { input, answer, extras } }: ArrangedTest): TestCase[] {
  const ref = (file: { hash: string; size: number } | null | undefined): FileRef | null => (file ? { path, hash: file.hash, size: file.size } : null);
  const given = { input: ref(input?.from === 'file' ? input.file : input?.made), answer: ref(answer?.from === 'file' ? answer.file : answer?.made) };
  const display = Object.fromEntries(
    Object.entries({ input: ref(extras['.in.statement']), answer: ref(extras['.ans.statement'] ?? extras['.out']), interaction: ref(extras['.interaction']) }).flatMap(([key, file]) => (file ? [[key, file]] : [])),
  ) as TestCase['display'];
  const any = given.input ?? given.answer ?? display?.interaction;
  if (!any || (!display?.interaction && (given.input === null || given.answer === null))) return [];
  return [{ name: path, group: 'sample', sample: true, input: given.input ?? any, answer: given.answer ?? any, validatorArgs: [], ...(display && Object.keys(display).length > 0 ? { display } : {}) }];
}

async function sizesOf(db: Database, files: readonly FileRef[]): Promise<Map<string, PictureSize>> {
  const sizes = new Map<string, PictureSize>();
  for (const { hash, path } of files) {
    const size = /\.(?:png|jpe?g|gif|webp|svg)$/i.test(path) ? pictureSize(await readBlobStart(db, hash, HEAD_BYTES)) : null;
    if (size) sizes.set(hash, size);
  }
  return sizes;
}
