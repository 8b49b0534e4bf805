import { z } from 'zod';

/** Languages that every installation is made ready for; staff add the others (`arbiter languages add`). */
export const STANDARD_LANGUAGE_IDS = ['c', 'cpp', 'python3', 'pypy3', 'java', 'javascript', 'typescript', 'go', 'rust'] as const;
/** Ids of every language that Arbiter knows, as the package format names them. An installation offers those that its judges can run. */
export const LANGUAGE_IDS = [
  ...STANDARD_LANGUAGE_IDS,
  'kotlin', 'csharp', 'haskell', 'pascal', 'ruby', 'php', 'perl', 'ocaml', 'lua', 'bash', 'r', 'scala',
  'lisp', 'fortran', 'ada', 'd', 'objectivec', 'nim', 'cobol', 'prolog', 'erlang', 'elixir', 'racket', 'crystal',
] as const;
export const languageIdSchema = z.enum(LANGUAGE_IDS);
export type LanguageId = z.infer<typeof languageIdSchema>;

/** Stands for a language where answers are submitted in place of a program: any judge can judge them. */
export const ANSWERS = 'answers';
export const submissionLanguageSchema = z.union([languageIdSchema, z.literal(ANSWERS)]);

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
