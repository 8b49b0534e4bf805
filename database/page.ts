/** Keyset pages: a cursor names the last row seen, so that rows added meanwhile shift nothing. */
import { ApiError } from '#contract/errors.js';

export interface PageRequest {
  cursor?: string | undefined;
  /** Most rows to answer with. */
  limit: number;
}

export interface Page<T> {
  items: T[];
  /** Null on the last page. */
  nextCursor: string | null;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text.toLowerCase());
}

/** Opaque to clients: they must not make their own. */
export function encodeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** @throws ApiError 422 where the cursor is not one of ours. */
export function decodeCursor(cursor: string | undefined, isKey: (key: string) => boolean = isUuid): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (!isKey(key)) throw new ApiError('validation-failed', 'This cursor is not known', [{ path: 'cursor', message: 'Take nextCursor of the page before' }]);
  return key;
}

/** From `limit + 1` rows: one more than asked for tells whether there is a next page. */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** For `ilike`: finds the text itself, whatever wildcards it contains. */
export function containsPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
