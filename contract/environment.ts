/**
 * Packages of other people that a problem makes available to submissions (`arbiter.yaml`): what was asked for, and the lock that
 * was made of it when the package was imported. A lock names every file by its hash; the files lie in the blob store with
 * those of the package. docs/decisions/0009-environments.md
 */
import { z } from 'zod';
import type { LanguageId } from './language.js';

/** Where packages come from: PyPI for CPython, PyPI for PyPy, npm. */
export const ECOSYSTEMS = ['python', 'pypy', 'javascript'] as const;
export const ecosystemSchema = z.enum(ECOSYSTEMS);
export type Ecosystem = z.infer<typeof ecosystemSchema>;

/** Whose programs find the packages. The first is the language whose runtime they are chosen for. */
export const LANGUAGES_OF_ECOSYSTEM = {
  python: ['python3'],
  pypy: ['pypy3'],
  javascript: ['javascript', 'typescript'],
} as const satisfies Record<Ecosystem, readonly LanguageId[]>;

/** Of one ecosystem, as its author wrote them. */
export const MOST_REQUIREMENTS = 20;

/** Requirements by ecosystem, as in numpy==1.26.4 or lodash@^4.17. */
export const wantedEnvironmentSchema = z.partialRecord(ecosystemSchema, z.array(z.string().min(1).max(200)).min(1).max(MOST_REQUIREMENTS));
export type WantedEnvironment = z.infer<typeof wantedEnvironmentSchema>;

/** Nothing that could lead out of a folder. */
const fileNameSchema = z.string().max(255).regex(/^[A-Za-z0-9_][A-Za-z0-9_.+!-]*$/);

export const lockedPackageSchema = z.object({
  name: z.string().min(1).max(214),
  version: z.string().min(1).max(128),
  /** It was asked for; false: another one needs it. */
  requested: z.boolean(),
  /** Folder that it gets, as in node_modules/a/node_modules/b. JavaScript only. */
  place: z.string().max(1024).regex(/^node_modules(?:\/(?:@[\w.~-]+\/)?[\w.~-]+)+$/).refine((path) => !path.split('/').some((part) => part === '..' || part === '.')).optional(),
  fileName: fileNameSchema,
  url: z.url({ protocol: /^https?$/ }).max(2048).describe('Where it came from'),
  hash: z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 of the file'),
  size: z.number().int().positive().describe('Bytes'),
});
export type LockedPackage = z.infer<typeof lockedPackageSchema>;

export const lockedEnvironmentSchema = z.object({
  ecosystem: ecosystemSchema,
  /** What the files were chosen for, as in "CPython 3.11 linux-x86_64": no other runtime can be trusted to load them. */
  runtime: z.string().min(1).max(200),
  requirements: z.array(z.string()),
  packages: z.array(lockedPackageSchema).max(1000),
  /** SHA-256 of runtime and packages: equal locks, equal folders. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LockedEnvironment = z.infer<typeof lockedEnvironmentSchema>;

/** Why an environment cannot be: told as a fault of the package's arbiter.yaml. */
export const environmentFaultSchema = z.object({ ecosystem: ecosystemSchema.nullable(), requirement: z.string().nullable(), message: z.string() });
export type EnvironmentFault = z.infer<typeof environmentFaultSchema>;

/** What a judge says of what was asked for: all locks, or every fault. */
export const environmentAnswerSchema = z.object({ environments: z.array(lockedEnvironmentSchema), faults: z.array(environmentFaultSchema), warnings: z.array(environmentFaultSchema) });
export type EnvironmentAnswer = z.infer<typeof environmentAnswerSchema>;

/** A package as the page of a problem shows it. */
export const availablePackageSchema = z.object({ name: z.string(), version: z.string(), languages: z.array(z.string()).describe('Ids of languages') });
