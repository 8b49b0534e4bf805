/**
 * Packages on their way in. They are kept here, outside of every page: leaving a page neither stops what is being sent nor
 * forgets what came of it. One is sent at a time; once its last byte has arrived the server goes on by itself, and tells
 * by the live channel how far it is.
 */
import type { ImportSummary } from '#contract/problem.js';
import type { Publish } from '#contract/publication.js';
import { isOver, phaseOf, type Phase, type Sending } from '../util/import-phase.js';
import { call, randomKey } from './call.js';
import { Failure, gotNoAnswer } from './failure.js';
import { watchImports } from './live.js';
import type { Answer } from './types.js';
import { upload } from './upload.js';

export interface PackageImport {
  id: string;
  fileName: string;
  size: number;
  /** Slug of the problem that gets a version; undefined: the package makes a problem. */
  problem: string | undefined;
  /** Milliseconds since the epoch. */
  begunAt: number;
  phase: Phase;
  /** What the server answered this page; what it answered others is asked for by the id. */
  answer?: Answer<'importProblem'>;
  failure?: Failure;
  server?: ImportSummary;
  sending?: Sending;
  /** As it was chosen, so that it can be sent again. */
  file?: File;
  wanted?: Wanted;
}

export interface Wanted {
  /** Of the problem that gets a version. */
  problem?: string | undefined;
  /** Of the problem to be made. */
  slug?: string | undefined;
  visibility?: string | undefined;
  publish?: Publish | undefined;
}

const KEPT = 20;
let entries: readonly PackageImport[] = [];
let whose: string | undefined;
const listeners = new Set<() => void>();
const endListeners = new Set<(ended: PackageImport) => void>();
const dropped = new Set<string>();
const aborts = new Map<string, AbortController>();

export const importStore = {
  /** Newest first. */
  get: () => entries,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** Told once of each that ends while somebody listens. */
  onEnd(listener: (ended: PackageImport) => void) {
    endListeners.add(listener);
    return () => void endListeners.delete(listener);
  },
};

/** Puts packages into the queue. A slug is for one package only. */
export function sendPackages(files: readonly File[], wanted: Wanted): void {
  const added = files.map((file): PackageImport => {
    const one = files.length === 1 ? wanted : { ...wanted, slug: undefined };
    return { id: makeId(), fileName: file.name, size: file.size, problem: wanted.problem, begunAt: Date.now(), phase: { kind: 'waiting' }, sending: { state: 'waiting', fraction: 0 }, file, wanted: one };
  });
  set([...added.toReversed(), ...entries]);
  sendNext();
}

/** Takes back what has not wholly arrived, or puts away what is over. */
export function dropImport(id: string): void {
  aborts.get(id)?.abort();
  dropped.add(id);
  set(entries.filter((each) => each.id !== id));
  sendNext();
}

/** Follows the imports of this account, also those begun elsewhere; returns how to stop. */
export function followImports(accountId: string): () => void {
  if (whose !== undefined && whose !== accountId) {
    for (const abort of aborts.values()) abort.abort();
    set([]);
  }
  whose = accountId;
  const ask = () =>
    call('listImports', { query: { own: 'true', limit: KEPT } }).then(
      ({ items }) => hear(items),
      () => undefined,
    );
  void ask();
  return watchImports({ onReady: () => void ask(), onChanged: (changed) => hear([changed]) });
}

function sendNext(): void {
  if (entries.some(({ sending }) => sending?.state === 'sending')) return;
  const next = entries.findLast(({ sending }) => sending?.state === 'waiting');
  if (next?.file && next.wanted) void send(next.id, next.file, next.wanted);
}

async function send(id: string, file: File, { problem, slug, visibility, publish = 'when-proved' }: Wanted): Promise<void> {
  const abort = new AbortController();
  aborts.set(id, abort);
  change(id, { sending: { state: 'sending', fraction: 0 } });
  const sent = () => {
    change(id, { sending: { state: 'sent', fraction: 1 } });
    sendNext();
  };
  const parts = { file, signal: abort.signal, onSent: sent, onProgress: (fraction: number) => change(id, { sending: { state: 'sending', fraction } }) };
  try {
    const answer =
      problem === undefined
        ? await upload('importProblem', { ...parts, fields: { importId: id, slug: slug ?? '', visibility: visibility ?? '', publish } })
        : await upload('putPackage', { ...parts, fields: { importId: id, publish }, params: { slug: problem } });
    change(id, { answer, sending: { state: 'answered', fraction: 1 } });
  } catch (error) {
    if (!abort.signal.aborted) {
      change(id, { failure: error instanceof Failure ? error : new Failure('internal', ''), sending: { state: 'answered', fraction: 1 } });
    }
  } finally {
    aborts.delete(id);
    sendNext();
  }
}

function hear(news: readonly ImportSummary[]): void {
  const known = new Map(entries.map((each) => [each.id, each]));
  const merged = news.filter(({ id }) => !dropped.has(id)).map((server): PackageImport => {
    const before = known.get(server.id);
    known.delete(server.id);
    return derive({ ...(before ?? { id: server.id, fileName: server.fileName, size: server.size, problem: server.problem ?? undefined, begunAt: Date.parse(server.createdAt), phase: { kind: 'waiting' } }), server });
  });
  tellEnds(merged);
  set([...merged, ...known.values()].toSorted((a, b) => b.begunAt - a.begunAt).filter(({ sending }, at) => sending !== undefined || at < KEPT));
}

function change(id: string, part: Partial<PackageImport>): void {
  const changed = entries.map((each) => (each.id === id ? derive({ ...each, ...part }) : each));
  tellEnds(changed.filter((each) => each.id === id));
  set(changed);
}

function derive(entry: PackageImport): PackageImport {
  const { failure, ...rest } = entry;
  // Where only the answer was lost, the server knows better what came of the package.
  const told = failure && !(entry.server && gotNoAnswer(failure)) ? { failure } : {};
  const outcome = entry.answer ? 'imported' : 'failure' in told ? 'refused' : undefined;
  return { ...rest, ...told, phase: phaseOf(entry.sending, entry.server, outcome) };
}

/** Those that went on a moment ago and have ended now. */
function tellEnds(changed: readonly PackageImport[]): void {
  for (const now of changed) {
    const before = entries.find((each) => each.id === now.id);
    if (before && !isOver(before.phase) && isOver(now.phase)) for (const listener of endListeners) listener(now);
  }
}

/** Leaving the whole application would stop what is being sent: the browser asks first, and only then. */
function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function set(next: readonly PackageImport[]): void {
  entries = next;
  if (next.some(({ phase }) => phase.kind === 'waiting' || phase.kind === 'sending')) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
  listeners.forEach((listener) => listener());
}

/** A UUID of version 4; `crypto.randomUUID` is missing on plain http. */
function makeId(): string {
  const [a, b, c, d, e] = randomKey().match(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/)!.slice(1) as [string, string, string, string, string];
  return `${a}-${b}-4${c.slice(1)}-8${d.slice(1)}-${e}`;
}
