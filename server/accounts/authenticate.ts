/** Who sends a request: by bearer token, or by session cookie. Used by HTTP and by sockets. */
import type { IncomingMessage } from 'node:http';
import { parse } from 'cookie';
import type { Database } from '#database/connect.js';
import { selectOptionalSession, selectOptionalTokenAccount } from '#database/sessions.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { presentAccount } from './present.js';
import { hashSecret } from './secrets.js';

export const SESSION_COOKIE = 'arbiter_session';

/** Null: anonymous, or a session that is over. @throws ApiError `not-signed-in` for a bearer token that is not valid */
export async function authenticate(db: Database, request: Pick<IncomingMessage, 'headers'>): Promise<Caller | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    const caller = token === undefined ? null : await callerByToken(db, token);
    if (!caller) throw new ApiError('not-signed-in', 'This token is not valid.');
    return caller;
  }
  const secret = sessionSecret(request);
  if (secret === undefined) return null;
  const session = await selectOptionalSession(db, hashSecret(secret));
  return session && { ...presentAccount(session.account), by: 'session' };
}

export async function callerByToken(db: Database, token: string): Promise<Caller | null> {
  const found = await selectOptionalTokenAccount(db, hashSecret(token));
  return found && { ...presentAccount(found.account), by: 'token' };
}

export function sessionSecret(request: Pick<IncomingMessage, 'headers'>): string | undefined {
  return parse(request.headers.cookie ?? '')[SESSION_COOKIE];
}
