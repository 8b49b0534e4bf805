/** The part of the table of endpoints that is about running a contest: its jury's overview, helpers, balloons, prints. */
import { z } from 'zod';
import { jurySubmissionFilterSchema, juryOverviewSchema, jurySubmissionSchema } from './contest-jury.js';
import { balloonChangeSchema, balloonModeSchema, balloonSchema, contestHelperSchema, newPrintSchema, printSchema, printSummarySchema } from './contest-site.js';
import { participantChangeSchema, participantSchema } from './contest.js';
import type { Endpoint } from './endpoints.js';
import { MOST_PRINTS_AT_ONCE } from './printing.js';

const slug = z.object({ slug: z.string().min(1).max(64) });
const item = slug.extend({ id: z.uuid() });
const helper = slug.extend({ username: z.string().min(1).max(64) });
const page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

export const CONTEST_SITE_ENDPOINTS = {
  getJuryOverview: { method: 'get', path: '/api/v1/contests/{slug}/jury', who: 'instructor', summary: 'For the jury: what waits, how hard each problem turns out, what the judge failed at, and what to look at', parameters: slug, status: 200, response: juryOverviewSchema },
  listJurySubmissions: {
    method: 'get', path: '/api/v1/contests/{slug}/jury/submissions', who: 'instructor', summary: 'For the jury: submissions of a contest, newest first', parameters: slug,
    query: z.object({ ...page, ...jurySubmissionFilterSchema.shape }), status: 200, response: z.object({ items: z.array(jurySubmissionSchema), nextCursor: z.string().nullable() }),
  },
  changeParticipant: { method: 'patch', path: '/api/v1/contests/{slug}/registrations/{id}', who: 'instructor', summary: 'Change name, seat, group or standing of a participant', parameters: item, body: participantChangeSchema, status: 200, response: participantSchema },

  removeParticipant: {
    method: 'delete', path: '/api/v1/contests/{slug}/registrations/{id}', who: 'instructor', parameters: item, status: 204, response: null,
    summary: 'Take out a participant who has not submitted anything, with what they have asked and printed; whoever has submitted can be disqualified',
  },

  listHelpers: { method: 'get', path: '/api/v1/contests/{slug}/helpers', who: 'instructor', summary: 'Jury members and runners of a contest', parameters: slug, status: 200, response: z.object({ items: z.array(contestHelperSchema) }) },
  addHelper: {
    method: 'put', path: '/api/v1/contests/{slug}/helpers/{username}', who: 'instructor', summary: 'Let somebody run a contest together with its owner, or deliver balloons and prints', parameters: helper,
    body: contestHelperSchema.pick({ part: true }), status: 204, response: null,
  },
  removeHelper: { method: 'delete', path: '/api/v1/contests/{slug}/helpers/{username}', who: 'instructor', summary: 'Take that back', parameters: helper, status: 204, response: null },

  listBalloons: {
    method: 'get', path: '/api/v1/contests/{slug}/balloons', who: 'signed-in', summary: 'For jury and runners: balloons to deliver and to bring back, the one that was earned first at the head, then the last 200 that were delivered', parameters: slug,
    status: 200, response: z.object({ mode: balloonModeSchema, held: z.boolean().describe('Whether those of the freeze are held back now'), runners: z.array(z.string()), items: z.array(balloonSchema) }),
  },
  changeBalloon: { method: 'patch', path: '/api/v1/contests/{slug}/balloons/{id}', who: 'signed-in', summary: 'For jury and runners: take a balloon, say that it is delivered, or give it back', parameters: item, body: balloonChangeSchema, status: 204, response: null },

  createPrint: { method: 'post', path: '/api/v1/contests/{slug}/prints', who: 'signed-in', summary: 'Have a text printed and brought to the seat', parameters: slug, body: newPrintSchema, status: 201, response: z.object({ id: z.uuid(), pages: z.number().int() }), idempotent: true },
  listPrints: {
    method: 'get', path: '/api/v1/contests/{slug}/prints', who: 'signed-in', summary: "What waits to be printed, then the last 200 that were; participants see their own", parameters: slug,
    status: 200, response: z.object({ items: z.array(printSummarySchema) }),
  },
  getPrint: { method: 'get', path: '/api/v1/contests/{slug}/prints/{id}', who: 'signed-in', summary: 'A text to print', parameters: item, status: 200, response: printSchema },
  changePrint: { method: 'patch', path: '/api/v1/contests/{slug}/prints/{id}', who: 'signed-in', summary: 'For jury and runners: say that a print is done, or take that back', parameters: item, body: z.object({ done: z.boolean() }), status: 204, response: null },
  getPrints: {
    method: 'get', path: '/api/v1/contests/{slug}/printouts', who: 'signed-in', summary: 'For jury and runners: several texts to print at once, the one that came first at the head. Ids of no print are left out', parameters: slug,
    query: z.object({ ids: z.string().max(37 * MOST_PRINTS_AT_ONCE).optional().describe('By commas; absent: those that have waited longest') }),
    status: 200, response: z.object({ items: z.array(printSchema) }),
  },
  changePrints: {
    method: 'patch', path: '/api/v1/contests/{slug}/prints', who: 'signed-in', summary: 'For jury and runners: say of several prints that they are done, or take that back, all or nothing', parameters: slug,
    body: z.object({ ids: z.array(z.uuid()).min(1).max(MOST_PRINTS_AT_ONCE), done: z.boolean() }), status: 204, response: null,
  },
} as const satisfies Record<string, Endpoint>;
