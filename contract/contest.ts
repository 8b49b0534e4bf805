/** Contests: what an instructor sets, and what everybody sees of it. */
import { z } from 'zod';
import { balloonModeSchema } from './contest-site.js';
import { slugSchema } from './problem.js';
import { ratingChangeSchema } from './rating.js';
import { oneLineSchema, shownNameSchema } from './shown-text.js';

/**
 * How standings are made: `icpc` solved problems and penalty time; `ioi` points, best of each problem; `codeforces` points that melt
 * with time and wrong tries; `atcoder` points, then the time of the last gain with five minutes a wrong try; `leaderboard` the best score.
 */
export const CONTEST_FORMATS = ['icpc', 'ioi', 'codeforces', 'atcoder', 'leaderboard'] as const;
export const contestFormatSchema = z.enum(CONTEST_FORMATS);
export type ContestFormat = z.infer<typeof contestFormatSchema>;

/** `frozen`: it runs or has ended, and what happened since the freeze is not shown yet. `finished`: everything is shown. */
export const CONTEST_STATES = ['scheduled', 'running', 'frozen', 'ended', 'finished'] as const;
export const contestStateSchema = z.enum(CONTEST_STATES);
export type ContestState = z.infer<typeof contestStateSchema>;

export const registrationModeSchema = z.enum(['open', 'code', 'list']);
export type RegistrationMode = z.infer<typeof registrationModeSchema>;

/** What participants see of their submissions while the contest runs: everything that their problem shows; verdict and points of each group, nothing of single tests; nothing. */
export const CONTEST_FEEDBACK = ['full', 'groups', 'none'] as const;
export const contestFeedbackSchema = z.enum(CONTEST_FEEDBACK);
export type ContestFeedback = z.infer<typeof contestFeedbackSchema>;

/** Which tests of a problem are pretests: the first so many, those of groups (with all groups below them), or those named. Samples always are. */
export const pretestsSchema = z.union([
  z.strictObject({ first: z.number().int().min(1).max(10_000) }),
  z.strictObject({ groups: z.array(z.string().min(1).max(200)).min(1).max(200) }),
  z.strictObject({ tests: z.array(z.string().min(1).max(200)).min(1).max(1000) }),
]);
export type Pretests = z.infer<typeof pretestsSchema>;

/** Single addresses, and networks as in 192.0.2.0/24. */
export const networksSchema = z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: 'An address or a network, as in 192.0.2.7 or 192.0.2.0/24' })).min(1).max(200);

export const labelSchema = z.string().trim().regex(/^[A-Za-z0-9]{1,8}$/, 'A label is up to eight letters and digits');

export const newContestProblemSchema = z.object({
  slug: z.string().min(1).max(64),
  label: labelSchema,
  points: z.number().min(0).max(1_000_000).nullable().optional().describe('What it gives at most; absent: what its package says, or 500 for codeforces, 100 else'),
  color: z.string().regex(/^#[0-9a-fA-F]{6}$/, 'A colour is # and six hexadecimal digits').nullable().optional().describe('Of its balloon'),
  pretests: pretestsSchema.nullable().optional().describe('What submissions are judged on until the system test after the end; null: on all tests at once'),
});

export const contestRulesSchema = z.object({
  penaltyMinutes: z.number().int().min(0).max(1000).describe('For each wrong try of a problem that is solved later'),
  compileErrorsCount: z.boolean().describe('Whether a compile error is a try'),
  best: z.enum(['submission', 'groups']).describe('ioi: points of the best submission, or the sum of the best points of each test group'),
});
export type ContestRules = z.infer<typeof contestRulesSchema>;

/** What databases, calendars and JSON all write in the same way. */
function isUsualTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1970 && year < 9000;
}

const HUNDRED_DAYS = 100 * 86_400;

