/** For supervisors and monitors: liveness, readiness, Prometheus. Outside of /api, so not in the table of endpoints. */
import { Router, type Request, type RequestHandler } from 'express';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { listJudges } from '#database/judges.js';
import { queueLength } from '#database/queue.js';
import { authenticate } from '../accounts/authenticate.js';
import { ApiError } from '../http/errors.js';
import type { Services } from '../services.js';

export function healthRoutes(services: Services): { router: Router; measure: RequestHandler } {
  const { db } = services;
  const router = Router();
  const metrics = makeMetrics(services);

  router.get('/healthz', (_request, response) => void response.json({ ok: true }));

  router.get('/readyz', async (_request, response) => {
    const judges = await listJudges(db).then((all) => all.filter((judge) => judge.alive).length, () => null);
    const reason = judges === null ? 'The database does not answer.' : judges === 0 ? 'No judge has been seen in the last 20 seconds.' : null;
    response.status(reason === null ? 200 : 503).json(reason === null ? { ready: true, judges } : { ready: false, reason });
  });

  router.get('/metrics', async (request, response) => {
    if (!isLocal(request)) {
      const caller = await authenticate(db, request);
      if (caller?.role !== 'admin') throw new ApiError('forbidden', 'Metrics are for this machine and for tokens of admins.');
    }
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });

  return { router, measure: metrics.measure };
}

/** A request that came through a proxy is not local, whoever the proxy is. */
function isLocal(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address) && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
}

function makeMetrics({ db }: Services): { registry: Registry; measure: RequestHandler } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'arbiter_http_request_seconds', help: 'Time to answer, by method, route and status', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10], registers: [registry],
  });
  new Gauge({
    name: 'arbiter_queue_judgings', help: 'Judgings that wait or are at work', labelNames: ['state'], registers: [registry],
    async collect() {
      const { queued, judging } = await queueLength(db);
      this.set({ state: 'queued' }, queued);
      this.set({ state: 'judging' }, judging);
    },
  });
  new Gauge({
    name: 'arbiter_judges_alive', help: 'Judges seen in the last 20 seconds', registers: [registry],
    async collect() {
      this.set((await listJudges(db)).filter((judge) => judge.alive).length);
    },
  });
  const measure: RequestHandler = (request, response, next) => {
    const stop = duration.startTimer();
    response.on('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
      stop({ method: request.method, route, status: String(response.statusCode) });
    });
    next();
  };
  return { registry, measure };
}
