/**
 * Who sends a request of CLICS: as everywhere by token or session, and by HTTP Basic with a password or a token in its place, which
 * is what contest software sends. A password that was right is remembered for a while, as it comes with every request and takes long
 * to check; attempts at others are limited like signing in.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { selectOptionalAccountByLogin } from '#database/accounts.js';
import { authenticate, callerByToken } from '../accounts/authenticate.js';
import { presentAccount } from '../accounts/present.js';
import { isPassword } from '../accounts/secrets.js';
import type { Caller } from '../http/caller.js';
import { comesFromOurPages } from '../http/csrf.js';
import { ApiError } from '../http/errors.js';
import { createLimiter } from '../http/rate-limit.js';
import type { Services } from '../services.js';

const REMEMBERED_MS = 10 * 60_000;
const MOST_REMEMBERED = 5000;
const TOKEN = /^arbiter_[\w-]+$/;

export function createClicsAuthentication({ db, config }: Services): (request: Request, response: Response) => Promise<Caller | null> {
  const limit = createLimiter('signIn', config.rateLimitFactor);
  const key = randomBytes(32);
  /** By a keyed hash of name, password and what is stored of it, until when. */
  const remembered = new Map<string, number>();

  return async (request, response) => {
    const credentials = basicCredentials(request.headers.authorization);
    if (credentials === null) return authenticate(db, request);
    // Browsers send what was once typed into their own window with requests of any page.
    if (request.method !== 'GET' && request.method !== 'HEAD' && !comesFromOurPages(request.headers, config.publicUrl)) throw new ApiError('csrf-failed', 'This request comes from a page of another site.');
    const { username, password } = credentials;
    if (TOKEN.test(password)) {
      const caller = await callerByToken(db, password);
      if (caller?.username.toLowerCase() === username.toLowerCase()) return caller;
      throw refused();
    }
    const row = await selectOptionalAccountByLogin(db, username);
    const hash = createHmac('sha256', key).update(JSON.stringify([username.toLowerCase(), password, row?.passwordHash ?? null])).digest('base64');
    const known = (remembered.get(hash) ?? 0) > Date.now();
    if (!known) {
      // Limits on credentials look for the name where our own form has it.
      request.body = { username };
      await limit.check('before-body', request, response);
      await limit.check('after-body', request, response);
      request.body = undefined;
      if (!(await isPassword(password, row?.passwordHash))) throw refused();
    }
    if (row === null || row.disabledAt !== null) throw refused();
    remembered.delete(hash);
    remembered.set(hash, Date.now() + REMEMBERED_MS);
    const oldest = remembered.keys().next().value;
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return { ...presentAccount(row), by: 'token' };
  };
}

const refused = () => new ApiError('wrong-credentials', 'Username or password is wrong.');

/** Null: it is not Basic. @throws ApiError where it is and cannot be read */
function basicCredentials(authorization: string | undefined): { username: string; password: string } | null {
  const [, encoded] = /^Basic +([\w+/=-]{1,1024}) *$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) {
    if (/^Basic\b/i.test(authorization ?? '')) throw refused();
    return null;
  }
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || text.includes('\u0000')) throw refused();
  return { username: text.slice(0, colon).slice(0, 254), password: text.slice(colon + 1).slice(0, 200) };
}
