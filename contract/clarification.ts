/** Questions of participants with their answers, and announcements of the jury. */
import { z } from 'zod';
import { labelSchema } from './contest.js';

export const clarificationSchema = z.object({
  id: z.uuid(),
  problem: z.string().nullable().describe('Label; null: of the contest'),
  question: z.string().nullable().describe('Null: an announcement'),
  answer: z.string().nullable(),
  toAll: z.boolean(),
  askedBy: z.string().nullable().describe("The participant's name, for staff and themselves"),
  askedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
});
export type Clarification = z.infer<typeof clarificationSchema>;

export const newClarificationSchema = z.object({
  problem: labelSchema.nullable().optional(),
  question: z.string().trim().min(1).max(4000).optional(),
  announcement: z.string().trim().min(1).max(4000).optional().describe('Staff only'),
}).refine(({ question, announcement }) => (question === undefined) !== (announcement === undefined), 'Give a question or an announcement');

export const clarificationAnswerSchema = z.object({
  answer: z.string().trim().min(1).max(4000),
  toAll: z.boolean().default(false),
  instead: z.iso.datetime().optional().describe('`answeredAt` of the answer that it takes the place of; absent: there must be none yet. Of two who answer at once the second is told'),
});
