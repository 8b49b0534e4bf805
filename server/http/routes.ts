/**
 * Binds handlers to the table of endpoints (contract/endpoints.ts). Every request walks the same way: forgery check,
 * authenticate, authorise, rate limit, validate, act, present. A handler gets only what passed.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { ENDPOINTS, type Endpoint, type EndpointName } from '#contract/endpoints.js';
import { authorize } from './authorize.js';
import type { Caller } from './caller.js';
import { refuseForgery } from './csrf.js';
import { ApiError, notFound } from './errors.js';
import { answerOnce, type IdempotencyStore } from './idempotency.js';
import { createLimiter } from './rate-limit.js';
import { Packed, sendPacked } from './packed.js';
import { receiveUpload, type Upload } from './upload.js';
import { validate } from './validate.js';

/** Largest JSON body: only programs are large. They are limited by the problem's code limit besides. */
const JSON_LIMIT_BYTES = 100 * 1024;
const PROGRAM_LIMIT_BYTES = 10 * 1024 * 1024;
const WITH_PROGRAM: ReadonlySet<EndpointName> = new Set(['createSubmission', 'saveDraft', 'addAuthoredPart', 'saveAuthoredPart', 'previewAuthoredStatement', 'startGeneration', 'restoreSnapshot', 'createRun', 'createPrint', 'importNetworks', 'importTeams']);

type Table = typeof ENDPOINTS;
type Parsed<E, K extends string> = E extends { [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined;

export interface Call<N extends EndpointName> {
  caller: Table[N]['who'] extends 'anyone' ? Caller | null : Caller;
  params: Parsed<Table[N], 'parameters'>;
  query: Parsed<Table[N], 'query'>;
  body: Parsed<Table[N], 'body'>;
  upload: Table[N] extends { upload: string } ? Upload : undefined;
  request: Request;
  response: Response;
}

/** What a handler returns; answers that are streams it writes to `response` itself. */
export type Answer<N extends EndpointName> = Table[N]['response'] extends z.ZodType ? z.input<Table[N]['response']> : void;
export type Handler<N extends EndpointName> = (call: Call<N>) => Promise<Answer<N> | (Table[N] extends { large: true } ? Packed : never)>;

export interface RouteServices {
  authenticate(request: Request): Promise<Caller | null>;
  idempotency: IdempotencyStore;
  publicUrl: string | undefined;
  dataFolder: string;
  packageLimitBytes: number;
  rateLimitFactor: number;
  checkResponses: boolean;
}

export class Routes {
  readonly router: Router = express.Router();
  private readonly bound = new Set<EndpointName>();
  private readonly readJson: RequestHandler = express.json({ limit: JSON_LIMIT_BYTES, strict: true });
  private readonly readProgram: RequestHandler = express.json({ limit: PROGRAM_LIMIT_BYTES, strict: true });

  constructor(private readonly services: RouteServices) {}

  route<N extends EndpointName>(name: N, handler: Handler<N>): void {
    if (this.bound.has(name)) throw new Error(`${name} has two routes`);
    this.bound.add(name);
    const endpoint: Endpoint = ENDPOINTS[name];
    const limiter = createLimiter(name, this.services.rateLimitFactor);
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    this.router[endpoint.method](path, async (request, response) => {
      refuseForgery(request, this.services.publicUrl);
      const caller = await this.services.authenticate(request);
      response.locals.caller = caller;
      authorize(endpoint.who, caller);
      const params = parameters(endpoint, request);
      await limiter.check('before-body', request, response);
      const upload = await this.receive(endpoint, request, response);
      try {
        if (endpoint.body !== undefined && upload === undefined) await this.parseJson(WITH_PROGRAM.has(name) ? this.readProgram : this.readJson, request, response);
        await limiter.check('after-body', request, response);
        const query = endpoint.query === undefined ? undefined : validate(endpoint.query, request.query);
        const body = endpoint.body === undefined ? undefined : validate(endpoint.body, upload?.fields ?? request.body ?? {});
        const call = { caller, params, query, body, upload, request, response } as Call<N>;
        const act = async () => this.present(endpoint, (await handler(call)) as unknown);
        if (endpoint.idempotent === true && caller !== null) {
          const requestHash = hashOf([request.method, request.originalUrl, JSON.stringify(body ?? null), upload?.hash ?? '']);
          await answerOnce(this.services.idempotency, { caller, requestHash, request, response, status: endpoint.status }, act);
        } else {
          await send(request, response, endpoint, await act());
        }
      } finally {
        await upload?.remove();
      }
    });
  }

  /** @throws Error that names the endpoints of the table without a route. */
  assertComplete(): void {
    const missing = (Object.keys(ENDPOINTS) as EndpointName[]).filter((name) => !this.bound.has(name));
    if (missing.length > 0) throw new Error(`Endpoints without a route: ${missing.join(', ')}`);
  }

  private async receive(endpoint: Endpoint, request: Request, response: Response): Promise<Upload | undefined> {
    if (endpoint.upload === undefined) return undefined;
    const folder = join(this.services.dataFolder, 'tmp');
    return receiveUpload(request, response, { field: endpoint.upload, folder, limitBytes: this.services.packageLimitBytes });
  }

  private parseJson(read: RequestHandler, request: Request, response: Response): Promise<void> {
    const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && request.is('application/json') === false) throw new ApiError('bad-request', 'Send the body as application/json.');
    return new Promise((resolve, reject) => {
      void read(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else if (error instanceof SyntaxError) reject(new ApiError('bad-request', 'The body is not valid JSON.'));
        else reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  private async present(endpoint: Endpoint, answer: unknown): Promise<unknown> {
    if (endpoint.response === null || typeof endpoint.response === 'string') return undefined;
    if (answer instanceof Packed) {
      if (this.services.checkResponses) endpoint.response.parse(JSON.parse(await answer.text()));
      return answer;
    }
    // A wrong answer is our fault: the ZodError becomes a 500.
    return this.services.checkResponses ? endpoint.response.parse(answer) : answer;
  }
}

/** Parameters that cannot be right name nothing. */
function parameters(endpoint: Endpoint, request: Request): unknown {
  if (endpoint.parameters === undefined) return undefined;
  try {
    return validate(endpoint.parameters, request.params);
  } catch {
    throw notFound('thing');
  }
}

async function send(request: Request, response: Response, endpoint: Endpoint, answer: unknown): Promise<void> {
  if (typeof endpoint.response === 'string') return;
  response.status(endpoint.status);
  if (endpoint.response === null) response.end();
  else if (endpoint.large === true) await sendPacked(request, response, answer);
  else response.json(answer);
}

function hashOf(parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
