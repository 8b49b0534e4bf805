/** What differs between two versions of a problem. */
import { z } from 'zod';

/** Texts of more bytes than this are compared by their hashes only. */
export const MOST_DIFFED_BYTES = 64 * 1024;
/** Lines of one text diff; the rest is left out. */
export const MOST_DIFF_LINES = 400;

export const diffedFileSchema = z.object({
  path: z.string(),
  /** Bytes; null: it is not in that version. */
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
  diff: z.string().nullable().describe('Unified, without head; null: no short text, or in one version only'),
  cut: z.boolean().describe('The diff goes on'),
});
export type DiffedFile = z.infer<typeof diffedFileSchema>;

export const diffedSettingSchema = z.object({
  name: z.string().describe('As in limits.timeMs'),
  before: z.string().nullable().describe('Null: it is not in that version'),
  after: z.string().nullable(),
});
export type DiffedSetting = z.infer<typeof diffedSettingSchema>;

export const TEST_PARTS = ['input', 'answer', 'settings'] as const;
export const diffedTestSchema = z.object({
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  parts: z.array(z.enum(TEST_PARTS)).describe('Of a changed one'),
});
export type DiffedTest = z.infer<typeof diffedTestSchema>;

export const versionDiffSchema = z.object({
  problem: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  settings: z.array(diffedSettingSchema),
  tests: z.array(diffedTestSchema),
  files: z.array(diffedFileSchema),
  same: z.boolean().describe('The zips are the same, byte for byte'),
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;