const fields = {
  name: shownNameSchema(120),
  description: z.string().max(20_000).describe('Markdown'),
  format: contestFormatSchema,
  startsAt: z.iso.datetime({ offset: true }).refine(isUsualTime, 'Give a day between 1970 and 9000'),
  durationSeconds: z.number().int().min(60).max(HUNDRED_DAYS),
  freezeSeconds: z.number().int().min(0).nullable().describe('Before its end; null: no freeze'),
  windowSeconds: z.number().int().min(60).nullable().describe('Everybody starts when they like and has so long; null: all have the same time'),
  registration: registrationModeSchema,
  code: z.string().min(4).max(64).nullable().describe('For registration by code'),
  visibility: z.enum(['public', 'private']).describe('Private ones are there for staff and participants only'),
  rules: contestRulesSchema.partial(),
  balloons: balloonModeSchema,
  printing: z.boolean().describe('Whether participants may have something printed'),
  rated: z.boolean().describe('Whether it moves the ratings of those who take part by themselves'),
  feedback: contestFeedbackSchema.describe('What participants see of their submissions while it runs'),
  networks: networksSchema.nullable().describe('Where participants may submit from; null: anywhere'),
  bindsAddress: z.boolean().describe('Whether participants are bound to the address of their first submission'),
  problems: z.array(newContestProblemSchema).max(60)
    .refine((problems) => new Set(problems.map(({ label }) => label)).size === problems.length, 'Two problems have the same label')
    .refine((problems) => new Set(problems.map(({ slug }) => slug)).size === problems.length, 'A problem is there twice'),
};

export const newContestSchema = z.object({
  slug: slugSchema,
  ...fields,
  description: fields.description.default(''),
  freezeSeconds: fields.freezeSeconds.default(null),
  windowSeconds: fields.windowSeconds.default(null),
  registration: fields.registration.default('open'),
  code: fields.code.default(null),
  visibility: fields.visibility.default('public'),
  rules: fields.rules.default({}),
  balloons: fields.balloons.default('off'),
  printing: fields.printing.default(false),
  rated: fields.rated.default(false),
  feedback: fields.feedback.default('full'),
  networks: fields.networks.default(null),
  bindsAddress: fields.bindsAddress.default(false),
  problems: fields.problems.default([]),
});
export type NewContest = z.infer<typeof newContestSchema>;

export const contestPatchSchema = z.object(fields).partial().extend({
  unfrozen: z.literal(true).optional().describe('Shows what happened since the freeze. Only after the end'),
});
export type ContestPatch = z.infer<typeof contestPatchSchema>;

export const contestSummarySchema = z.object({
  slug: z.string(),
  name: z.string(),
  format: contestFormatSchema,
  state: contestStateSchema,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  durationSeconds: z.number().int(),
  windowSeconds: z.number().int().nullable(),
  registration: registrationModeSchema,
  visibility: z.enum(['public', 'private']),
  participants: z.number().int(),
  rated: z.boolean(),
  registered: z.boolean().describe('Whether the caller takes part'),
});
export type ContestSummary = z.infer<typeof contestSummarySchema>;

export const participantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  members: z.array(z.string()).describe('Usernames'),
  affiliation: z.string().nullable(),
  group: z.string().nullable(),
  /** Out of competition: in the table, without a rank. */
  unofficial: z.boolean(),
  /** For staff: not in the table that others see. */
  hidden: z.boolean().optional(),
  /** For staff and themselves; to others they are out of competition. */
  disqualified: z.boolean().optional().describe('They submit nothing more, and have no rank and no rating of it'),
  seat: z.string().nullable().optional().describe('Room and place; for staff and themselves'),
  startedAt: z.iso.datetime().nullable().describe('Where everybody starts when they like'),
  /** For who may edit the contest. */
  networks: z.array(z.string()).nullable().optional().describe('Where they may submit from; null: anywhere'),
  address: z.string().nullable().optional().describe('The address that they are bound to'),
  boundAt: z.iso.datetime().nullable().optional(),
  rating: ratingChangeSchema.optional().describe('What the contest changed, where it was rated and is over'),
});
export type Participant = z.infer<typeof participantSchema>;

export const contestProblemSchema = z.object({
  label: z.string(),
  slug: z.string(),
  name: z.string(),
  points: z.number().nullable(),
  color: z.string().nullable(),
  solvedBy: z.number().int().describe('Participants, as far as the scoreboard shows it to the caller'),
  triedBy: z.number().int(),
  /** Of the caller's participant; absent where nothing was submitted. `submitted`: it is not judged yet, or kept until the end. */
  own: z.enum(['solved', 'tried', 'submitted']).optional(),
  pretests: pretestsSchema.nullable().optional().describe('For who may edit the contest'),
});
export type ContestProblem = z.infer<typeof contestProblemSchema>;

