/**
 * The live channel. Events reach servers by PostgreSQL NOTIFY (`notifications`) and browsers by Socket.IO
 * (`ServerEvents`); a lost one only delays: whoever reconnects asks for the present state.
 */
import { z } from 'zod';
import { authoringChangeSchema, type AuthoringChange } from './authoring-work.js';
import type { Clarification } from './clarification.js';
import type { ContestState } from './contest.js';
import type { ScoreboardChange } from './scoreboard.js';
import type { ImportSummary, VerificationSummary } from './problem.js';
import type { RejudgingProgress } from './rejudging.js';
import type { Run } from './run.js';
import { submissionStateSchema, type Submission } from './submission.js';
import { verdictSchema } from './verdict.js';

export const watchSchema = z.object({ kind: z.enum(['submission', 'contest', 'contest-public', 'problem', 'queue', 'imports', 'run', 'authoring', 'rejudging', 'verification']), id: z.string().min(1).max(128).regex(/^[^\0]*$/) });
export type Watch = z.infer<typeof watchSchema>;

export const progressSchema = z.object({
  id: z.uuid(),
  state: submissionStateSchema,
  /** Absent until the compiler has spoken. */
  compiled: z.boolean().optional(),
  testsDone: z.number().int(),
  testsTotal: z.number().int(),
  latest: z.array(z.object({ index: z.number().int(), verdict: verdictSchema, cpuMs: z.number(), wallMs: z.number(), peakMemoryKib: z.number().int() })),
});
export type Progress = z.infer<typeof progressSchema>;

/** NOTIFY channels and their payloads. PostgreSQL allows 8,000 bytes each. */
export const notificationSchemas = {
  /** A judging was queued or released: judges with a free slot look. */
  judging_queued: z.object({}),
  submission_progress: progressSchema,
  /** The judging of this submission is finished; the row says how. */
  submission_finished: z.object({ id: z.uuid(), version: z.uuid() }),
  /** Length of the queue or the set of judges changed. */
  queue_changed: z.object({}),
  /** An import has begun, come further or ended; the row says how. */
  import_changed: z.object({ id: z.uuid(), accountId: z.uuid() }),
  /** A submission of a rejudging was judged, or it was applied or cancelled. */
  rejudging_changed: z.object({ id: z.uuid() }),
  /** A run was queued or given back: judges with nothing else to do look. */
  run_queued: z.object({}),
  /** A run has begun, printed something or ended; the row says what. */
  run_changed: z.object({ id: z.uuid() }),
  /** The check of data of a verification has come further or ended, or the verification is over; the rows say how. */
  verification_changed: z.object({ id: z.uuid() }),
  /** Tests of an authored problem are to be made: judges with nothing else to do look. */
  generation_queued: z.object({}),
  /** An authored problem was changed, or its tests come further. */
  authoring_changed: authoringChangeSchema,
  /** A scoreboard has changed; its rows of this seq say how. `publicSeq` stays where the public sees nothing of it. */
  contest_changed: z.object({ id: z.uuid(), seq: z.number().int(), publicSeq: z.number().int() }),
  /** A question was asked or answered, or something announced. */
  clarification_posted: z.object({ id: z.uuid(), contest: z.uuid() }),
  /** Balloons or prints of a contest have changed. */
  contest_site_changed: z.object({ id: z.uuid(), what: z.enum(['balloons', 'prints']) }),
  /** Somebody is not among the members of a participant any more, or the participant is gone. */
  contest_left: z.object({ id: z.uuid(), participant: z.uuid() }),
} as const;
export type NotificationChannel = keyof typeof notificationSchemas;
export type Notification<C extends NotificationChannel> = z.infer<(typeof notificationSchemas)[C]>;

export const acknowledgementSchema = z.union([z.object({ ok: z.literal(true) }), z.object({ error: z.string() })]);
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** Browser or program → server. Both are acknowledged. */
export interface ClientEvents {
  watch: (what: Watch, acknowledge: (answer: Acknowledgement) => void) => void;
  unwatch: (what: Watch, acknowledge: (answer: Acknowledgement) => void) => void;
}

interface AsPublic {
  asPublic?: true;
}
export interface ContestStateTold extends AsPublic {
  contest: string;
  state: ContestState;
  seq: number;
}

/** Server → browser or program. */
export interface ServerEvents {
  'submission:progress': (progress: Progress) => void;
  'submission:finished': (submission: Submission) => void;
  'queue:changed': (queue: { queued: number; judging: number }) => void;
  /** To whoever watches `imports` (id `own`): one of their own. At most a few a second. */
  'import:changed': (changed: ImportSummary) => void;
  /** To whoever watches a run of theirs: all that is known of it, at most a few times a second. */
  'run:changed': (run: Run) => void;
  /** To whoever watches a verification: how far it is; the rest is asked for over HTTP. */
  'verification:changed': (changed: VerificationSummary) => void;
  /** To staff who watch a rejudging, at most a few times a second. */
  'rejudging:changed': (progress: RejudgingProgress) => void;
  /** To whoever watches `authoring` of a problem that they write: what to ask for again. Their own changes come too; `by` says whose it is. */
  'authoring:changed': (change: AuthoringChange) => void;
  /** To whoever watches a contest, as they may see it. `asPublic`: to who watches `contest-public` of it, what everybody else sees. */
  'scoreboard:changed': (change: ScoreboardChange & AsPublic) => void;
  /** When a watch of a contest begins, and when more than results has changed: problems, participants, times, the end of a freeze. Load what is shown anew. */
  'contest:state': (contest: ContestStateTold) => void;
  'clarification:posted': (clarification: Clarification & { contest: string }) => void;
  /** To the jury and the runners of a contest who watch it: ask for these again. */
  'contest:site': (changed: { contest: string; what: 'balloons' | 'prints' }) => void;
}
