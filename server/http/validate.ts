/** What enters is checked against the contract here, and only here. */
import type { z } from 'zod';
import type { ErrorDetail } from '#contract/errors.js';
import { ApiError } from './errors.js';

/** @throws ApiError `validation-failed` naming every wrong field. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  const details: ErrorDetail[] = read.success
    ? unstorableStrings(read.data)
    : read.error.issues.flatMap((issue) => {
        const path = issue.path.map(String).join('.');
        if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: key, message: 'This field is not known' }));
        return [{ path, message: issue.message }];
      });
  if (details.length === 0 && read.success) return read.data;
  throw new ApiError('validation-failed', `The request is not valid: ${summary(details)}`, details);
}

function summary(details: ErrorDetail[]): string {
  const [first] = details;
  if (first === undefined) return 'see the details.';
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  return `${first.path === '' ? '' : `${first.path}: `}${first.message}${more}`;
}

/** PostgreSQL's text holds neither NUL nor lone surrogates. The value has passed its schema, so it is shallow. */
function unstorableStrings(value: unknown, path: string[] = []): ErrorDetail[] {
  if (typeof value === 'string') {
    return value.includes('\u0000') || !value.isWellFormed() ? [{ path: path.join('.'), message: 'Must be well-formed Unicode without NUL' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unstorableStrings(inner, [...path, key]));
}