export const contestSchema = contestSummarySchema.extend({
  description: z.string().describe('Markdown'),
  descriptionHtml: z.string().describe('Sanitised'),
  freezeAt: z.iso.datetime().nullable(),
  frozen: z.boolean().describe('Whether what the caller sees of the scoreboard is frozen'),
  rules: contestRulesSchema,
  feedback: contestFeedbackSchema,
  bindsAddress: z.boolean(),
  systemTest: z.enum(['none', 'pending', 'done']).describe('Whether submissions are judged on pretests only, until the system test after the end'),
  /** Absent before the start, for whoever may not see them yet. */
  problems: z.array(contestProblemSchema).optional(),
  /** The caller's part in it; null: none. */
  me: participantSchema.extend({ endsAt: z.iso.datetime().nullable() }).nullable(),
  /** What the caller may do. */
  may: z.object({ edit: z.boolean(), register: z.boolean(), withdraw: z.boolean(), start: z.boolean(), submit: z.boolean(), ask: z.boolean(), print: z.boolean(), runVirtually: z.boolean().describe('It is over: start a virtual run'), deliver: z.boolean().describe('Balloons and prints') }),
  printing: z.boolean(),
  balloons: balloonModeSchema,
  /** For staff. */
  code: z.string().nullable().optional(),
  networks: z.array(z.string()).nullable().optional(),
  owner: z.string().nullable(),
  now: z.iso.datetime().describe("The server's clock"),
});
export type Contest = z.infer<typeof contestSchema>;

export const newRegistrationSchema = z.object({
  code: z.string().max(64).optional(),
  team: shownNameSchema(80).optional().describe('Name in the table; absent: the username'),
  username: z.string().min(1).max(64).optional().describe('Staff may register others'),
  members: z.array(z.string().min(1).max(64)).max(20).optional().describe('Usernames of a team; staff only'),
  affiliation: oneLineSchema(120).optional(),
  group: oneLineSchema(60).optional(),
  unofficial: z.boolean().optional().describe('Staff only'),
  hidden: z.boolean().optional().describe('Staff only'),
  seat: oneLineSchema(60).optional().describe('Room and place; staff only'),
  networks: networksSchema.nullable().optional().describe('Where they may submit from; staff only'),
});
export type NewRegistration = z.infer<typeof newRegistrationSchema>;

export const participantChangeSchema = z.object({
  name: shownNameSchema(80),
  affiliation: oneLineSchema(120).nullable(),
  group: oneLineSchema(60).nullable(),
  seat: oneLineSchema(60).nullable().describe('Room and place'),
  unofficial: z.boolean(),
  hidden: z.boolean(),
  disqualified: z.boolean().describe('They submit nothing more, and have no rank and no rating of it; what they have submitted stays'),
  members: z.array(z.string().min(1).max(64)).max(20).describe('Usernames of all who are in it from now on'),
}).partial();
export type ParticipantChange = z.infer<typeof participantChangeSchema>;

/** A contest that is over, taken in a time of one's own; nothing of the contest changes by it. */
export const virtualRunSchema = z.object({ id: z.uuid(), startedAt: z.iso.datetime(), endsAt: z.iso.datetime() });
export type VirtualRun = z.infer<typeof virtualRunSchema>;

export const systemTestSchema = z.object({
  rejudging: z.uuid().nullable().describe('Follow and apply it as any other rejudging; null: there was nothing to test, and it is over'),
});

export const participantAddressSchema = z.object({
  networks: networksSchema.nullable().optional().describe('Where they may submit from; null: anywhere; absent: as it is'),
  released: z.literal(true).optional().describe('They are bound anew by their next submission'),
});

export const contestNetworksSchema = z.object({
  items: z.array(z.object({ participant: z.string().min(1).max(80).describe('Name in the table, or a username'), networks: networksSchema.nullable() })).min(1).max(20_000),
});
