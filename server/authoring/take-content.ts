/** A content as it was sent, into one as it is stored: texts become blobs, hashes must be of files of this problem, and what programs made stays. */
import { Readable } from 'node:stream';
import { holdsFiles, type AuthoredContent, type AuthoredFile, type NewAuthoredContent } from '#contract/authoring.js';
import { keepBlobs, selectKeptBlobs } from '#database/authoring.js';
import { storeBlob } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { ApiError } from '../http/errors.js';

/** @throws ApiError `validation-failed` where a hash is of no file that was sent for this problem */
export async function takeContent(db: Database, authoredId: string, sent: NewAuthoredContent, before: AuthoredContent | null): Promise<AuthoredContent> {
  if (!holdsFiles(sent)) return sent as AuthoredContent;
  const stored = new Map<unknown, AuthoredFile>();
  const wanted: { file: { hash: string }; path: string }[] = [];
  for (const { file, path } of filesOf(sent, '')) {
    if ('hash' in file) wanted.push({ file, path });
    else stored.set(file, await storeBlob(db, Readable.from([Buffer.from(file.text)])));
  }
  await keepBlobs(db, authoredId, [...new Set([...stored.values()].map(({ hash }) => hash))]);
  const kept = await selectKeptBlobs(db, authoredId, wanted.map(({ file }) => file.hash));
  const unknown = wanted.filter(({ file }) => !kept.has(file.hash));
  if (unknown.length > 0) throw new ApiError('validation-failed', 'A file is not there. Send its content first.', unknown.slice(0, 20).map(({ path }) => ({ path, message: 'No file with this hash was sent for this problem' })));
  for (const { file } of wanted) stored.set(file, { hash: file.hash, size: kept.get(file.hash)! });
  return withMade(replaced(sent, stored), before);
}

type SentFile = { hash: string } | { text: string };

/** Every file that was sent, with the path of its field. */
function filesOf(value: unknown, path: string): { file: SentFile; path: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isFile(value)) return [{ file: value, path }];
  return Object.entries(value).flatMap(([key, inner]) => filesOf(inner, path === '' ? key : `${path}.${key}`));
}

/** The schema has let nothing else through that has such a key and no other. */
function isFile(value: object): value is SentFile {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'hash' || keys[0] === 'text') && typeof Object.values(value)[0] === 'string';
}

function replaced(value: unknown, stored: ReadonlyMap<unknown, AuthoredFile>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const file = stored.get(value);
  if (file) return file;
  if (Array.isArray(value)) return value.map((inner) => replaced(inner, stored));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, stored)]));
}

/** What programs made is the server's own: it stays where the test is still made by a program, and is then fresh or out of date. */
function withMade(content: unknown, before: AuthoredContent | null): AuthoredContent {
  const taken = content as AuthoredContent;
  if (taken.kind !== 'test') return taken;
  const old = before?.kind === 'test' ? before : null;
  const input = taken.input?.from === 'generator' ? { ...taken.input, made: old?.input?.from === 'generator' ? old.input.made : null } : taken.input;
  const answer = taken.answer?.from === 'solution' ? { ...taken.answer, made: old?.answer?.from === 'solution' ? old.answer.made : null } : taken.answer;
  return { ...taken, input, answer };
}
