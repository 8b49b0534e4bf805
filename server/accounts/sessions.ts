/** Sessions of browsers: a secret in a cookie, its hash in the database. */
import type { Request, Response } from 'express';
import { deleteSession, insertSession } from '#database/sessions.js';
import type { Services } from '../services.js';
import { SESSION_COOKIE, sessionSecret } from './authenticate.js';
import { hashSecret, makeSecret } from './secrets.js';

const SESSION_SECONDS = 14 * 24 * 3600;

/** Always a new one, never the one that the browser brought: nobody can plant one. */
export async function openSession(services: Services, request: Request, response: Response, accountId: string): Promise<void> {
  await forget(services, request);
  const secret = makeSecret('');
  await insertSession(services.db, { tokenHash: hashSecret(secret), accountId, lifetimeSeconds: SESSION_SECONDS });
  setCookie(services, request, response, secret, SESSION_SECONDS);
}

export async function endSession(services: Services, request: Request, response: Response): Promise<void> {
  await forget(services, request);
  setCookie(services, request, response, '', 0);
}

async function forget({ db }: Services, request: Request): Promise<void> {
  const secret = sessionSecret(request);
  if (secret !== undefined) await deleteSession(db, hashSecret(secret));
}

function setCookie({ config }: Services, request: Request, response: Response, secret: string, seconds: number): void {
  const secure = request.secure || config.publicUrl?.startsWith('https:') === true;
  response.cookie(SESSION_COOKIE, secret, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: seconds * 1000 });
}
