import { z } from 'zod';

/** Ids of every language that Arbiter knows. An installation offers those that its judges can run. */
export const LANGUAGE_IDS = ['c', 'cpp', 'python3', 'pypy3', 'java', 'javascript', 'typescript', 'go', 'rust'] as const;
export const languageIdSchema = z.enum(LANGUAGE_IDS);
export type LanguageId = z.infer<typeof languageIdSchema>;

/** A language as a judge found it on its host, and as `GET /api/v1/languages` shows it. */
export const offeredLanguageSchema = z.object({
  id: languageIdSchema,
  name: z.string(),
  version: z.string().describe('First line of what the compiler or interpreter says of itself'),
  extensions: z.array(z.string()).describe('With the dot; the first is the usual one'),
  compileCommand: z.string(),
  runCommand: z.string(),
});
export type OfferedLanguage = z.infer<typeof offeredLanguageSchema>;
