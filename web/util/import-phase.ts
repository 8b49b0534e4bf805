/** How far a package is on its way in: what this browser knows of sending it, and what the server says of reading it. Pure. */
import type { ImportStage, ImportSummary } from '#contract/problem.js';

/** What this page does with the file; absent where the package was sent by another page or before it was loaded anew. */
export interface Sending {
  state: 'waiting' | 'sending' | 'sent' | 'answered';
  /** Of the bytes, 0 to 1. */
  fraction: number;
}

export type Phase =
  | { kind: 'waiting' }
  | { kind: 'sending'; fraction: number }
  /** The server works on it; `fraction` is of all its work, and null while nothing is known. */
  | { kind: 'working'; stage: ImportStage; done: number; total: number; fraction: number | null }
  | { kind: 'imported' }
  | { kind: 'refused' }
  | { kind: 'stopped' };

/** Where each stage begins and ends in the whole of the server's work: storing takes longest, and few problems have packages installed. */
const PARTS: Record<ImportStage, readonly [number, number]> = { reading: [0, 0.35], storing: [0.35, 0.85], installing: [0.85, 0.95], saving: [0.95, 1] };

export function phaseOf(sending: Sending | undefined, server: ImportSummary | undefined, outcome: 'imported' | 'refused' | undefined): Phase {
  if (outcome !== undefined) return { kind: outcome };
  if (server && server.state !== 'running') return { kind: server.state };
  if (!server) {
    if (sending?.state === 'waiting') return { kind: 'waiting' };
    if (sending?.state === 'sending') return { kind: 'sending', fraction: sending.fraction };
    return { kind: 'working', stage: 'reading', done: 0, total: 0, fraction: null };
  }
  const { stage, done, total } = server;
  const [from, to] = PARTS[stage];
  return { kind: 'working', stage, done, total, fraction: total === 0 ? null : from + (to - from) * Math.min(1, done / total) };
}

export const isOver = (phase: Phase): boolean => phase.kind === 'imported' || phase.kind === 'refused' || phase.kind === 'stopped';
