import { z } from 'zod';
import { offeredLanguageSchema } from './language.js';

export const judgeSchema = z.object({
  name: z.string(),
  host: z.string(),
  slots: z.number().int(),
  busy: z.number().int(),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  alive: z.boolean(),
  languages: z.array(offeredLanguageSchema),
});
export const statusSchema = z.object({
  judges: z.array(judgeSchema),
  queue: z.object({ queued: z.number().int(), judging: z.number().int(), oldestSeconds: z.number().nullable() }),
});
