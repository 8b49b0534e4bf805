import { t } from '@lingui/core/macro';
import type { ErrorBody, ErrorCode, ErrorDetail } from '#contract/errors.js';
import { wordsOf } from './server-words.js';

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

/** Reads the error body of an answer that was not a success. */
export function failureOf(status: number, text: string): Failure {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    return new Failure(error.code, wordsOf(error.message, error.code), (error.details ?? []).map((detail) => ({ ...detail, message: wordsOf(detail.message) })), error.warnings ?? []);
  } catch {
    return new Failure('unreadable', t`The server answered with status ${status} and nothing that could be read.`);
  }
}
