/**
 * What the Contest API of CLICS answers, version 2023-06: https://ccs-specs.icpc.io/2023-06/contest_api. Names and shapes are the
 * specification's. What may be null there is left out here where it has no value, but for what a client must be told is none.
 */
import { z } from 'zod';

export const CLICS_VERSION = '2023-06';
export const CLICS_VERSION_URL = 'https://ccs-specs.icpc.io/2023-06/contest_api';

export const clicsIdSchema = z.string().max(36).regex(/^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/);
/** ISO 8601 in UTC, with milliseconds: times must be written alike everywhere. */
export const clicsTimeSchema = z.string().regex(/^[12]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/);
/** `h:mm:ss.uuu`, hours as many as there are. */
export const clicsRelativeTimeSchema = z.string().regex(/^-?(?:[1-9]\d*)?\d:[0-5]\d:[0-5]\d\.\d{3}$/);
const positiveRelativeTimeSchema = clicsRelativeTimeSchema.refine((time) => !time.startsWith('-'));
/** Thousandths: a multiple of 0.001. */
const secondsSchema = z.number().nonnegative().refine((seconds) => Math.abs(seconds * 1000 - Math.round(seconds * 1000)) < 1e-6);

export const CLICS_JUDGEMENT_TYPES = ['AC', 'CE', 'JE', 'MLE', 'OLE', 'TLE', 'ILE', 'RTE', 'SV', 'WA'] as const;
const judgementTypeIdSchema = z.enum(CLICS_JUDGEMENT_TYPES);

export const clicsFileSchema = z.strictObject({ href: z.string(), filename: z.string(), mime: z.string() });

export const clicsApiSchema = z.strictObject({
  version: z.literal(CLICS_VERSION),
  version_url: z.literal(CLICS_VERSION_URL),
  provider: z.strictObject({ name: z.string(), version: z.string() }),
});

export const CLICS_CAPABILITIES = ['contest_start', 'contest_thaw', 'team_submit', 'team_clar', 'admin_clar'] as const;
export type ClicsCapability = (typeof CLICS_CAPABILITIES)[number];

const contestFields = z.strictObject({
  id: clicsIdSchema,
  name: z.string(),
  formal_name: z.string(),
  start_time: clicsTimeSchema,
  duration: positiveRelativeTimeSchema,
  scoreboard_freeze_duration: positiveRelativeTimeSchema.optional(),
  scoreboard_thaw_time: clicsTimeSchema.optional(),
  scoreboard_type: z.enum(['pass-fail', 'score']),
  penalty_time: z.int().min(0).optional(),
});
export const clicsContestSchema = contestFields.refine((contest) => (contest.scoreboard_type === 'pass-fail') === (contest.penalty_time !== undefined));
export type ClicsContest = z.infer<typeof contestFields>;

export const clicsStateSchema = z.strictObject({
  started: clicsTimeSchema.nullable(),
  frozen: clicsTimeSchema.nullable(),
  ended: clicsTimeSchema.nullable(),
  thawed: clicsTimeSchema.nullable(),
  finalized: clicsTimeSchema.nullable(),
  end_of_updates: clicsTimeSchema.nullable(),
});
export type ClicsState = z.infer<typeof clicsStateSchema>;

const judgementTypeSchema = z.strictObject({ id: judgementTypeIdSchema, name: z.string(), penalty: z.boolean().optional(), solved: z.boolean() });

const commandSchema = z.strictObject({ command: z.string(), args: z.string().optional(), version: z.string().optional() });
const languageSchema = z.strictObject({
  id: clicsIdSchema,
  name: z.string(),
  entry_point_required: z.literal(false),
  extensions: z.array(z.string()),
  compiler: commandSchema.optional(),
  runner: commandSchema.optional(),
});

