/**
 * Every call of the HTTP API in one table: who may, what goes in, what comes out. The server refuses to start
 * with a route that is not here or an entry without a route; OpenAPI and the client's types come from here.
 */
import { z } from 'zod';
import { accountSchema, changedPasswordSchema, createAccountSchema, createdTokenSchema, credentialsSchema, managedAccountSchema, meSchema, newTokenSchema, roleSchema, tokenSchema } from './account.js';
import { AUTHORING_ENDPOINTS } from './authoring-endpoints.js';
import { CONTEST_EXTRA_ENDPOINTS } from './contest-endpoints.js';
import { clarificationAnswerSchema, clarificationSchema, newClarificationSchema } from './clarification.js';
import { contestPatchSchema, contestSchema, contestSummarySchema, newContestSchema, newRegistrationSchema, participantSchema } from './contest.js';
import { resolutionSchema, scoreboardSchema, standingsHistorySchema } from './scoreboard.js';
import { CONTEST_EXCHANGE_ENDPOINTS } from './contest-exchange-endpoints.js';
import { CONTEST_SITE_ENDPOINTS } from './contest-site-endpoints.js';
import { draftSchema, draftStampSchema, newDraftSchema } from './draft.js';
import { languageIdSchema, offeredLanguageSchema } from './language.js';
import { importFieldsSchema, importSchema, importSummarySchema, importedProblemSchema, namedTestSchema, problemEntrySchema, problemPatchSchema, problemSchema, problemSummarySchema, staffProblemSchema, verificationSchema, verificationSummarySchema, versionFieldsSchema, versionSchema } from './problem.js';
import { homeSchema, profileSchema, timeZoneSchema } from './profile.js';
import { judgeAgainSchema, judgeErrorSchema } from './judge-error.js';
import { appliedRejudgingSchema, newRejudgingSchema, REJUDGED_SHOWN, rejudgedStandingsSchema, rejudgedSubmissionSchema, rejudgingChoiceSchema, rejudgingPreviewSchema, rejudgingSchema, rejudgingSummarySchema } from './rejudging.js';
import { newPublicationSchema } from './publication.js';
import { newRunSchema, runSchema } from './run.js';
import { statusSchema } from './status.js';
import { judgingFactsSchema, newSubmissionSchema, shareTokenSchema, submissionFilterSchema, submissionSchema, submissionSummarySchema } from './submission.js';
import { versionDiffSchema } from './version-diff.js';

/** The least that a caller must be; the feature's policy decides the rest. */
export type Who = 'anyone' | 'signed-in' | 'instructor' | 'admin';

export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With {parameters}, as OpenAPI writes them. */
  path: string;
  who: Who;
  summary: string;
  parameters?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body, or the text fields of a multipart one. */
  body?: z.ZodObject;
  /** Name of the file part of a multipart request. */
  upload?: string;
  status: 200 | 201 | 204;
  /** JSON answer; a media type where the answer is a stream of bytes; null where it is empty. */
  response: z.ZodType | string | null;
  /** Answers twice the same with the same Idempotency-Key. */
  idempotent?: boolean;
  /** The JSON answer may be large and stays the same for long: it goes out packed, with an ETag. */
  large?: boolean;
}

const page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
const slug = z.object({ slug: z.string().min(1).max(64) });
const id = z.object({ id: z.uuid() });
const versionNumber = z.coerce.number().int().positive();
const draft = slug.extend({ language: languageIdSchema });

