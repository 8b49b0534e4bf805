/** Errors that a caller is told of, and the one door through which every other error becomes a plain 500 or 503. */
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { ApiError } from '#contract/errors.js';
import { postgresError } from '#database/connect.js';

// One class for all: what database/ throws of a request is told like what routes throw.
export { ApiError };

export const notFound = (what: string) => new ApiError('not-found', `There is no such ${what}, or you may not see it.`);

/** Express's last handler. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const told = toApiError(error);
    if (told.code === 'internal') log.error({ err: error, requestId: request.id }, 'Request failed');
    else if (told !== error && told.code === 'conflict') log.warn({ err: error, requestId: request.id }, 'Request failed, as another came in its way');
    if (response.headersSent) {
      next(error);
      return;
    }
    response.status(told.status).json(told.toBody());
  };
}

/** What the caller is told of any error: nothing of the inside but for ApiErrors. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isDatabaseAway(error)) return new ApiError('unavailable', 'The database cannot be reached. Try again in a moment.');
  if (postgresError(error)?.code === REFERS_TO_NOTHING) return new ApiError('conflict', 'Something that this belongs to was deleted meanwhile.');
  const status = statusOf(error);
  if (status === 413) return new ApiError('too-large', 'The request is too large.');
  if (status !== undefined && status >= 400 && status < 500) return new ApiError('bad-request', 'The request cannot be read.');
  return new ApiError('internal', 'Something went wrong on our side. It has been recorded.');
}

/** foreign_key_violation: it was there when we looked. */
const REFERS_TO_NOTHING = '23503';

/** Status that Express and its body parsers give to errors of the request itself. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}

const AWAY_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
/** Classes 08 (connection), 53 (resources) and 57P (shutdown) of https://www.postgresql.org/docs/current/errcodes-appendix.html */
const AWAY_POSTGRES = /^(08...|53...|57P0[1-5])$/;

function isDatabaseAway(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (AWAY_POSTGRES.test(code)) return true;
    if (AWAY_SYSTEM.has(code) && 'syscall' in cause && cause.syscall === 'connect') return true;
    if (/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(cause.message)) return true;
  }
  return false;
}
