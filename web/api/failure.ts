import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import type { ErrorBody, ErrorCode, ErrorDetail } from '#contract/errors.js';

/** `network`: no answer at all. `unreadable`: an answer that is not of this API, as from a proxy between. `file-unreadable`: there was nothing to send. */
export type FailureCode = ErrorCode | 'network' | 'unreadable' | 'file-unreadable';

/** Why a call did not succeed, in words that can be shown: of the language of the interface, as far as they are known. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly details: readonly ErrorDetail[];
  /** What is doubtful besides, of a package that was refused. */
  readonly warnings: readonly ErrorDetail[];

  constructor(code: FailureCode, message: string, details: readonly ErrorDetail[] = [], warnings: readonly ErrorDetail[] = []) {
    super(message);
    this.code = code;
    this.details = details;
    this.warnings = warnings;
  }

  /** The message for one field of the request, if the server named it. */
  of(path: string): string | undefined {
    return this.details.find((detail) => detail.path === path)?.message;
  }
}

const WITHOUT_ANSWER: readonly FailureCode[] = ['network', 'unavailable', 'unreadable'];

/** Whether the server said nothing of the matter itself, so that asking again may help. */
export const gotNoAnswer = (error: unknown): boolean => error instanceof Failure && WITHOUT_ANSWER.includes(error.code);

const REFUSALS: readonly FailureCode[] = ['not-found', 'forbidden', 'not-signed-in'];

/** Why a query has nothing to show: what is here stays where it only cannot be asked for again, but not what the server refuses to show any more. */
export const whyNothing = ({ data, error }: { data: unknown; error: Error | null }): Error | null => (error && (data === undefined || (error instanceof Failure && REFUSALS.includes(error.code))) ? error : null);

/** No answer came. Whether the request arrived is known only where it could not even leave. */
export const noAnswer = () => new Failure('network', globalThis.navigator?.onLine === false ? t`You are offline, so nothing was sent. Try again when the connection is back.` : t`The server cannot be reached. Check the connection and try again.`);

/** A file that was changed or removed after it was chosen, or is a folder. Choosing it anew helps, sending it again does not. */
export const unreadable = (name: string) => new Failure('file-unreadable', t`${name} cannot be read. If you have changed it, choose it again; a folder must be packed first.`);

/** Codes of which the sentence says no more than the code. */
const BY_CODE: Partial<Record<ErrorCode, MessageDescriptor>> = {
  'not-signed-in': msg`You are not signed in, or not any more. Sign in and try again.`,
  'csrf-failed': msg`The server took this for a request of another site. Reload the page and try again.`,
  'not-found': msg`There is no such thing, or you may not see it.`,
  internal: msg`Something went wrong on our side. It has been recorded.`,
};

/** Reads the error body of an answer that was not a success. */
export async function failureOf(status: number, text: string): Promise<Failure> {
  let error: ErrorBody['error'];
  try {
    ({ error } = JSON.parse(text) as ErrorBody);
    if (typeof error.message !== 'string') throw new TypeError('It has no message');
  } catch {
    return new Failure('unreadable', t`The server answered with status ${status} and nothing that could be read.`);
  }
  const { code, message, details = [], warnings = [] } = error;
  const general = BY_CODE[code];
  if (general && details.length === 0) return new Failure(code, i18n._(general), details, warnings);
  const wordsOf = await serverWords();
  return new Failure(code, general ? i18n._(general) : wordsOf(message), details.map((detail) => ({ ...detail, message: wordsOf(detail.message) })), warnings);
}

/** What cannot be fetched is shown in the server's own words. */
async function serverWords(): Promise<(sentence: string) => string> {
  try {
    return (await import('./server-words.js')).wordsOf;
  } catch {
    return (sentence) => sentence;
  }
}
