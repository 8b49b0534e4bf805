/** The status as somebody may see it: everybody the judges and the queue, staff the machinery as well. */
import type { Status } from '#contract/status.js';
import type { Database } from '#database/connect.js';
import { listJudges } from '#database/judges.js';
import { queueLength } from '#database/queue.js';
import { recentLastHour, selectDatabaseFacts, selectWaiting } from '#database/status.js';
import { isStaff, type Caller } from '../http/caller.js';
import { complaintsOf } from './complaints.js';

const startedAt = new Date(Date.now() - process.uptime() * 1000);

export async function presentStatus(db: Database, caller: Caller | null): Promise<Status> {
  const staff = isStaff(caller);
  const [judges, queue, lastHour, waiting, database] = await Promise.all([listJudges(db), queueLength(db), recentLastHour(db), selectWaiting(db), staff ? selectDatabaseFacts(db) : null]);
  return {
    judges: judges.map((judge) => {
      const { name, host, slots, busy, alive, languages, canary } = judge;
      const work = lastHour.byJudge.find((each) => each.judge === name);
      return { name, host, slots, busy, startedAt: judge.startedAt.toISOString(), lastSeenAt: judge.lastSeenAt.toISOString(), alive, languages, finishedLastHour: work?.finished ?? 0, meanSeconds: work?.meanSeconds ?? null, canary: canary ?? null };
    }),
    queue,
    lastHour: {
      finished: lastHour.perFiveMinutes.reduce((sum, count) => sum + count, 0), perFiveMinutes: lastHour.perFiveMinutes,
      meanWaitSeconds: lastHour.meanWaitSeconds, meanJudgingSeconds: lastHour.meanJudgingSeconds,
    },
    complaints: complaintsOf({ judges, oldestSeconds: queue.oldestSeconds, waiting, judgeErrors: staff ? lastHour.judgeErrors : undefined }),
    ...(database === null
      ? {}
      : { staff: { judgeErrorsLastHour: lastHour.judgeErrors, server: { startedAt: startedAt.toISOString(), node: process.version, memoryKib: Math.round(process.memoryUsage.rss() / 1024) }, database } }),
  };
}
