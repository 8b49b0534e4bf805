/** Limits of a problem that is being written: of all its runs, of single languages, and of single tests or groups of them. Units come last. */
import { z } from 'zod';
import { languageIdSchema } from './language.js';

const whole = z.number().int().min(1).max(1_000_000).nullable();
const factor = z.number().min(1).max(1000).nullable();
const milliseconds = z.number().int().min(1).max(600_000).nullable();

/** Null: what the package format has where nothing is said. */
export const authoredLimitsSchema = z.object({
  timeMs: milliseconds.describe('CPU time; null: it is measured from the accepted solutions'),
  timeResolutionMs: z.number().int().min(1).max(60_000).nullable().describe('Default: 1000'),
  acceptedToLimit: factor.describe('The measured limit is the slowest accepted solution times this. Default: 2'),
  limitToTimeLimitExceeded: factor.describe('Solutions that shall be too slow must need the limit times this. Default: 1.5'),
  memoryMib: whole.describe('Default: 2048'),
  outputMib: whole.describe('Default: 8'),
  codeKib: whole.describe('Default: 128'),
  compilationSeconds: whole.describe('Default: 60'),
  compilationMemoryMib: whole.describe('Default: 2048'),
  validationSeconds: whole.describe('Default: 60'),
  validationMemoryMib: whole.describe('Default: 2048'),
  validationOutputMib: whole.describe('Default: 8'),
  validationPasses: z.number().int().min(2).max(1000).nullable().describe('Of multi-pass problems. Default: 2'),
});
export type AuthoredLimits = z.infer<typeof authoredLimitsSchema>;

/** Null: as all languages have it. */
export const authoredLanguageLimitsSchema = z.partialRecord(
  languageIdSchema,
  z.object({ timeFactor: z.number().gt(0).max(1000).nullable().describe('So many times the time limit'), memoryMib: whole.describe('In place of the limit of the problem') }),
);
export type AuthoredLanguageLimits = z.infer<typeof authoredLanguageLimitsSchema>;

/** Null: as the group above has it, or the problem. */
export const authoredTestLimitsSchema = z.object({ timeMs: milliseconds.describe('CPU time'), memoryMib: whole });
export type AuthoredTestLimits = z.infer<typeof authoredTestLimitsSchema>;
