/**
 * From the database's notifications to the rooms of this server. Progress of running submissions is gathered here, so
 * that whoever comes late gets all of it; it is in no table, and what was said while the connection was lost is made
 * up by reading the rows again.
 */
import type { AuthoringChange } from '#contract/authoring-work.js';
import type { Progress } from '#contract/live.js';
import type { ImportSummary, VerificationSummary } from '#contract/problem.js';
import type { RejudgingProgress } from '#contract/rejudging.js';
import type { Run } from '#contract/run.js';
import { selectOptionalImport } from '#database/imports.js';
import { listen } from '#database/notify.js';
import { queueLength } from '#database/queue.js';
import { selectOptionalRun } from '#database/runs.js';
import { selectOptionalSubmission } from '#database/submissions.js';
import { selectOptionalVerificationOf } from '#database/verification-list.js';
import { takeAllMade } from '../authoring/take-made.js';
import { presentImportSummary } from '../problems/import-view.js';
import { verificationNow } from '../problems/verification-now.js';
import { rejudgingProgress } from '../rejudgings/present.js';
import { presentRun } from '../runs/present.js';
import type { Services } from '../services.js';
import { isWithheld, shownProgress } from '../submissions/feedback.js';
import { feedbackFor, presentSubmission } from '../submissions/present.js';
import type { SubmissionView } from '../submissions/policy.js';
import { submittedTo, type SubmittedTo } from './submissions.js';

/** What the relay sends, to whom; live.ts gives it. */
export interface Audience {
  /** `of`: whose it is, where the view is theirs. */
  progress: (view: Exclude<SubmissionView, null>, progress: Progress, of?: SubmittedTo) => void;
  finished: (id: string, view: Exclude<SubmissionView, null>, submission: Awaited<ReturnType<typeof presentSubmission>>, of?: SubmittedTo) => void;
  /** Whether somebody watches a problem, for their own submissions to it; or those whose submission this is. */
  watchesProblem: (of?: SubmittedTo) => boolean;
  queue: (queue: { queued: number; judging: number }) => void;
  imported: (accountId: string, changed: ImportSummary) => void;
  watchesImports: (accountId: string) => boolean;
  ran: (run: Run) => void;
  authored: (change: AuthoringChange) => void;
  watchesRun: (id: string) => boolean;
  watchedRuns: () => string[];
  rejudged: (progress: RejudgingProgress) => void;
  watchesRejudging: (id: string) => boolean;
  watchedRejudgings: () => string[];
  verified: (changed: VerificationSummary) => void;
  watchedVerifications: () => string[];
  /** Ids of submissions that somebody watches here. */
  watched: () => string[];
  /** Whether somebody looks at it in this way. */
  hasWatchers: (id: string, view: Exclude<SubmissionView, null>) => boolean;
}

export interface Relay {
  /** All that is known of a running submission; null: nothing yet. */
  progressOf: (id: string) => Progress | null;
  close: () => Promise<void>;
}

const QUEUE_INTERVAL_MS = 500;
const REJUDGING_INTERVAL_MS = 500;
/** Running submissions whose progress is kept; the oldest is dropped beyond. */
const MOST_RUNNING = 2_000;

