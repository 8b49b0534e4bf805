/**
 * The Contest API of CLICS, version 2023-06, by which the ICPC resolver and other contest software read a contest:
 * https://ccs-specs.icpc.io/2023-06/contest_api. docs/clics.md says what of it there is. Answers and errors are the specification's,
 * so these routes are not in the table of our own endpoints; who sees what is decided in policy.ts.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json, Router, type Request, type Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { CLICS_COLLECTIONS, CLICS_PROPERTIES, CLICS_VERSION, CLICS_VERSION_URL, isClicsCollection, type ClicsAccess, type ClicsCollection } from '#contract/clics.js';
import { listContests } from '#database/contests.js';
import { isUuid } from '#database/page.js';
import { selectSubmissionFiles } from '#database/submissions.js';
import { zipOf } from '../authoring/package/zip.js';
import { seenContest } from '../contests/find.js';
import { isStaff, type Caller } from '../http/caller.js';
import { refuseForgery } from '../http/csrf.js';
import { ApiError, notFound } from '../http/errors.js';
import { createLimiter } from '../http/rate-limit.js';
import type { Services } from '../services.js';
import { audienceOf, type Audience } from './audience.js';
import { createClicsAuthentication } from './authenticate.js';
import { accountsOf, itemsOf, type ClicsItem } from './collections.js';
import { postCommentary, removeCommentary } from './commentary.js';
import { contestId, presentAccount, presentContest, presentGroups, presentState } from './configuration.js';
import { ContestDataCache } from './contest-data.js';
import { clicsErrorHandler } from './errors.js';
import { Feeds } from './feeds.js';
import { liveSubmissions } from './live-data.js';
import { capabilities, clicsView, seesCommentary, seesMeasurements, seesProgram, viewKey } from './policy.js';
import { presentScoreboard } from './scoreboard.js';
import { sendArray } from './send-array.js';
import { readToken } from './token.js';
import { patchTimes, postClarification, postSubmission, type Write } from './write.js';

const BODY_LIMIT = '16mb';
const PAGE = 200;

export function clicsRoutes(services: Services): Router {
  const { db, boards, config, log } = services;
  const router = Router();
  const cache = new ContestDataCache(db);
  const feeds = new Feeds({ db, boards, cache, log });
  const whoIs = createClicsAuthentication(services);
  const limitSubmit = createLimiter('createSubmission', config.rateLimitFactor);
  const readJson = json({ limit: BODY_LIMIT });

  router.use((request, response, next) => {
    // What is open to everybody may be read by pages of other sites; browsers send no cookies along with this.
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    // No name of ours has a NUL, and the database takes none.
    if (request.path.includes('%00')) throw notFound('object');
    next();
  });

  router.get('/', (_request, response) => {
    response.json({ version: CLICS_VERSION, version_url: CLICS_VERSION_URL, provider: { name: 'Arbiter', version: '0.1.0' } });
  });

  router.get('/contests', async (request, response) => {
    const caller = await callerOf(request, response);
    const items: ClicsItem[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listContests(db, { accountId: caller?.id ?? null, seesPrivate: isStaff(caller) }, {}, { cursor, limit: PAGE });
      items.push(...page.items.map(({ contest }) => presentContest(contest)));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    response.json(items);
  });

  router.get('/contests/:contest', async (request, response) => {
    const { audience } = await look(request, response);
    response.json(presentContest(audience.data.full.contest));
  });

  router.patch('/contests/:contest', async (request, response) => {
    await patchTimes(await writing(request, response));
    response.json(presentContest((await look(request, response)).audience.data.full.contest));
  });

  router.get('/contests/:contest/access', async (request, response) => {
    const { caller, audience } = await look(request, response);
    const hidden = [...(seesMeasurements(audience.view) ? [] : ['runs']), ...(seesCommentary(audience.view) ? [] : ['commentary']), ...(caller === null ? ['accounts'] : [])];
    const endpoints = Object.entries(CLICS_PROPERTIES).filter(([type]) => !hidden.includes(type)).map(([type, properties]) => ({ type, properties: [...properties] }));
    response.json({ capabilities: capabilities(caller, audience.data.full, audience.view), endpoints } satisfies ClicsAccess);
  });

  router.get('/contests/:contest/state', async (request, response) => {
    const { audience } = await look(request, response);
    response.json(presentState(audience.data.full.contest, audience.view, audience.now));
  });

  router.get('/contests/:contest/account', async (request, response) => {
    const { caller, audience } = await look(request, response);
    if (caller === null) throw notFound('account');
    const [own] = accountsOf(audience, caller).filter(({ username }) => username === caller.username);
    response.json(own ?? presentAccount(caller.username, caller.role === 'admin' ? 'admin' : caller.role === 'instructor' ? 'judge' : null, undefined));
  });

  router.get('/contests/:contest/scoreboard', async (request, response) => {
    const { audience } = await look(request, response);
    const { group_id: groupId } = request.query;
    const group = groupId === undefined ? null : presentGroups(audience.data, audience.view).find(({ id }) => id === groupId);
    if (group === undefined) throw new ApiError('bad-request', 'There is no such group.');
    const board = await boards.show(audience.data.full.contest.id, audience.view.kind === 'jury' ? 'jury' : 'public', 'problems');
    if (board === null) throw notFound('contest');
    response.json(presentScoreboard(audience, board, group?.name ?? null));
  });

  router.get('/contests/:contest/event-feed', async (request, response) => {
    const { caller, audience } = await look(request, response);
    const { since_token: token } = request.query;
    const since = token === undefined ? null : readToken(String(token), audience.now);
    if ((token !== undefined && since === null) || request.query['since_id'] !== undefined) throw new ApiError('bad-request', 'This token is not known here. Read the feed from its beginning.');
    const mayStay = async () => {
      response.locals.caller = undefined;
      return look(request, response).then((now) => viewKey(now.audience.view) === viewKey(audience.view), (error: unknown) => (error instanceof ApiError ? false : Promise.reject(error as Error)));
    };
    await feeds.send(response, { contestId: audience.data.full.contest.id, view: audience.view, since, who: caller?.id ?? ipKeyGenerator(request.ip ?? 'unknown'), mayStay });
  });

  router.get('/contests/:contest/submissions/:id/files', async (request, response) => {
    const { audience } = await look(request, response);
    const { id } = request.params;
    const found = isUuid(id) ? (await liveSubmissions(db, audience, { submissionId: id }).next()).value?.[0] : undefined;
    if (found === undefined || !seesProgram(audience.view, found.row)) throw notFound('submission');
    const files = await selectSubmissionFiles(db, found.row.id);
    response.set({ 'Content-Type': 'application/zip', 'Content-Disposition': 'attachment; filename="files.zip"' });
    await pipeline(zipOf(files.map(({ name, content }) => ({ path: name, open: () => Readable.from([content]) }))), response);
  });

  router.post('/contests/:contest/submissions', async (request, response) => {
    await created(response, 'submissions', postSubmission, await writing(request, response, true));
  });

  router.post('/contests/:contest/clarifications', async (request, response) => {
    await created(response, 'clarifications', postClarification, await writing(request, response));
  });

  router.post('/contests/:contest/commentary', async (request, response) => {
    await created(response, 'commentary', postCommentary, await writing(request, response));
  });

  router.delete('/contests/:contest/commentary/:id', async (request, response) => {
    refuseForgery(request, config.publicUrl);
    const { caller, audience } = await look(request, response);
    if (caller === null) throw new ApiError('not-signed-in', 'Sign in first.');
    await removeCommentary(db, caller, audience, request.params.id);
    response.status(204).end();
  });

  router.get('/contests/:contest/:collection', async (request, response) => {
    const { caller, audience } = await look(request, response);
    const collection = collectionOf(request.params.collection);
    const wanted = filterOf(collection, request.query);
    await sendArray(response, itemsOf({ db, boards }, audience, collection, caller), wanted);
  });

  router.get('/contests/:contest/:collection/:id', async (request, response) => {
    const { caller, audience } = await look(request, response);
    const found = await oneOf(audience, collectionOf(request.params.collection), caller, request.params.id);
    if (found === null) throw notFound('object');
    response.json(found);
  });

  router.use((request) => {
    throw new ApiError('not-found', `There is nothing at ${request.method} ${request.originalUrl.slice(0, 200)}.`);
  });
  router.use(clicsErrorHandler(log));
  return router;

  async function callerOf(request: Request, response: Response): Promise<Caller | null> {
    const caller = await whoIs(request, response);
    response.locals.caller = caller;
    return caller;
  }

  async function look(request: Request, response: Response): Promise<{ caller: Caller | null; audience: Audience }> {
    const caller = response.locals.caller === undefined ? await callerOf(request, response) : (response.locals.caller as Caller | null);
    const { full, mine } = await seenContest(db, caller, String(request.params['contest']));
    const data = await cache.get(full.contest.id);
    if (data === null) throw notFound('contest');
    // What is kept may be ten seconds old; who may do what is decided by the contest as it is.
    return { caller, audience: audienceOf(clicsView(caller, mine), { ...data, full }, new Date()) };
  }

  async function writing(request: Request, response: Response, submits = false): Promise<Write> {
    refuseForgery(request, config.publicUrl);
    const { caller, audience } = await look(request, response);
    if (caller === null) throw new ApiError('not-signed-in', 'Sign in first.');
    if (submits) await limitSubmit.check('before-body', request, response);
    await new Promise<void>((resolve, reject) => readJson(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error instanceof SyntaxError ? new ApiError('bad-request', 'The body is not valid JSON.') : error as Error))));
    if (request.body === undefined) throw new ApiError('bad-request', 'Send the body as application/json.');
    return { services, caller, audience, body: request.body, from: request.ip ?? '' };
  }

  async function created(response: Response, collection: ClicsCollection, act: (write: Write) => Promise<string>, write: Write): Promise<void> {
    const id = await act(write);
    const { full } = write.audience.data;
    response.status(201).location(`/api/clics/contests/${contestId(full.contest)}/${collection}/${id}`).json(await oneOf(write.audience, collection, write.caller, id));
  }

  async function oneOf(audience: Audience, collection: ClicsCollection, caller: Caller | null, id: string): Promise<ClicsItem | null> {
    for await (const page of itemsOf({ db, boards }, audience, collection, caller, id)) {
      const found = page.find((item) => item.id === id);
      if (found !== undefined) return found;
    }
    return null;
  }
}

function collectionOf(name: string | undefined): ClicsCollection {
  if (name === undefined || !isClicsCollection(name)) throw notFound('endpoint');
  return name;
}

/** By every property that names another object; an empty text stands for none. */
function filterOf(collection: ClicsCollection, query: Record<string, unknown>): (item: ClicsItem) => boolean {
  const properties = Object.keys(CLICS_COLLECTIONS[collection].shape).filter((name) => name.endsWith('_id') && name !== 'icpc_id' && query[name] !== undefined);
  return (item) => properties.every((name) => (item[name] ?? '') === query[name]);
}
