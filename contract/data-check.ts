/** What a package's data is checked for, and what came of it: judge/steps/check-data.ts does it, beside each verification. */
import { z } from 'zod';

/** Valid inputs, right answers of samples, and what is there to be refused or accepted. */
export const DATA_CHECK_KINDS = ['input', 'answer', 'invalid-input', 'invalid-output', 'valid-output'] as const;
export const dataCheckKindSchema = z.enum(DATA_CHECK_KINDS);
export type DataCheckKind = z.infer<typeof dataCheckKindSchema>;

export const failedCheckSchema = z.object({
  name: z.string().describe('Path under data/ without extension'),
  kind: dataCheckKindSchema,
  message: z.string().describe('Which validator said what'),
});
export type FailedCheck = z.infer<typeof failedCheckSchema>;

export const dataCheckCountSchema = z.object({ kind: dataCheckKindSchema, checks: z.number().int(), failed: z.number().int() });
export type DataCheckCount = z.infer<typeof dataCheckCountSchema>;

/** Failed checks that are kept by name; `counts` has all. */
export const MOST_FAILED_CHECKS = 200;

export const dataCheckSchema = z.object({
  state: z.enum(['queued', 'checking', 'finished']),
  done: z.number().int(),
  total: z.number().int().nullable().describe('Null until a judge has looked'),
  counts: z.array(dataCheckCountSchema),
  failed: z.array(failedCheckSchema).describe(`The first ${MOST_FAILED_CHECKS}`),
  failure: z.string().nullable().describe('Why it could not be checked to the end: a validator that does not compile, a judge that failed'),
  warnings: z.array(z.string()).describe('What nothing in the package checks'),
});
export type DataCheckResult = z.infer<typeof dataCheckSchema>;