export async function startRelay({ db, log }: Services, databaseUrl: string, audience: Audience, onFinished: () => void): Promise<Relay> {
  const running = new Map<string, Progress>();
  /** What an owner may hear of each that is watched, until it is judged or begins anew. */
  const owners = new Map<string, Promise<{ show: (progress: Progress) => Progress; of: SubmittedTo } | null>>();
  let queueTimer: NodeJS.Timeout | null = null;
  let taking: Promise<void> | null = null;
  /** Rejudgings of which news are being gathered. */
  const rejudgingTimers = new Map<string, NodeJS.Timeout>();

  const listener = await listen(
    databaseUrl,
    {
      submission_progress(progress) {
        const { id } = progress;
        const known = running.get(id);
        if (isNewAttempt(known, progress)) owners.delete(id);
        running.set(id, isNewAttempt(known, progress) ? progress : merged(known, progress));
        if (running.size > MOST_RUNNING) running.delete(running.keys().next().value!);
        audience.progress('staff', progress);
        if (audience.hasWatchers(id, 'owner') || audience.watchesProblem()) void tellOwner(progress);
      },
      submission_finished({ id }) {
        running.delete(id);
        owners.delete(id);
        onFinished();
        void tellFinished(id);
        void tellVerificationOf(id);
      },
      queue_changed() {
        queueTimer ??= setTimeout(() => void tellQueue(), QUEUE_INTERVAL_MS);
      },
      import_changed({ id, accountId }) {
        if (audience.watchesImports(accountId)) void tellImport(id, accountId);
      },
      verification_changed({ id }) {
        // Its data may have been the last that was checked.
        onFinished();
        if (audience.watchedVerifications().includes(id)) void tellVerification(id);
      },
      authoring_changed(change) {
        audience.authored(change);
        // A judge has made something: it is taken at once, by whichever server is first.
        if (change.generation !== undefined && change.by === null) void takeMadeSoon();
      },
      run_changed({ id }) {
        if (audience.watchesRun(id)) void tellRun(id);
      },
      rejudging_changed({ id }) {
        if (!rejudgingTimers.has(id) && audience.watchesRejudging(id)) rejudgingTimers.set(id, setTimeout(() => void tellRejudging(id), REJUDGING_INTERVAL_MS));
      },
    },
    { applicationName: 'arbiter server listens', onReconnect: () => void catchUp(), log: (message, error) => log.warn({ err: error }, message) },
  );

  async function takeMadeSoon(): Promise<void> {
    taking ??= takeAllMade(db)
      .catch((error: unknown) => log.warn({ err: error }, 'What a judge has made could not be taken'))
      .finally(() => (taking = null));
    await taking;
  }

  async function tellOwner(progress: Progress): Promise<void> {
    const { id } = progress;
    const shown = owners.get(id) ?? forOwner(id);
    owners.set(id, shown);
    if (owners.size > MOST_RUNNING) owners.delete(owners.keys().next().value!);
    try {
      const told = await shown;
      if (told) audience.progress('owner', told.show(progress), told.of);
    } catch (error) {
      owners.delete(id);
      log.warn({ err: error, submission: id }, 'Its owner could not be told how far a submission is');
    }
  }

  async function forOwner(id: string): Promise<{ show: (progress: Progress) => Progress; of: SubmittedTo } | null> {
    const found = await selectOptionalSubmission(db, id);
    if (found === null) return null;
    const feedback = await feedbackFor(db, found);
    if (isWithheld('owner', feedback.contest, null)) return null;
    return { show: (progress) => shownProgress(feedback, found.version.package.tests, progress), of: submittedTo(found) };
  }

  async function tellFinished(id: string): Promise<void> {
    try {
      const isWatched = (view: 'owner' | 'staff', of?: SubmittedTo) => audience.hasWatchers(id, view) || (view === 'owner' && audience.watchesProblem(of));
      if (!isWatched('owner') && !isWatched('staff')) return;
      const found = await selectOptionalSubmission(db, id);
      // Judged again in the meantime: that judging will be told of.
      if (!found?.judging.finishedAt) return;
      const of = submittedTo(found);
      for (const view of (['owner', 'staff'] as const).filter((each) => isWatched(each, of))) {
        const submission = await presentSubmission(db, found, view);
        // When it was judged is no matter of theirs either.
        if (submission.withheld !== true) audience.finished(id, view, submission, view === 'owner' ? of : undefined);
      }
    } catch (error) {
      log.warn({ err: error, submission: id }, 'Watchers could not be told of a result');
    }
  }

  /** A labelled submission was judged. */
  async function tellVerificationOf(submissionId: string): Promise<void> {
    const watched = audience.watchedVerifications();
    if (watched.length === 0) return;
    const id = await selectOptionalVerificationOf(db, submissionId).catch(() => null);
    if (id !== null && watched.includes(id)) await tellVerification(id);
  }

  async function tellVerification(id: string): Promise<void> {
    try {
      const now = await verificationNow(db, id, 'whoever watches');
      if (now) audience.verified(now);
    } catch (error) {
      log.warn({ err: error, verification: id }, 'Watchers could not be told of a verification');
    }
  }

  async function tellRun(id: string): Promise<void> {
    try {
      const found = await selectOptionalRun(db, id);
      if (found) audience.ran(await presentRun(db, found));
    } catch (error) {
      log.warn({ err: error, run: id }, 'Watchers could not be told of a run');
    }
  }

  async function tellRejudging(id: string): Promise<void> {
    rejudgingTimers.delete(id);
    try {
      const progress = await rejudgingProgress(db, id);
      if (progress) audience.rejudged(progress);
    } catch (error) {
      log.warn({ err: error, rejudging: id }, 'Watchers could not be told of a rejudging');
    }
  }

  async function tellQueue(): Promise<void> {
    queueTimer = null;
    try {
      const { queued, judging } = await queueLength(db);
      audience.queue({ queued, judging });
    } catch (error) {
      log.warn({ err: error }, 'The queue could not be read');
    }
  }

  async function tellImport(id: string, accountId: string): Promise<void> {
    try {
      const found = await selectOptionalImport(db, id);
      if (found) audience.imported(accountId, presentImportSummary(found));
    } catch (error) {
      log.warn({ err: error, import: id }, 'Watchers could not be told of an import');
    }
  }

  async function catchUp(): Promise<void> {
    running.clear();
    owners.clear();
    onFinished();
    for (const id of audience.watched()) await tellFinished(id);
    for (const id of audience.watchedRuns()) await tellRun(id);
    for (const id of audience.watchedVerifications()) await tellVerification(id);
    for (const id of audience.watchedRejudgings()) await tellRejudging(id);
    await tellQueue();
  }

  return {
    progressOf: (id) => running.get(id) ?? null,
    async close() {
      if (queueTimer) clearTimeout(queueTimer);
      for (const timer of rejudgingTimers.values()) clearTimeout(timer);
      await listener.close();
    },
  };
}

/** A message that has done less than the one before begins a new attempt. */
function isNewAttempt(known: Progress | undefined, news: Progress): boolean {
  return !known || news.testsDone < known.testsDone || (news.testsDone === 0 && news.compiled === undefined);
}

function merged(known: Progress | undefined, news: Progress): Progress {
  const latest = new Map(known?.latest.map((test) => [test.index, test]));
  for (const test of news.latest) latest.set(test.index, test);
  return { ...known, ...news, latest: [...latest.values()] };
}
