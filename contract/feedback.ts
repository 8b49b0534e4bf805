/**
 * What people who submit are shown of the judging of secret tests. Samples are always shown whole. The verdict, the score and the time
 * of a submission as a whole are no matter of this.
 */
import { z } from 'zod';

/** As the author of a problem chooses it. `data-after-deadline`: verdicts, and the data once every contest that has the problem is over. */
export const FEEDBACK_POLICIES = ['nothing', 'verdict', 'first-failing-test', 'validator-message', 'data-after-deadline'] as const;
export const feedbackPolicySchema = z.enum(FEEDBACK_POLICIES);
export type FeedbackPolicy = z.infer<typeof feedbackPolicySchema>;

/** What is shown at one moment, the strictest first; each shows what those before it show. */
export const FEEDBACK_LEVELS = ['nothing', 'first-failing-test', 'verdict', 'validator-message', 'data'] as const;
export const feedbackLevelSchema = z.enum(FEEDBACK_LEVELS);
export type FeedbackLevel = z.infer<typeof feedbackLevelSchema>;
