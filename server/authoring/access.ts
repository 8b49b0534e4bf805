/** Finds what a request is about, for those who may write it. */
import { selectOptionalAuthored, selectParts, type FoundAuthored, type PartRow } from '#database/authoring.js';
import type { Database } from '#database/connect.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { arrange, type Arranged } from './arrange.js';
import { mayShare, mayWrite } from './policy.js';

/** @throws ApiError `not-found` also where the caller may not write it */
export async function written(db: Database, caller: Caller, id: string): Promise<FoundAuthored> {
  const found = await selectOptionalAuthored(db, id);
  if (found === null || !mayWrite(caller, found)) throw notFound('problem being written');
  return found;
}

export async function shared(db: Database, caller: Caller, id: string): Promise<FoundAuthored> {
  const found = await written(db, caller, id);
  if (!mayShare(caller, found)) throw new ApiError('forbidden', 'Only its owner and admins may do this with a problem that is being written.');
  return found;
}

export async function writtenParts(db: Database, caller: Caller, id: string): Promise<{ found: FoundAuthored; parts: PartRow[]; arranged: Arranged }> {
  const found = await written(db, caller, id);
  const parts = await selectParts(db, found.authored.id);
  return { found, parts, arranged: arrange(parts) };
}

export const authorOf = ({ id, username }: Caller) => ({ id, username });
