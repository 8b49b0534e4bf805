/** Ids of CLICS: letters, digits and _.- only, 36 at most, neither beginning with a dash or a dot nor ending with a dot. Pure. */
import { createHash } from 'node:crypto';

const MOST = 36;
const ID = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/;

export const isId = (text: string, most = MOST): boolean => text.length <= most && ID.test(text);

/** A readable id where it is one, else the UUID. */
export const idOr = (readable: string, uuid: string): string => (isId(readable) ? readable : uuid);

/** An id for something that has a name only. Different names have different ids, whatever other names there are. */
export function idOfName(name: string, most: number): string {
  if (isId(name, most)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  const readable = name.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, most - hash.length - 1);
  return readable === '' ? hash : `${readable}-${hash}`;
}

const DIGITS = 25;
const UUID_PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** A UUID in 25 characters, which leaves room for a number behind it. */
export const shortOf = (uuid: string): string => BigInt(`0x${uuid.replaceAll('-', '')}`).toString(36).padStart(DIGITS, '0');

/** Null: it is none. */
export function uuidOf(short: string): string | null {
  if (!/^[0-9a-z]{25}$/.test(short)) return null;
  let value = 0n;
  for (const digit of short) value = value * 36n + BigInt(parseInt(digit, 36));
  const hex = value.toString(16).padStart(32, '0');
  return hex.length > 32 ? null : hex.replace(UUID_PARTS, '$1-$2-$3-$4-$5');
}

export const runId = (judgingId: string, ordinal: number): string => `${shortOf(judgingId)}.${ordinal}`;

/** Null: no run has this id. */
export function judgingOfRun(id: string): string | null {
  const [, short] = /^([0-9a-z]{25})\.[1-9]\d{0,9}$/.exec(id) ?? [];
  return short === undefined ? null : uuidOf(short);
}

/** A question has its own id; its answer this one. */
export const answerId = (clarificationId: string): string => `${shortOf(clarificationId)}.answer`;