const problemSchema = z.strictObject({
  id: clicsIdSchema,
  uuid: z.uuid().optional(),
  label: z.string(),
  name: z.string(),
  ordinal: z.int().min(1),
  rgb: z.string().regex(/^#[0-9a-fA-F]{6}$/).optional(),
  time_limit: secondsSchema.optional(),
  test_data_count: z.int().min(0),
  max_score: z.number().optional(),
});

const groupSchema = z.strictObject({ id: clicsIdSchema, icpc_id: z.string().optional(), name: z.string(), type: z.string().optional() });
const organizationSchema = z.strictObject({
  id: clicsIdSchema,
  icpc_id: z.string().optional(),
  name: z.string(),
  formal_name: z.string().optional(),
  country: z.string().regex(/^[A-Z]{3}$/).optional(),
  url: z.string().optional(),
});
const teamSchema = z.strictObject({
  id: clicsIdSchema,
  icpc_id: z.string().optional(),
  name: z.string(),
  label: z.string(),
  display_name: z.string(),
  organization_id: clicsIdSchema.optional(),
  group_ids: z.array(clicsIdSchema),
  hidden: z.boolean(),
});
const personSchema = z.strictObject({ id: clicsIdSchema, name: z.string(), role: z.literal('contestant'), team_ids: z.array(clicsIdSchema).min(1) });
const accountFields = z.strictObject({ id: clicsIdSchema, username: z.string(), name: z.string(), type: z.enum(['team', 'judge', 'admin']).nullable(), team_id: clicsIdSchema.optional() });
export const clicsAccountSchema = accountFields.refine(({ type, team_id }) => (type === 'team') === (team_id !== undefined));

const submissionSchema = z.strictObject({
  id: clicsIdSchema,
  language_id: clicsIdSchema,
  problem_id: clicsIdSchema,
  team_id: clicsIdSchema,
  time: clicsTimeSchema,
  contest_time: clicsRelativeTimeSchema,
  entry_point: z.string().nullable(),
  files: z.array(clicsFileSchema).describe('One zip; none for whom the program is not'),
});
const judgementSchema = z.strictObject({
  id: clicsIdSchema,
  submission_id: clicsIdSchema,
  judgement_type_id: judgementTypeIdSchema,
  score: z.number().nonnegative().optional(),
  start_time: clicsTimeSchema,
  start_contest_time: clicsRelativeTimeSchema,
  end_time: clicsTimeSchema,
  end_contest_time: clicsRelativeTimeSchema,
  max_run_time: secondsSchema.optional(),
});
const runSchema = z.strictObject({
  id: clicsIdSchema,
  judgement_id: clicsIdSchema,
  ordinal: z.int().min(1),
  judgement_type_id: judgementTypeIdSchema,
  time: clicsTimeSchema,
  contest_time: clicsRelativeTimeSchema,
  run_time: secondsSchema,
});
const clarificationFields = z.strictObject({
  id: clicsIdSchema,
  from_team_id: clicsIdSchema.optional(),
  to_team_id: clicsIdSchema.optional(),
  reply_to_id: clicsIdSchema.optional(),
  problem_id: clicsIdSchema.optional(),
  text: z.string(),
  time: clicsTimeSchema,
  contest_time: clicsRelativeTimeSchema,
});
const clarificationSchema = clarificationFields.refine(({ from_team_id, to_team_id }) => from_team_id === undefined || to_team_id === undefined);
const commentarySchema = z.strictObject({
  id: clicsIdSchema,
  time: clicsTimeSchema,
  contest_time: clicsRelativeTimeSchema,
  message: z.string(),
  tags: z.array(z.string()),
  team_ids: z.array(clicsIdSchema).optional(),
  problem_ids: z.array(clicsIdSchema).optional(),
  submission_ids: z.array(clicsIdSchema).optional(),
});
const awardSchema = z.strictObject({ id: clicsIdSchema, citation: z.string(), team_ids: z.array(clicsIdSchema) });

/** By the name of its endpoint, what a collection is made of. */
export const CLICS_COLLECTIONS = {
  'judgement-types': judgementTypeSchema,
  languages: languageSchema,
  problems: problemSchema,
  groups: groupSchema,
  organizations: organizationSchema,
  teams: teamSchema,
  persons: personSchema,
  accounts: accountFields,
  submissions: submissionSchema,
  judgements: judgementSchema,
  runs: runSchema,
  clarifications: clarificationSchema,
  awards: awardSchema,
  commentary: commentarySchema,
} as const satisfies Record<string, z.ZodObject>;
export type ClicsCollection = keyof typeof CLICS_COLLECTIONS;
export type ClicsObject<C extends ClicsCollection> = z.infer<(typeof CLICS_COLLECTIONS)[C]>;
export const isClicsCollection = (name: string): name is ClicsCollection => Object.hasOwn(CLICS_COLLECTIONS, name);

const scoreboardProblemSchema = z.strictObject({
  problem_id: clicsIdSchema,
  num_judged: z.int().min(0),
  num_pending: z.int().min(0),
  solved: z.boolean().optional(),
  score: z.number().nonnegative().optional(),
  time: z.int().min(0).optional().describe('Minutes'),
}).refine(({ solved, score, time }) => (solved === undefined) !== (score === undefined) && (solved === true || (score ?? 0) > 0) === (time !== undefined));
const scoreboardRowSchema = z.strictObject({
  rank: z.int().min(1),
  team_id: clicsIdSchema,
  score: z.union([z.strictObject({ num_solved: z.int().min(0), total_time: z.int().min(0), time: z.int().min(0).optional() }), z.strictObject({ score: z.number(), time: z.int().min(0).optional() })]),
  problems: z.array(scoreboardProblemSchema),
});
export const clicsScoreboardSchema = z.strictObject({ time: clicsTimeSchema, contest_time: clicsRelativeTimeSchema, state: clicsStateSchema, rows: z.array(scoreboardRowSchema) });
export type ClicsScoreboard = z.infer<typeof clicsScoreboardSchema>;
export type ClicsScoreboardRow = z.infer<typeof scoreboardRowSchema>;

/** Endpoints as `access` names them, with the properties that each of them may have. */
export const CLICS_PROPERTIES: Record<string, readonly string[]> = {
  contest: Object.keys(contestFields.shape),
  ...Object.fromEntries(Object.entries(CLICS_COLLECTIONS).map(([name, { shape }]) => [name, Object.keys(shape)])),
  state: Object.keys(clicsStateSchema.shape),
  scoreboard: ['time', 'contest_time', 'state', 'rows'],
};
export const clicsAccessSchema = z.strictObject({
  capabilities: z.array(z.enum(CLICS_CAPABILITIES)),
  endpoints: z.array(z.strictObject({ type: z.string(), properties: z.array(z.string()).min(1) })),
});
export type ClicsAccess = z.infer<typeof clicsAccessSchema>;

/** One line of the event feed. A null id: `data` is the whole collection, or the one object that there is. */
export const clicsEventSchema = z.strictObject({ type: z.string(), id: clicsIdSchema.nullable(), data: z.union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown())), z.null()]), token: z.string() });
export type ClicsEvent = z.infer<typeof clicsEventSchema>;

