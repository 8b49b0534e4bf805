/** Contests as files for other software, over HTTP: teams in, standings and calendars out. */
import type { Request, Response } from 'express';
import { countPendingPasswords } from '#database/accounts.js';
import { listCalendarContests, type ContestRow } from '#database/contests.js';
import { notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { calendarOf } from './calendar.js';
import { standingsFile } from './export/standings.js';
import { editableContest, seenContest } from './find.js';
import { importFiles } from './import/import-teams.js';
import { boardView, shownProblems } from './policy.js';
import { endOf } from './times.js';

export function contestExchangeRoutes(routes: Routes, services: Services): void {
  const { db, boards, config } = services;

  routes.route('importTeams', async ({ caller, params, body }) => {
    const { full } = await editableContest(db, caller, params.slug);
    return importFiles(services, caller, full, body);
  });

  routes.route('getPendingPasswords', async ({ caller, params }) => {
    const { full } = await editableContest(db, caller, params.slug);
    return { pending: await countPendingPasswords(db, full.contest.id) };
  });

  routes.route('exportScoreboard', async ({ caller, params, query, response }) => {
    const { full: { contest }, mine } = await seenContest(db, caller, params.slug);
    const now = new Date();
    const isPublic = query.public === true;
    const board = await boards.show(contest.id, isPublic ? 'public' : boardView(caller, mine), shownProblems(isPublic ? null : caller, contest, mine, now, now >= endOf(contest)));
    if (board === null) throw notFound('contest');
    const { name, type, content } = await standingsFile(db, contest, board, params.format);
    response.set({ 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` }).send(content);
  });

  routes.route('getContestsCalendar', async ({ request, response }) => sendCalendar(request, response, await listCalendarContests(db), 'Contests'));

  routes.route('getContestCalendar', async ({ caller, params, request, response }) => {
    const { full: { contest } } = await seenContest(db, caller, params.slug);
    sendCalendar(request, response, [contest], contest.name, `${contest.slug}.ics`);
  });

  function sendCalendar(request: Request, response: Response, contests: ContestRow[], name: string, fileName?: string): void {
    const origin = config.publicUrl === undefined ? `${request.protocol}://${request.get('host') ?? 'localhost'}` : new URL(config.publicUrl).origin;
    response.set('Content-Type', 'text/calendar; charset=utf-8');
    if (fileName !== undefined) response.set('Content-Disposition', `attachment; filename="${fileName}"`);
    response.send(calendarOf(contests, { name, origin, now: new Date() }));
  }
}
