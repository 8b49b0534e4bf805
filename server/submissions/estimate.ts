/** How long a queued submission still waits. */
import type { Database } from '#database/connect.js';
import { listJudges } from '#database/judges.js';
import { queuePosition } from '#database/queue.js';
import { recentJudgingSeconds } from '#database/submissions.js';

/** The mean is asked for at most so often: a full queue has many who ask. */
const FRESH_MS = 10_000;

interface Mean {
  seconds: number;
  askedAt: number;
}
const means = new WeakMap<Database, Mean>();

/** Undefined: it waits no more. `etaSeconds` is null where no judge lives or nothing was judged of late. */
export async function queueOf(db: Database, submissionId: string): Promise<{ position: number; etaSeconds: number | null } | undefined> {
  const [position, judges, seconds] = await Promise.all([queuePosition(db, submissionId), listJudges(db), meanSeconds(db)]);
  if (position === null) return undefined;
  const slots = judges.reduce((sum, judge) => sum + (judge.alive ? judge.slots : 0), 0);
  return { position, etaSeconds: etaSeconds(position, seconds, slots) };
}

/** Whole seconds, at least 1. */
export function etaSeconds(position: number, meanJudgingSeconds: number | null, slots: number): number | null {
  if (meanJudgingSeconds === null || slots === 0) return null;
  return Math.max(1, Math.ceil((position * meanJudgingSeconds) / slots));
}

/** In a queue so long that none of the latest is finished, the mean from before stays. */
async function meanSeconds(db: Database): Promise<number | null> {
  const known = means.get(db);
  if (known && performance.now() - known.askedAt < FRESH_MS) return known.seconds;
  const seconds = (await recentJudgingSeconds(db)) ?? known?.seconds ?? null;
  if (seconds !== null) means.set(db, { seconds, askedAt: performance.now() });
  return seconds;
}