export const ENDPOINTS = {
  createAccount: { method: 'post', path: '/api/v1/accounts', who: 'anyone', summary: 'Sign up; an administrator may make an account of any role', body: createAccountSchema, status: 201, response: accountSchema },
  listAccounts: {
    method: 'get', path: '/api/v1/accounts', who: 'admin', summary: 'All accounts',
    query: z.object({ ...page, search: z.string().max(100).optional(), role: roleSchema.optional(), disabled: z.stringbool().optional() }), status: 200, response: list(managedAccountSchema),
  },
  changeAccount: {
    method: 'patch', path: '/api/v1/accounts/{id}', who: 'admin', summary: 'Change the role of an account, disable it or reset its password', parameters: id,
    body: z.object({ role: roleSchema.optional(), disabled: z.boolean().optional(), password: z.string().min(8).max(200).optional() }), status: 200, response: managedAccountSchema,
  },
  signIn: { method: 'post', path: '/api/v1/session', who: 'anyone', summary: 'Sign in: sets the session cookie', body: credentialsSchema, status: 200, response: z.object({ account: accountSchema }) },
  signOut: { method: 'delete', path: '/api/v1/session', who: 'anyone', summary: 'Sign out', status: 204, response: null },
  getMe: { method: 'get', path: '/api/v1/me', who: 'signed-in', summary: 'The account of the caller and what it may do', status: 200, response: meSchema },
  changeMe: {
    method: 'patch', path: '/api/v1/me', who: 'signed-in', summary: "Hide the caller's profile from other people, or show it again",
    body: z.object({ profileHidden: z.boolean() }), status: 200, response: z.object({ profileHidden: z.boolean() }),
  },
  changePassword: { method: 'put', path: '/api/v1/me/password', who: 'signed-in', summary: 'Change the password of the caller, who is signed out everywhere else', body: changedPasswordSchema, status: 204, response: null },
  getProfile: {
    method: 'get', path: '/api/v1/people/{username}', who: 'signed-in', summary: 'What a person has done, as far as the caller may see the problems',
    parameters: z.object({ username: z.string().min(1).max(64) }), query: z.object({ timeZone: timeZoneSchema.default('UTC') }), status: 200, response: profileSchema,
  },
  getHome: { method: 'get', path: '/api/v1/home', who: 'anyone', summary: 'What is new, what the caller was doing, and what could come next', status: 200, response: homeSchema },
  listTokens: { method: 'get', path: '/api/v1/tokens', who: 'signed-in', summary: "The caller's API tokens", status: 200, response: list(tokenSchema) },
  createToken: { method: 'post', path: '/api/v1/tokens', who: 'signed-in', summary: 'Make an API token; it is shown once', body: newTokenSchema, status: 201, response: createdTokenSchema },
  revokeToken: { method: 'delete', path: '/api/v1/tokens/{id}', who: 'signed-in', summary: 'Revoke an API token', parameters: id, status: 204, response: null },
  listLanguages: { method: 'get', path: '/api/v1/languages', who: 'anyone', summary: 'Languages that the judges of this installation can run', status: 200, response: z.array(offeredLanguageSchema) },
  getOpenApi: { method: 'get', path: '/api/v1/openapi.json', who: 'anyone', summary: 'This description, as OpenAPI 3.1', status: 200, response: 'application/json' },
  getDocs: { method: 'get', path: '/api/docs', who: 'anyone', summary: 'This description, for people', status: 200, response: 'text/html' },
  getStatus: { method: 'get', path: '/api/v1/status', who: 'anyone', summary: 'Judges and queue', status: 200, response: statusSchema },

  listProblems: {
    method: 'get', path: '/api/v1/problems', who: 'anyone', summary: 'Problems that the caller may see',
    query: z.object({ ...page, search: z.string().max(100).optional(), tag: z.string().max(40).optional() }), status: 200, response: list(problemSummarySchema),
  },
  listAllProblems: {
    method: 'get', path: '/api/v1/problem-list', who: 'anyone', summary: 'All problems that the caller may see, at once. Counts may be some seconds old',
    status: 200, response: z.object({ items: z.array(problemEntrySchema) }), large: true,
  },
  importProblem: {
    method: 'post', path: '/api/v1/problems', who: 'instructor', summary: 'Import a problem package (zip)', body: importFieldsSchema, upload: 'package',
    status: 201, response: importedProblemSchema, idempotent: true,
  },
  getProblem: { method: 'get', path: '/api/v1/problems/{slug}', who: 'anyone', summary: 'A problem with statement, samples and limits', parameters: slug, status: 200, response: problemSchema },
  changeProblem: { method: 'patch', path: '/api/v1/problems/{slug}', who: 'instructor', summary: 'Change visibility, tags or difficulty', parameters: slug, body: problemPatchSchema, status: 200, response: problemSchema },
  deleteProblem: { method: 'delete', path: '/api/v1/problems/{slug}', who: 'instructor', summary: 'Delete a problem that nobody has submitted to', parameters: slug, status: 204, response: null },
  getPackage: { method: 'get', path: '/api/v1/problems/{slug}/package', who: 'instructor', summary: 'The package as it came in, byte for byte', parameters: slug,
    query: z.object({ version: z.coerce.number().int().positive().optional().describe('Absent: the current one') }), status: 200, response: 'application/zip' },
  putPackage: {
    method: 'put', path: '/api/v1/problems/{slug}/package', who: 'instructor', summary: 'Add a version', parameters: slug, body: versionFieldsSchema, upload: 'package',
    status: 201, response: importedProblemSchema, idempotent: true,
  },
  getStatementFile: {
    method: 'get', path: '/api/v1/problems/{slug}/files/{hash}', who: 'anyone', summary: 'An image or PDF of the statement, or an attachment',
    parameters: slug.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }), status: 200, response: 'application/octet-stream',
  },
  listImports: {
    method: 'get', path: '/api/v1/imports', who: 'instructor', summary: "The caller's imports of packages, newest first; administrators see everybody's",
    query: z.object({ ...page, own: z.stringbool().optional().describe("Of administrators too only the caller's") }), status: 200, response: list(importSummarySchema),
  },
  getImport: { method: 'get', path: '/api/v1/imports/{id}', who: 'instructor', summary: 'An import: how far it is, or what came of it', parameters: id, status: 200, response: importSchema },
  listStaffProblems: { method: 'get', path: '/api/v1/staff/problems', who: 'instructor', summary: 'All problems, with what staff ask of them', query: z.object(page), status: 200, response: list(staffProblemSchema) },
  listTests: { method: 'get', path: '/api/v1/problems/{slug}/tests', who: 'instructor', summary: 'Names and groups of the tests of the current version, in their order', parameters: slug, status: 200, response: z.object({ items: z.array(namedTestSchema) }) },
  listVersions: { method: 'get', path: '/api/v1/problems/{slug}/versions', who: 'instructor', summary: 'Every version of a problem, newest first', parameters: slug, status: 200, response: z.object({ items: z.array(versionSchema) }) },
  listVerifications: {
    method: 'get', path: '/api/v1/verifications', who: 'instructor', summary: 'The last verifications: those that the caller began, or all of a problem',
    query: z.object({ problem: z.string().min(1).max(64).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }), status: 200, response: z.object({ items: z.array(verificationSummarySchema) }),
  },
  publishVersion: {
    method: 'post', path: '/api/v1/problems/{slug}/versions/{number}/publication', who: 'instructor', summary: 'Make a version the one that is submitted to; an earlier one: roll back. Without an override only one that its verification proves: else conflict, with every reason',
    parameters: slug.extend({ number: versionNumber }), body: newPublicationSchema, status: 201, response: versionSchema, idempotent: true,
  },
  compareVersions: {
    method: 'get', path: '/api/v1/problems/{slug}/versions/{from}/diff/{to}', who: 'instructor', summary: 'What differs between two versions: settings, tests, files', parameters: slug.extend({ from: versionNumber, to: versionNumber }),
    status: 200, response: versionDiffSchema,
  },
  createVerification: { method: 'post', path: '/api/v1/problems/{slug}/verifications', who: 'instructor', summary: 'Judge every labelled submission of the package and check its data', parameters: slug,
    body: z.object({ version: versionNumber.optional().describe('Absent: the current one') }), status: 201, response: z.object({ id: z.uuid() }), idempotent: true },
  getVerification: { method: 'get', path: '/api/v1/problems/{slug}/verifications/{id}', who: 'instructor', summary: 'Submissions × tests, expected against got', parameters: slug.extend(id.shape), status: 200, response: verificationSchema },

  ...AUTHORING_ENDPOINTS,
  ...CONTEST_EXTRA_ENDPOINTS,

  listDrafts: { method: 'get', path: '/api/v1/drafts/{slug}', who: 'signed-in', summary: "The languages of the caller's drafts of a problem, and when each was saved", parameters: slug, status: 200, response: list(draftStampSchema) },
  getDraft: { method: 'get', path: '/api/v1/drafts/{slug}/{language}', who: 'signed-in', summary: "The caller's draft of a problem in a language", parameters: draft, status: 200, response: draftSchema },
  saveDraft: { method: 'put', path: '/api/v1/drafts/{slug}/{language}', who: 'signed-in', summary: 'Save a draft, unless another device has saved it meanwhile', parameters: draft, body: newDraftSchema, status: 200, response: draftStampSchema },
  deleteDraft: { method: 'delete', path: '/api/v1/drafts/{slug}/{language}', who: 'signed-in', summary: 'Delete a draft', parameters: draft, status: 204, response: null },

  createRun: {
    method: 'post', path: '/api/v1/runs', who: 'signed-in', summary: "Run a program on the caller's own input, or on the samples of a problem. Nobody else sees it, it counts for nothing, and it is gone after a day",
    body: newRunSchema, status: 201, response: z.object({ id: z.uuid() }), idempotent: true,
  },
  getRun: { method: 'get', path: '/api/v1/runs/{id}', who: 'signed-in', summary: 'A run of the caller: how far it is, or what came of it', parameters: id, status: 200, response: runSchema },

  createSubmission: { method: 'post', path: '/api/v1/submissions', who: 'signed-in', summary: 'Submit a program', body: newSubmissionSchema, status: 201, response: z.object({ id: z.uuid() }), idempotent: true },
  getSubmission: {
    method: 'get', path: '/api/v1/submissions/{id}', who: 'signed-in', summary: 'A submission as the caller may see it', parameters: id,
    query: z.object({ share: shareTokenSchema.optional().describe('Token of its link, for whoever is neither owner nor staff') }), status: 200, response: submissionSchema,
  },
  listSubmissions: {
    method: 'get', path: '/api/v1/submissions', who: 'signed-in', summary: "The caller's submissions; staff see everybody's",
    query: z.object({ ...page, ...submissionFilterSchema.shape }), status: 200, response: list(submissionSummarySchema),
  },
  shareSubmission: {
    method: 'put', path: '/api/v1/submissions/{id}/share', who: 'signed-in', summary: "Make a link by which whoever is signed in may read a submission of the caller's, or tell the one that there is",
    parameters: id, status: 200, response: z.object({ token: shareTokenSchema }),
  },
  unshareSubmission: { method: 'delete', path: '/api/v1/submissions/{id}/share', who: 'signed-in', summary: 'Take the link to a submission back', parameters: id, status: 204, response: null },
  listJudgings: {
    method: 'get', path: '/api/v1/submissions/{id}/judgings', who: 'instructor', summary: 'Every raw fact of the judgings of a submission, newest first, 20 at most', parameters: id,
    status: 200, response: z.object({ items: z.array(judgingFactsSchema) }),
  },
  listContests: {
    method: 'get', path: '/api/v1/contests', who: 'anyone', summary: 'Contests that the caller may see, the one that starts last first; of those that are not over the one that starts first',
    query: z.object({
      ...page, search: z.string().max(100).optional(),
      over: z.stringbool().optional().describe('Only those that have ended, or only those that have not'),
      registered: z.literal('true').optional().describe('Only those in which the caller takes part'),
    }),
    status: 200, response: list(contestSummarySchema).extend({ now: z.iso.datetime().describe("The server's clock") }),
  },
  createContest: { method: 'post', path: '/api/v1/contests', who: 'instructor', summary: 'Make a contest', body: newContestSchema, status: 201, response: z.object({ slug: z.string() }), idempotent: true },
  getContest: { method: 'get', path: '/api/v1/contests/{slug}', who: 'anyone', summary: "A contest, and the caller's part in it", parameters: slug, status: 200, response: contestSchema },
  changeContest: { method: 'patch', path: '/api/v1/contests/{slug}', who: 'instructor', summary: 'Change a contest, its times and problems, or show what the freeze hides', parameters: slug, body: contestPatchSchema, status: 200, response: contestSchema },
  deleteContest: { method: 'delete', path: '/api/v1/contests/{slug}', who: 'instructor', summary: 'Delete a contest in which nobody has submitted', parameters: slug, status: 204, response: null },
  getResolution: { method: 'get', path: '/api/v1/contests/{slug}/resolution', who: 'instructor', summary: 'What the freeze hides, to be unveiled step by step after the end; for the jury', parameters: slug, status: 200, response: resolutionSchema, large: true },
  registerInContest: { method: 'post', path: '/api/v1/contests/{slug}/registrations', who: 'signed-in', summary: 'Take part; its jury may register others and teams', parameters: slug, body: newRegistrationSchema, status: 201, response: participantSchema, idempotent: true },
  listParticipants: {
    method: 'get', path: '/api/v1/contests/{slug}/registrations', who: 'anyone', summary: 'Who takes part, by name', parameters: slug,
    // A name of 80 characters makes a long cursor.
    query: z.object({ ...page, cursor: z.string().max(500).optional(), search: z.string().trim().max(100).optional().describe('In names, usernames, schools and groups; for the jury in seats and addresses too') }), status: 200, response: list(participantSchema).extend({ total: z.number().int().describe('How many there are that fit') }),
  },
  startContest: { method: 'post', path: '/api/v1/contests/{slug}/start', who: 'signed-in', summary: "Begin the caller's own time, where everybody starts when they like", parameters: slug, status: 200, response: contestSchema },
  getScoreboard: {
    method: 'get', path: '/api/v1/contests/{slug}/scoreboard', who: 'anyone', summary: 'The standings; frozen for all but the jury', parameters: slug,
    query: z.object({ public: z.stringbool().optional().describe('For the jury: as everybody else sees it') }), status: 200, response: scoreboardSchema, large: true,
  },
  getStandingsHistory: {
    method: 'get', path: '/api/v1/contests/{slug}/scoreboard/{participant}', who: 'anyone', summary: 'The standings of one participant over time; frozen for all but the jury', parameters: slug.extend({ participant: z.uuid() }),
    query: z.object({ public: z.stringbool().optional().describe('For the jury: as everybody else sees it') }), status: 200, response: standingsHistorySchema,
  },
  listClarifications: { method: 'get', path: '/api/v1/contests/{slug}/clarifications', who: 'anyone', summary: "Announcements, answers for all, and the caller's own questions; the jury sees every question", parameters: slug, status: 200, response: z.object({ items: z.array(clarificationSchema) }) },
  createClarification: { method: 'post', path: '/api/v1/contests/{slug}/clarifications', who: 'signed-in', summary: 'Ask the jury, or as the jury announce something', parameters: slug, body: newClarificationSchema, status: 201, response: z.object({ id: z.uuid() }), idempotent: true },
  answerClarification: { method: 'put', path: '/api/v1/contests/{slug}/clarifications/{id}', who: 'instructor', summary: 'Answer a question, for who asked or for all', parameters: slug.extend(id.shape), body: clarificationAnswerSchema, status: 204, response: null },
  ...CONTEST_EXCHANGE_ENDPOINTS,
  ...CONTEST_SITE_ENDPOINTS,

  listJudgeErrors: {
    method: 'get', path: '/api/v1/judge-errors', who: 'instructor', summary: 'Submissions that the judge failed at, the last one first',
    query: z.object({ ...page, problem: z.string().min(1).max(64).optional() }), status: 200, response: list(judgeErrorSchema),
  },
  judgeAgain: {
    method: 'post', path: '/api/v1/judge-errors/judgings', who: 'instructor', summary: 'Judge submissions again that the judge failed at', body: judgeAgainSchema,
    status: 201, response: z.object({ queued: z.array(z.uuid()).describe('Those that are judged again; the others had no judge error any more') }),
  },
  rejudgeSubmission: { method: 'post', path: '/api/v1/submissions/{id}/judgings', who: 'instructor', summary: 'Judge a submission again', parameters: id, status: 201, response: z.object({ id: z.uuid() }), idempotent: true },
  previewRejudging: { method: 'post', path: '/api/v1/rejudgings/preview', who: 'instructor', summary: 'How many submissions a rejudging would judge again', body: rejudgingChoiceSchema, status: 200, response: rejudgingPreviewSchema },
  createRejudging: {
    method: 'post', path: '/api/v1/rejudgings', who: 'instructor', summary: 'Judge many submissions again in the background. What counts does not change until it is applied', body: newRejudgingSchema,
    status: 201, response: z.object({ id: z.uuid() }), idempotent: true,
  },
  listRejudgings: {
    method: 'get', path: '/api/v1/rejudgings', who: 'instructor', summary: 'Rejudgings, newest first',
    query: z.object({ ...page, problem: z.string().min(1).max(64).optional() }), status: 200, response: list(rejudgingSummarySchema),
  },
  getRejudging: { method: 'get', path: '/api/v1/rejudgings/{id}', who: 'instructor', summary: 'A rejudging: how far it is, and what would change, or has changed', parameters: id, status: 200, response: rejudgingSchema },
  listRejudgedSubmissions: {
    method: 'get', path: '/api/v1/rejudgings/{id}/submissions', who: 'instructor', summary: 'The submissions of a rejudging with what they have and what they would get, newest first', parameters: id,
    query: z.object({ ...page, show: z.enum(REJUDGED_SHOWN).default('changed') }), status: 200, response: list(rejudgedSubmissionSchema),
  },
  getRejudgedStandings: {
    method: 'get', path: '/api/v1/rejudgings/{id}/standings', who: 'instructor', summary: 'How a rejudging would move, or has moved, the standings of the contests that its submissions were made in', parameters: id,
    status: 200, response: z.object({ items: z.array(rejudgedStandingsSchema) }),
  },
  applyRejudging: { method: 'post', path: '/api/v1/rejudgings/{id}/apply', who: 'instructor', summary: 'Let the new judgings of a rejudging count', parameters: id, status: 200, response: appliedRejudgingSchema },
  cancelRejudging: { method: 'post', path: '/api/v1/rejudgings/{id}/cancel', who: 'instructor', summary: 'Give a rejudging up: what counts stays, and what is unfinished is not judged', parameters: id, status: 204, response: null },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
