/**
 * What the command-line client of Kattis talks to, unchanged: https://github.com/Kattis/kattis-cli. It is configured by a
 * .kattisrc, which is made here; signs in with the token in it, sends files as a form, and asks for the state until it is
 * final. What it shows of an answer is its text, so a refusal is told in words with status 200; 403 is for who is not signed in.
 */
import { Router, urlencoded, type Request, type Response } from 'express';
import multer from 'multer';
import { selectOptionalAccountByLogin } from '#database/accounts.js';
import { insertToken, listTokens, revokeToken } from '#database/sessions.js';
import { selectOptionalSubmission } from '#database/submissions.js';
import { newSubmissionSchema } from '#contract/submission.js';
import { authenticate, callerByToken } from '../accounts/authenticate.js';
import { hashSecret, isPassword, makeSecret } from '../accounts/secrets.js';
import { openSession } from '../accounts/sessions.js';
import type { Caller } from '../http/caller.js';
import { refuseForgery } from '../http/csrf.js';
import { ApiError, notFound } from '../http/errors.js';
import { createLimiter } from '../http/rate-limit.js';
import { validate } from '../http/validate.js';
import type { Services } from '../services.js';
import { viewOf } from '../submissions/policy.js';
import { presentSubmission } from '../submissions/present.js';
import { submit } from '../submissions/submit.js';
import { idOfNumber, numberOfId } from './numbers.js';
import { entryPointOf, languageOfName } from './languages.js';
import { presentState } from './state.js';

const FORM_BYTES = 10_000;
const PROGRAM_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 32;
const TOKEN_NAME = '.kattisrc';

export function kattisRoutes(services: Services): Router {
  const { db, config } = services;
  const router = Router();
  const limitSignIn = createLimiter('signIn', config.rateLimitFactor);
  const limitSubmit = createLimiter('createSubmission', config.rateLimitFactor);
  const readProgram = multer({ storage: multer.memoryStorage(), limits: { fileSize: PROGRAM_BYTES, files: MOST_FILES, fields: 20, fieldSize: FORM_BYTES, fieldNameSize: 100 } }).array('sub_file[]', MOST_FILES);

  router.post('/login', urlencoded({ extended: false, limit: FORM_BYTES }), async (request, response) => {
    refuseForgery(request, config.publicUrl);
    const { user, token, password } = fieldsOf(request);
    if (typeof user !== 'string' || user === '' || user.includes('\0')) return sayNo(response, 'Your .kattisrc names no user.');
    // Limits on credentials look for the name where our own form has it.
    request.body = { username: user };
    await limitSignIn.check('before-body', request, response);
    await limitSignIn.check('after-body', request, response);
    const accountId = typeof token === 'string' ? await byToken(user, token) : typeof password === 'string' ? await byPassword(user, password) : null;
    if (accountId === null) return sayNo(response, 'Incorrect username or token.');
    await openSession(services, request, response, accountId);
    response.type('text/plain').send('Login successful');
  });

  router.post('/submit', async (request, response) => {
    const caller = await signedIn(request, response);
    if (!caller) return sayNo(response, 'Sign in first.');
    refuseForgery(request, config.publicUrl);
    await limitSubmit.check('before-body', request, response);
    await new Promise<void>((resolve, reject) => readProgram(request, response, (error: unknown) => (error ? reject(new ApiError('bad-request', 'The form cannot be read.')) : resolve())));
    try {
      const { id } = await submit(services, caller, await wantedOf(request), request.ip ?? '', () => Promise.resolve());
      response.type('text/plain').send(`Submission received. Submission ID: ${numberOfId(id)}.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      response.type('text/plain').send(`Nothing was submitted. ${error.message}`);
    }
  });

  router.get('/submissions/:number', async (request, response) => {
    const id = idOfNumber(request.params.number);
    if (id === null) throw notFound('submission');
    if (!('json' in request.query)) return response.redirect(`/submissions/${id}`);
    const caller = await signedIn(request, response);
    if (!caller) return sayNo(response, 'Sign in first.');
    const found = await selectOptionalSubmission(db, id);
    const view = found && viewOf(caller, found);
    if (!found || !view) throw notFound('submission');
    response.set('Cache-Control', 'no-store').json(presentState(await presentSubmission(db, found, view)));
  });

  /** A new token each time; the one of the file before ends. */
  router.get('/kattisrc', async (request, response) => {
    const caller = await signedIn(request, response);
    if (!caller) return sayNo(response, 'Sign in first.');
    refuseForgery({ method: 'POST', headers: request.headers }, config.publicUrl);
    const base = config.publicUrl?.replace(/\/$/, '') ?? addressOf(request);
    for (const { id, name } of await listTokens(db, caller.id)) if (name === TOKEN_NAME) await revokeToken(db, { id, accountId: caller.id });
    const token = makeSecret('arbiter_');
    await insertToken(db, { accountId: caller.id, name: TOKEN_NAME, tokenHash: hashSecret(token) });
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename=".kattisrc"' }).type('text/plain').send(
      ['[user]', `username: ${caller.username}`, `token: ${token}`, '', '[kattis]', `hostname: ${new URL(base).host}`, `loginurl: ${base}/kattis/login`, `submissionurl: ${base}/kattis/submit`, `submissionsurl: ${base}/kattis/submissions`, ''].join('\n'),
    );
  });

  async function signedIn(request: Request, response: Response): Promise<Caller | null> {
    const caller = await authenticate(db, request);
    response.locals.caller = caller;
    return caller;
  }

  async function byToken(user: string, token: string): Promise<string | null> {
    const caller = await callerByToken(db, token);
    return caller?.username.toLowerCase() === user.toLowerCase() ? caller.id : null;
  }

  async function byPassword(user: string, password: string): Promise<string | null> {
    const row = await selectOptionalAccountByLogin(db, user);
    return (await isPassword(password, row?.passwordHash)) && row?.disabledAt === null ? row.id : null;
  }

  /** @throws ApiError where the form is not what the client sends, or names what is not here */
  async function wantedOf(request: Request) {
    const { problem, language, mainclass, contest, assignment } = fieldsOf(request);
    const files = ((request.files ?? []) as Express.Multer.File[]).map(({ originalname, buffer }) => ({ name: originalname, content: textOf(originalname, buffer) }));
    const known = await languageOfName(db, String(language ?? ''));
    const entryPoint = entryPointOf(mainclass);
    return validate(newSubmissionSchema, { problem, language: known, files, ...(entryPoint ? { entryPoint } : {}), ...(contest ? { contest } : {}), ...(assignment ? { assignment } : {}) });
  }

  return router;
}

/** None where the body is no form. */
function fieldsOf(request: Request): Record<string, unknown> {
  return (request.body as Record<string, unknown> | undefined) ?? {};
}

/** As the client reached us: it will write to that address again. @throws ApiError `bad-request` where it names no host */
function addressOf(request: Request): string {
  const address = `${request.protocol}://${request.get('host') ?? ''}`;
  if (URL.canParse(address) && new URL(address).origin === address.toLowerCase()) return address;
  throw new ApiError('bad-request', 'The header Host names no host.');
}

function sayNo(response: Response, why: string): void {
  response.status(403).type('text/plain').send(why);
}

function textOf(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ApiError('validation-failed', `${name} is no text in UTF-8.`);
  }
}
