/**
 * How often a caller may do what. Counted in the memory of each server: n servers allow up to n times as much.
 * Tokens of instructors and admins are exempt.
 */
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler, Response } from 'express';
import type { EndpointName } from '#contract/endpoints.js';
import { hasStaffToken, isStaff, type Caller } from './caller.js';
import { ApiError } from './errors.js';

/** What is counted: requests of a network address, of a signed-in account, or attempts on an account's password. */
type Per = 'address' | 'caller' | 'credentials from an address' | 'credentials';

interface Limit {
  per: Per;
  count: number;
  windowSeconds: number;
  /** Successful requests are taken back. */
  failuresOnly?: boolean;
}

const MINUTE = 60;
export const RATE_LIMITS: Partial<Record<EndpointName, Limit[]>> = {
  // A whole class signs up and in from one address.
  createAccount: [{ per: 'address', count: 60, windowSeconds: 10 * MINUTE }],
  signIn: [
    { per: 'address', count: 100, windowSeconds: 15 * MINUTE, failuresOnly: true },
    { per: 'credentials from an address', count: 10, windowSeconds: 15 * MINUTE, failuresOnly: true },
    // Against guessing from many addresses; high, so that a stranger cannot easily lock somebody out.
    { per: 'credentials', count: 100, windowSeconds: 15 * MINUTE, failuresOnly: true },
  ],
  changePassword: [{ per: 'caller', count: 10, windowSeconds: 15 * MINUTE, failuresOnly: true }],
  createToken: [{ per: 'caller', count: 30, windowSeconds: 60 * MINUTE }],
  createSubmission: [{ per: 'caller', count: 30, windowSeconds: MINUTE }],
  createRun: [{ per: 'caller', count: 60, windowSeconds: MINUTE }],
  createPrint: [{ per: 'caller', count: 10, windowSeconds: 5 * MINUTE }],
  // Codes of contests are short, and guessed.
  registerInContest: [{ per: 'caller', count: 20, windowSeconds: 10 * MINUTE, failuresOnly: true }],
  // Each time whoever watches the standings loads them anew.
  withdrawFromContest: [{ per: 'caller', count: 10, windowSeconds: 10 * MINUTE }],
  // A jury reads and answers all of them.
  createClarification: [{ per: 'caller', count: 20, windowSeconds: 10 * MINUTE }],
  // A browser saves two seconds after the last key, and whenever its page is left.
  saveDraft: [{ per: 'caller', count: 60, windowSeconds: MINUTE }],
  rejudgeSubmission: [{ per: 'caller', count: 120, windowSeconds: 10 * MINUTE }],
  createVerification: [{ per: 'caller', count: 60, windowSeconds: 10 * MINUTE }],
  importProblem: [{ per: 'caller', count: 60, windowSeconds: 60 * MINUTE }],
  putPackage: [{ per: 'caller', count: 60, windowSeconds: 60 * MINUTE }],
};

export interface Limiter {
  /** @throws ApiError `rate-limited`. Limits on credentials need the parsed body; the others are checked before it is read. */
  check(phase: 'before-body' | 'after-body', request: Request, response: Response): Promise<void>;
}

/** The limiter of one endpoint; `factor` scales its counts, and 0 turns it off. */
export function createLimiter(name: EndpointName, factor: number): Limiter {
  const limits = factor === 0 ? [] : (RATE_LIMITS[name] ?? []);
  const middlewares = limits.map((limit) => ({ phase: needsBody(limit.per) ? 'after-body' : 'before-body', run: middleware(name, limit, factor) }));
  return {
    async check(phase, request, response) {
      for (const { run } of middlewares.filter((each) => each.phase === phase)) await settled(run, request, response);
    },
  };
}

const needsBody = (per: Per) => per === 'credentials' || per === 'credentials from an address';

function middleware(name: EndpointName, limit: Limit, factor: number): RequestHandler {
  return rateLimit({
    windowMs: limit.windowSeconds * 1000,
    limit: Math.max(1, Math.round(limit.count * factor)),
    identifier: `${name} per ${limit.per}`,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skipSuccessfulRequests: limit.failuresOnly ?? false,
    keyGenerator: (request, response) => keyOf(limit.per, request as Request, callerOf(response as Response)),
    skip: (_request, response) => isExempt(callerOf(response as Response), name),
    handler: (_request, _response, next) => {
      next(new ApiError('rate-limited', `Too many requests of this kind. At most ${limit.count} in ${limit.windowSeconds} seconds.`));
    },
  });
}

// An administrator brings in a whole year of students from one browser, and a jury registers a field from a list that has faults.
const isExempt = (caller: Caller | null, name: EndpointName) => hasStaffToken(caller) || (isStaff(caller) && (name === 'registerInContest' || name === 'createClarification')) || (name === 'createAccount' && caller?.role === 'admin');
const callerOf = (response: Response): Caller | null => (response.locals.caller as Caller | null | undefined) ?? null;

function keyOf(per: Per, request: Request, caller: Caller | null): string {
  const address = ipKeyGenerator(request.ip ?? 'unknown');
  switch (per) {
    case 'address':
      return address;
    case 'caller':
      return caller?.id ?? address;
    case 'credentials':
      return usernameOf(request);
    case 'credentials from an address':
      return `${address} ${usernameOf(request)}`;
  }
}

function usernameOf(request: Request): string {
  const body: unknown = request.body;
  const username = typeof body === 'object' && body !== null && 'username' in body ? body.username : '';
  // The body is not validated yet, and keys are kept in memory: cut to the longest name that can be right.
  return typeof username === 'string' ? username.slice(0, 254).toLowerCase() : '';
}

function settled(run: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error(String(error)));
    };
    Promise.resolve(run(request, response, done)).catch(reject);
  });
}
