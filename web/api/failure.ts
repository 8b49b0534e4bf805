import type { ErrorBody, ErrorCode, ErrorDetail } from '#contract/errors.js';

/** `network`: no answer at all. `unreadable`: an answer that is not of this API, as from a proxy between. */
export type FailureCode = ErrorCode | 'network' | 'unreadable';

/** Why a call did not succeed, in words that can be shown. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: FailureCode, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** The message for one field of the request, if the server named it. */
  of(path: string): string | undefined {
    return this.details.find((detail) => detail.path === path)?.message;
  }
}

export const noAnswer = () => new Failure('network', 'The server cannot be reached. Check the connection and try again.');

/** Reads the error body of an answer that was not a success. */
export function failureOf(status: number, text: string): Failure {
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    return new Failure(error.code, error.message, error.details ?? []);
  } catch {
    return new Failure('unreadable', `The server answered with status ${status} and nothing that could be read.`);
  }
}
