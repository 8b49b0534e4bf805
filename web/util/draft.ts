/** A draft as this browser keeps it, and what becomes of it beside the one on the server. */
import type { Draft } from '#contract/draft.js';
import { draftKey, readStored, writeStored } from './stored.js';

export interface SourceText {
  /** Empty: the usual name of its language. Only where it is the only file. */
  name: string;
  content: string;
}
export interface Program {
  files: readonly SourceText[];
  entryPoint?: string | undefined;
}

export interface KeptDraft extends Program {
  /** The server's revision that this was written on; 0: none. */
  base: number;
  /** There is something in it that the server has not confirmed. */
  unsent: boolean;
  /** Fingerprint of what was sent last, while its answer is missing: then the server's next revision may be our own. */
  sent?: string | undefined;
}

/** Where the draft at work is. `new`: nothing is written yet. `here`: on this device only, the server has not got it. `unkept`: this browser keeps nothing and the server has not got it either. */
export type DraftState = 'new' | 'writing' | 'here' | 'saved' | 'unkept';

export interface EditedFile extends SourceText {
  /** Stays the same when the file is renamed. */
  id: number;
}
export interface DraftSnapshot {
  files: readonly EditedFile[];
  entryPoint: string | undefined;
  /** Counts what was changed by something other than typing. */
  version: number;
  state: DraftState;
  /** What another device has saved, where a person must decide. */
  other: Draft | null;
  /** The server has been asked, or could not be. */
  compared: boolean;
}

const EMPTY_DRAFT: KeptDraft = { files: [{ name: '', content: '' }], base: 0, unsent: false };

export const isEmpty = ({ files }: Program): boolean => files.every(({ content }) => content.trim() === '');
const asText = ({ files, entryPoint }: Program): string => JSON.stringify([files.map(({ name, content }) => [name, content]), entryPoint ?? null]);
export const fingerprint = (program: Program): string => hash(asText(program));

export type Outcome =
  /** Both are the same, or there is nothing to send: `base` is the server's revision. */
  | { kind: 'settled'; base: number }
  /** Ours goes on top of the server's. */
  | { kind: 'send'; base: number }
  /** The server's takes the place of ours, in which nothing new is. */
  | { kind: 'take' }
  /** Both have something that the other has not: a person decides. */
  | { kind: 'ask' };

/** `kept` with the names under which its files are sent. */
export function reconcile(kept: KeptDraft, server: Draft | null): Outcome {
  if (server === null) return isEmpty(kept) ? { kind: 'settled', base: 0 } : { kind: 'send', base: 0 };
  if (asText(kept) === asText(server)) return { kind: 'settled', base: server.revision };
  if (!kept.unsent) return { kind: 'take' };
  if (server.revision === kept.base || fingerprint(server) === kept.sent) return { kind: 'send', base: server.revision };
  return isEmpty(kept) ? { kind: 'take' } : { kind: 'ask' };
}

/** What was stored; older versions of this program stored the bare text. */
export function parseDraft(stored: string | null): KeptDraft {
  if (stored === null) return EMPTY_DRAFT;
  try {
    const read: unknown = JSON.parse(stored);
    if (isKeptDraft(read)) return read;
  } catch {
    // A bare text.
  }
  return { ...EMPTY_DRAFT, files: [{ name: '', content: stored }], unsent: stored !== '' };
}

function isKeptDraft(value: unknown): value is KeptDraft {
  if (typeof value !== 'object' || value === null || !('files' in value) || !('base' in value) || !('unsent' in value)) return false;
  const { files, base, unsent } = value;
  return Number.isInteger(base) && typeof unsent === 'boolean' && Array.isArray(files) && files.length > 0 && files.every((file: unknown) => typeof file === 'object' && file !== null && 'name' in file && 'content' in file && typeof file.name === 'string' && typeof file.content === 'string');
}

/** Puts a program in the place of a draft of this browser, as when a submission is to be sent again. The server's is told of it when the editor opens. */
export function putDraft(of: { user: string; problem: string; language: string }, program: Program): boolean {
  const key = draftKey(of.user, of.problem, of.language);
  const { base } = parseDraft(readStored(key));
  return writeStored(key, JSON.stringify({ ...program, base, unsent: true } satisfies KeptDraft));
}

/** 53 bits (cyrb53): enough to know one's own text again, and here where `crypto.subtle` is not. */
function hash(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
