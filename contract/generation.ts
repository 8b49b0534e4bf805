/** What a judge is given to make tests of: everything that it needs, as it was when the generation was asked for. */
import { z } from 'zod';
import { fileRefSchema, limitsSchema, programSchema } from './package.js';

/** Of one generated input, in bytes. */
export const MOST_GENERATED_INPUT = 256 * 1024 * 1024;

export const generationJobSchema = z.object({
  limits: limitsSchema.describe('timeMs null: solutions run as long as validators may'),
  generators: z.record(z.string(), programSchema).describe('By the id of the part'),
  inputValidators: z.array(programSchema),
  /** Null: no answers are to be made. */
  solution: z.object({ language: z.string(), files: z.array(fileRefSchema), entryPoint: z.string().optional(), recipe: z.string() }).nullable(),
  tests: z.array(
    z.object({
      id: z.uuid(),
      /** As people know it, as in secret/2-large/03. */
      name: z.string(),
      input: z.discriminatedUnion('from', [
        z.object({ from: z.literal('file'), file: fileRefSchema }),
        z.object({ from: z.literal('generator'), generator: z.string(), args: z.array(z.string()), recipe: z.string() }),
      ]),
      validate: z.boolean(),
      answer: z.boolean(),
      args: z.array(z.string()).optional(),
      inputValidatorArgs: z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]).optional(),
      files: z.array(fileRefSchema).optional().describe('`path` is the name in the working directory'),
    }),
  ),
});
export type GenerationJob = z.infer<typeof generationJobSchema>;
export type GenerationTest = GenerationJob['tests'][number];
