import { z } from 'zod';

/** Closed list of error codes of the HTTP API, each with its status. */
export const ERROR_STATUS = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'csrf-failed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'validation-failed': 422,
  'package-rejected': 422,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const errorCodeSchema = z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]);

/** One reason: which field (`files.0.name`) or which file and line of a package, and what to do about it. */
export const errorDetailSchema = z.object({
  path: z.string().describe('Field of the request, or file inside the package'),
  line: z.number().int().positive().optional(),
  message: z.string(),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

export const errorBodySchema = z.object({
  error: z.object({
    code: errorCodeSchema,
    message: z.string(),
    details: z.array(errorDetailSchema).optional(),
    /** What is doubtful besides, of a package that was refused. */
    warnings: z.array(errorDetailSchema).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** An error that a client is told about. Anything else that is thrown becomes `internal` and is logged. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[] | undefined;
  readonly warnings: readonly ErrorDetail[] | undefined;

  constructor(code: ErrorCode, message: string, details?: readonly ErrorDetail[], warnings?: readonly ErrorDetail[]) {
    super(message);
    this.code = code;
    this.details = details;
    this.warnings = warnings;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  toBody(): ErrorBody {
    return {
      error: {
        code: this.code, message: this.message,
        ...(this.details ? { details: [...this.details] } : {}),
        ...(this.warnings && this.warnings.length > 0 ? { warnings: [...this.warnings] } : {}),
      },
    };
  }
}
