/** What contests exchange with other software as files: teams and accounts in, standings out. */
import { z } from 'zod';

export const MOST_IMPORT_BYTES = 8 * 1024 * 1024;

export const teamImportSchema = z.object({
  files: z.array(z.object({
    name: z.string().min(1).max(200).describe('Says what it is: teams, groups, organizations or accounts, ending in .tsv, .json or .yaml'),
    content: z.string().max(MOST_IMPORT_BYTES),
  })).min(1).max(10),
  dryRun: z.boolean().default(false).describe('Only tell what would be made'),
});
export type TeamImport = z.infer<typeof teamImportSchema>;

/** A place in a file. */
export const importNoteSchema = z.object({ path: z.string(), line: z.number().int().positive().optional(), message: z.string() });
export type ImportNote = z.infer<typeof importNoteSchema>;

const countSchema = z.object({ added: z.number().int(), changed: z.number().int() });

export const teamImportReportSchema = z.object({
  imported: z.boolean().describe('False: it was a dry run'),
  groups: countSchema,
  organizations: countSchema,
  teams: countSchema,
  accounts: z.object({ added: z.number().int(), known: z.number().int().describe('There already: they keep their passwords and roles'), pending: z.number().int().describe('Of many passwords from files: how many are hashed after the answer, until when they sign nobody in') }),
  faults: z.array(importNoteSchema).describe('Of a dry run: why nothing would be imported'),
  notes: z.array(importNoteSchema).describe('What is left out, and what should be looked at'),
  passwords: z.array(z.object({ username: z.string(), password: z.string() })).describe('Made up for accounts that came without one. Shown once'),
});
export type TeamImportReport = z.infer<typeof teamImportReportSchema>;

export const STANDINGS_FORMATS = ['csv', 'json', 'tsv', 'html'] as const;
export type StandingsFormat = (typeof STANDINGS_FORMATS)[number];
