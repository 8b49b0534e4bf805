/** The part of the table of endpoints by which contests are exchanged with other software. */
import { z } from 'zod';
import { STANDINGS_FORMATS, teamImportReportSchema, teamImportSchema } from './contest-exchange.js';
import type { Endpoint } from './endpoints.js';

const slug = z.object({ slug: z.string().min(1).max(64) });

export const CONTEST_EXCHANGE_ENDPOINTS = {
  importTeams: {
    method: 'post', path: '/api/v1/contests/{slug}/imports', who: 'instructor', parameters: slug, body: teamImportSchema, status: 200, response: teamImportReportSchema,
    summary: 'Bring teams with their accounts, groups and organizations into a contest, from files of the CCS system requirements, the contest package or DOMjudge: all of it, or nothing and every fault with its line',
  },
  getPendingPasswords: {
    method: 'get', path: '/api/v1/contests/{slug}/imports/passwords', who: 'instructor', summary: 'How many passwords of an import are still to be hashed. Where it stays, a server was stopped meanwhile: import the same files again', parameters: slug,
    status: 200, response: z.object({ pending: z.number().int() }),
  },
  exportScoreboard: {
    method: 'get', path: '/api/v1/contests/{slug}/scoreboard.{format}', who: 'anyone', summary: 'The standings as a file: CSV, JSON, results.tsv of the CCS system requirements (tsv), or a page that stands alone (html); frozen for all but the jury',
    parameters: slug.extend({ format: z.enum(STANDINGS_FORMATS) }), query: z.object({ public: z.stringbool().optional().describe('For the jury: as everybody else sees it') }), status: 200, response: 'application/octet-stream',
  },
  getContestsCalendar: { method: 'get', path: '/api/v1/contests.ics', who: 'anyone', summary: 'Public contests that are to come, run, or have ended within a year, as a calendar (iCalendar)', status: 200, response: 'text/calendar' },
  getContestCalendar: { method: 'get', path: '/api/v1/contests/{slug}/calendar.ics', who: 'anyone', summary: 'A contest as a calendar (iCalendar)', parameters: slug, status: 200, response: 'text/calendar' },
} as const satisfies Record<string, Endpoint>;
