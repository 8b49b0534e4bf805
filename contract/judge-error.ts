/** Submissions that the judge failed at: ours to mend, not their authors'. */
import { z } from 'zod';

export const judgeErrorSchema = z.object({
  submission: z.uuid(),
  problem: z.string(),
  problemName: z.string(),
  language: z.string(),
  user: z.string(),
  submittedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  reason: z.string(),
  /** Null: no judge came to an end with it. */
  judge: z.string().nullable(),
  host: z.string().nullable().describe('Null where the judge is not known any more'),
  attempt: z.number().int(),
});
export type JudgeError = z.infer<typeof judgeErrorSchema>;

export const judgeAgainSchema = z.object({ submissions: z.array(z.uuid()).min(1).max(200) });
