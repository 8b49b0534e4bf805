import { z } from 'zod';
import { languageIdSchema } from './language.js';
import { newSubmissionSchema } from './submission.js';

/** Most bytes of all files of a draft together; where the problem's code limit is lower, that counts. */
export const MAX_DRAFT_BYTES = 1024 * 1024;

/** What is known of a draft without its text. */
export const draftStampSchema = z.object({
  language: languageIdSchema,
  revision: z.number().int().positive().describe('Another one after every save; never the same again after a deletion'),
  savedAt: z.iso.datetime(),
});
export type DraftStamp = z.infer<typeof draftStampSchema>;

export const draftSchema = draftStampSchema.extend({
  files: z.array(z.object({ name: z.string(), content: z.string() })),
  entryPoint: z.string().optional(),
});
export type Draft = z.infer<typeof draftSchema>;

export const newDraftSchema = z.object({
  files: newSubmissionSchema.shape.files,
  entryPoint: newSubmissionSchema.shape.entryPoint,
  revision: z.number().int().nonnegative().describe('The revision that this was written on; 0 where there was none. Another one is there meanwhile: conflict, its revision and savedAt are in the details'),
});
export type NewDraft = z.infer<typeof newDraftSchema>;
