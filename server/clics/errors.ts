/** Errors as CLICS shapes them: the status again, and a message. */
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { toApiError } from '../http/errors.js';

export function clicsErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const told = toApiError(error);
    if (told.code === 'internal') log.error({ err: error, requestId: request.id }, 'Request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    if (told.status === 401) response.set('WWW-Authenticate', 'Basic realm="Arbiter", charset="UTF-8"');
    const details = told.details?.map(({ path, message }) => `${path}: ${message}`).join('; ') ?? '';
    response.status(told.status).json({ code: told.status, message: details === '' || told.message.includes(details) ? told.message : `${told.message} ${details}` });
  };
}