export const clicsErrorSchema = z.strictObject({ code: z.int(), message: z.string() });

/** What clients may send. Properties that the server sets must not be there, so unknown ones are refused. */
export const clicsNewSubmissionSchema = z.strictObject({
  language_id: z.string().max(36),
  problem_id: z.string().max(64),
  team_id: z.string().max(36).optional(),
  entry_point: z.string().min(1).max(256).nullish(),
  files: z.array(z.object({ data: z.base64(), mime: z.literal('application/zip').optional(), filename: z.string().optional() })).length(1, 'Exactly one archive is allowed'),
});
export const clicsNewClarificationSchema = z.strictObject({
  text: z.string().trim().min(1).max(4000),
  problem_id: z.string().max(64).nullish(),
  from_team_id: z.string().max(36).nullish(),
  to_team_id: z.string().max(36).nullish(),
  reply_to_id: z.string().max(40).nullish(),
  time: z.string().nullish().describe('Of the jury; it is the present one that counts'),
});
const sentIdsSchema = z.array(z.string().max(64)).max(200).nullish();
export const clicsNewCommentarySchema = z.strictObject({
  message: z.string().trim().min(1).max(4000),
  tags: z.array(z.string().trim().min(1).max(64)).max(20).default([]),
  team_ids: sentIdsSchema,
  problem_ids: sentIdsSchema,
  submission_ids: sentIdsSchema,
});
const sentTimeSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?(?:[+-]\d\d(?::?\d\d)?|Z)$/, 'Write a time as 2014-06-25T10:00:00+01')
  .transform((text) => new Date(text.replace(/([+-]\d\d)$/, '$1:00')))
  .refine((date) => !Number.isNaN(date.getTime()), 'There is no such time');
export const clicsContestPatchSchema = z.strictObject({ id: z.string(), start_time: sentTimeSchema.optional(), scoreboard_thaw_time: sentTimeSchema.optional() })
  .refine((patch) => (patch.start_time === undefined) !== (patch.scoreboard_thaw_time === undefined), 'Give start_time or scoreboard_thaw_time');
