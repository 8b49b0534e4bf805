/** Writes that a client may send twice: with the same Idempotency-Key the second gets the answer of the first. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { abandonIdempotent, beginIdempotent, recordAnswer, type HeldKey } from '#database/idempotency.js';
import type { Database, Querier } from '#database/connect.js';
import type { Caller } from './caller.js';
import { ApiError } from './errors.js';
import { tellStep } from './step-channel.js';

export type IdempotencyStore = Database;

const HEADER = 'Idempotency-Key';
const ABANDON_EVERY_MS = 500;
/** As long as the key is ours; then whoever asks takes it over. */
const ABANDON_WITHIN_MS = 60_000;
const KEY = /^[\x21-\x7e]{1,200}$/;

interface Write {
  caller: Caller;
  /** SHA-256 of method, path and body. */
  requestHash: string;
  request: Request;
  response: Response;
  status: number;
}

type RecordAnswer = (tx: Querier, body: unknown) => Promise<void>;
const records = new WeakMap<Response, RecordAnswer>();

/**
 * For a handler whose write is one transaction: keeps the answer in it, so that a server which dies after the commit has
 * not written what a retry would write again. Does nothing where the request has no key.
 * @throws ApiError `conflict` where a retry has taken the key over: nothing may be written then.
 */
export async function recordInTransaction(response: Response, tx: Querier, body: unknown): Promise<void> {
  await records.get(response)?.(tx, body);
}

/** Acts and answers, or answers as before. Without the header it only acts. An act that failed may be tried again. */
export async function answerOnce(db: IdempotencyStore, write: Write, act: () => Promise<unknown>): Promise<void> {
  const { caller, requestHash, request, response, status } = write;
  const key = request.get(HEADER);
  if (key === undefined) {
    response.status(status).json(await act());
    return;
  }
  if (!KEY.test(key)) throw new ApiError('bad-request', `${HEADER} must have 1 to 200 printable characters.`);
  const wanted = { accountId: caller.id, key, requestHash };
  const begun = await beginIdempotent(db, wanted);
  switch (begun.state) {
    case 'answered':
      response.status(begun.status).set('Idempotent-Replayed', 'true').json(begun.body);
      return;
    case 'at-work':
      throw new ApiError('conflict', 'The first request with this Idempotency-Key is still at work. Ask again in a moment.');
    case 'conflict':
      throw new ApiError('conflict', 'This Idempotency-Key was used with another request.');
    case 'new':
      break;
  }
  const { held } = begun;
  records.set(response, async (tx, body) => {
    if (!(await recordAnswer(tx, held, { status, body }))) throw new ApiError('conflict', 'This request took so long that another one with its Idempotency-Key has taken its place.');
  });
  try {
    const body = await act();
    await recordAnswer(db, held, { status, body });
    tellStep('before answer');
    response.status(status).json(body);
  } catch (error) {
    // What failed the act may fail this too.
    await abandonIdempotent(db, held).catch(() => void abandonLater(db, held));
    throw error;
  }
}

/** When the database is back, so that nobody who tries again has to wait until the key is old. */
async function abandonLater(db: IdempotencyStore, held: HeldKey): Promise<void> {
  for (const giveUp = Date.now() + ABANDON_WITHIN_MS; Date.now() < giveUp; ) {
    await sleep(ABANDON_EVERY_MS, undefined, { ref: false });
    try {
      return await abandonIdempotent(db, held);
    } catch {
      // still away
    }
  }
}
