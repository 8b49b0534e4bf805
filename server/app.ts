/** The HTTP application, composed. main.ts and the tests make it alike. */
import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { pinoHttp } from 'pino-http';
import { accountRoutes } from './accounts/routes.js';
import { authenticate } from './accounts/authenticate.js';
import { authoringRoutes } from './authoring/routes.js';
import { ApiError, errorHandler } from './http/errors.js';
import { juryRoutes } from './contests/jury-routes.js';
import { clicsRoutes } from './clics/routes.js';
import { participantRoutes } from './contests/participant-routes.js';
import { systemTestRoutes } from './contests/system-test-routes.js';
import { contestExchangeRoutes } from './contests/exchange-routes.js';
import { contestRoutes } from './contests/routes.js';
import { virtualRoutes } from './contests/virtual-routes.js';
import { contestSiteRoutes } from './contests/site-routes.js';
import { draftRoutes } from './drafts/routes.js';
import { Routes } from './http/routes.js';
import { securityHeaders } from './http/security-headers.js';
import { kattisRoutes } from './kattis/routes.js';
import { openApiRoutes } from './openapi/routes.js';
import { judgeErrorRoutes } from './judge-errors/routes.js';
import { staffProblemRoutes } from './problems/staff-routes.js';
import { problemRoutes } from './problems/routes.js';
import { versionRoutes } from './problems/version-routes.js';
import { profileRoutes } from './profiles/routes.js';
import { ratingRoutes } from './ratings/routes.js';
import { rejudgingRoutes } from './rejudgings/routes.js';
import { runRoutes } from './runs/routes.js';
import type { Services } from './services.js';
import { submissionRoutes } from './submissions/routes.js';
import { healthRoutes } from './system/health.js';
import { systemRoutes } from './system/routes.js';
import { webPages } from './system/web-pages.js';

/** @throws Error where an endpoint of the contract has no route */
export function createApp(services: Services): Express {
  const { db, config, log } = services;
  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(pinoHttp({ logger: log, genReqId: () => randomUUID(), autoLogging: { ignore: (request) => request.url === '/readyz' || request.url === '/healthz' }, serializers: { req: briefRequest, res: briefResponse }, customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug') }));
  app.use(securityHeaders(config.publicUrl));

  const health = healthRoutes(services);
  app.use(health.measure);
  app.use(health.router);

  const routes = new Routes({
    authenticate: (request) => authenticate(db, request),
    idempotency: db,
    publicUrl: config.publicUrl,
    dataFolder: config.dataFolder,
    packageLimitBytes: config.packageLimitBytes,
    rateLimitFactor: config.rateLimitFactor,
    checkResponses: config.checkResponses,
  });
  accountRoutes(routes, services);
  problemRoutes(routes, services);
  staffProblemRoutes(routes, services);
  versionRoutes(routes, services);
  judgeErrorRoutes(routes, services);
  submissionRoutes(routes, services);
  rejudgingRoutes(routes, services);
  runRoutes(routes, services);
  draftRoutes(routes, services);
  authoringRoutes(routes, services);
  contestRoutes(routes, services);
  contestExchangeRoutes(routes, services);
  contestSiteRoutes(routes, services);
  juryRoutes(routes, services);
  participantRoutes(routes, services);
  systemTestRoutes(routes, services);
  virtualRoutes(routes, services);
  profileRoutes(routes, services);
  ratingRoutes(routes, services);
  systemRoutes(routes, services);
  openApiRoutes(routes, services);
  routes.assertComplete();
  // However its letters are written: routes do not tell them apart either.
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(routes.router);

  app.use('/kattis', kattisRoutes(services));
  app.use('/api/clics', clicsRoutes(services));
  if (config.webFolder !== undefined) app.use(webPages(config.webFolder));
  app.use((request) => {
    throw new ApiError('not-found', `There is nothing at ${request.method} ${request.path.slice(0, 200)}.`);
  });
  app.use(errorHandler(log));
  return app;
}

/** No headers in the log, neither of requests nor of answers: they carry cookies and tokens. */
function briefRequest(request: { id: unknown; method: string; url: string }): object {
  return { id: request.id, method: request.method, url: request.url };
}

function briefResponse(response: { statusCode: number }): object {
  return { status: response.statusCode };
}
