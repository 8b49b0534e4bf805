/**
 * Where a reader of the event feed stands: the time up to which it knows what has happened, and a hash of what was set of the contest
 * as it saw it. Nothing of it is kept here, so a feed goes on after a restart and at any server; and nothing of it tells more than the
 * feed has told. Pure.
 */
import { createHash } from 'node:crypto';

export interface FeedPoint {
  at: Date;
  configuration: string;
}

/** Clocks of servers and database differ, and what was begun before may be committed after: what is so old comes again. */
export const OVERLAP_MS = 60_000;

export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

export const tokenOf = ({ at, configuration }: FeedPoint): string => `${at.getTime().toString(36)}-${configuration}`;

/** Null: it is no token, or one of a time that has not come. */
export function readToken(token: string, now: Date): FeedPoint | null {
  const [, at = '', configuration = ''] = /^([0-9a-z]{1,11})-([0-9a-f]{16})$/.exec(token) ?? [];
  const ms = parseInt(at, 36);
  return Number.isNaN(ms) || ms > now.getTime() + OVERLAP_MS ? null : { at: new Date(ms), configuration };
}
