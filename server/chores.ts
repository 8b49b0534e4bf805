/** What has to be done from time to time. Any number of servers may do it at once. */
import { join } from 'node:path';
import { forgetUnusedAuthoredBlobs } from '#database/authoring.js';
import { settleGenerations } from '#database/authoring-generations.js';
import { thinHistories } from '#database/authoring-history.js';
import { deleteUnusedBlobs } from '#database/blobs.js';
import { settleContests } from '#database/contests.js';
import { deleteOldDrafts } from '#database/drafts.js';
import { deleteOldEnvironmentJobs } from '#database/environments.js';
import { deleteOldIdempotencyKeys } from '#database/idempotency.js';
import { settleImports } from '#database/imports.js';
import { retireLostJudgings } from '#database/queue.js';
import { deleteOldRuns, settleRuns } from '#database/runs.js';
import { deleteExpiredSessions } from '#database/sessions.js';
import { settleCalibrations } from '#database/verifications.js';
import { takeAllMade } from './authoring/take-made.js';
import { removeAbandonedUploads } from './http/upload.js';
import { settleVerifications } from './problems/settle-verifications.js';
import { rateContests } from './ratings/rate.js';
import type { Services } from './services.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

export interface Chores {
  /** A judging or a check of data has finished: it may have been the last of a calibration, or of a verification. */
  submissionFinished(): void;
  stop(): Promise<void>;
}

export function startChores({ db, config, log }: Services): Chores {
  const chores = [
    chore('settle calibrations', 5 * SECOND, () => settleCalibrations(db)),
    chore('settle verifications', 5 * SECOND, () => settleVerifications(db)),
    chore('retire lost judgings', 5 * SECOND, () => retireLostJudgings(db)),
    chore('settle contests', 5 * SECOND, () => settleContests(db)),
    chore('rate contests', 5 * SECOND, () => rateContests(db)),
    chore('settle runs', 5 * SECOND, () => settleRuns(db)),
    chore('take what judges have made', 5 * SECOND, async () => {
      await settleGenerations(db);
      await takeAllMade(db);
    }),
    chore('settle imports of servers that are no more', 5 * SECOND, () => settleImports(db)),
    chore('delete what is over', HOUR, async () => {
      await deleteExpiredSessions(db);
      await deleteOldIdempotencyKeys(db);
      await deleteOldDrafts(db);
      await deleteOldRuns(db);
      await deleteOldEnvironmentJobs(db);
      await thinHistories(db);
      await forgetUnusedAuthoredBlobs(db);
      await deleteUnusedBlobs(db);
      await removeAbandonedUploads(join(config.dataFolder, 'tmp'));
    }),
  ];

  function chore(name: string, everyMs: number, work: () => Promise<unknown>) {
    let running: Promise<void> | null = null;
    let again = false;
    const run = (): void => {
      if (running) {
        again = true;
        return;
      }
      running = work()
        .then(() => undefined, (error: unknown) => log.warn({ err: error }, `Could not ${name}`))
        .finally(() => {
          running = null;
          if (again) {
            again = false;
            run();
          }
        });
    };
    const timer = setInterval(run, everyMs);
    run();
    return { run, stop: () => (clearInterval(timer), running ?? Promise.resolve()) };
  }

  return {
    submissionFinished() {
      chores[0]?.run();
      chores[1]?.run();
    },
    async stop() {
      await Promise.all(chores.map((each) => each.stop()));
    },
  };
}
