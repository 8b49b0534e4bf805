/** How a version of a problem becomes the one that is submitted to. */
import { z } from 'zod';

/**
 * When a new version becomes current. `at-once`: without waiting for its verification, and recorded as not proved; `when-proved`: by
 * itself, as soon as a verification of it is over and as expected; `later`: when somebody says so.
 */
export const PUBLISH = ['at-once', 'when-proved', 'later'] as const;
export const publishSchema = z.enum(PUBLISH);
export type Publish = z.infer<typeof publishSchema>;

/**
 * `proved`: its verification was over and as expected. `override`: somebody wanted it all the same, and said why. `at-once`: nobody had
 * asked. `shipped`: it comes with Arbiter, whose tests prove it. `earlier`: before publications were recorded.
 */
export const PUBLICATION_KINDS = ['proved', 'override', 'at-once', 'shipped', 'earlier'] as const;
export const publicationKindSchema = z.enum(PUBLICATION_KINDS);
export type PublicationKind = z.infer<typeof publicationKindSchema>;

export const publicationSchema = z.object({
  publishedAt: z.iso.datetime(),
  user: z.string().nullable().describe('Username; null: nobody, or an account that is gone'),
  how: publicationKindSchema,
  reason: z.string().nullable().describe('Of an override'),
  verification: z.uuid().nullable().describe('The one that proved it'),
});
export type Publication = z.infer<typeof publicationSchema>;

export const newPublicationSchema = z.object({
  override: z
    .object({ reason: z.string().trim().min(3, 'Say why').max(1000) })
    .optional()
    .describe('Publishes what is not proved; who did so and why is recorded'),
});

/** What the verifications of a version say of it. */
export const PROOF_STATES = ['proved', 'not-proved', 'verifying', 'not-verified'] as const;
export const proofStateSchema = z.enum(PROOF_STATES);
export type ProofState = z.infer<typeof proofStateSchema>;
