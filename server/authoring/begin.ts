/** The parts with which a problem begins: all that is always there, and a statement to be filled. */
import { randomUUID } from 'node:crypto';
import type { AuthoredContent, AuthoredGroup, AuthoredSettings } from '#contract/authoring.js';
import type { AuthoredLimits } from '#contract/authoring-limits.js';
import type { ProblemType } from '#contract/package.js';

export const NO_LIMITS: AuthoredLimits = {
  timeMs: null, timeResolutionMs: null, acceptedToLimit: null, limitToTimeLimitExceeded: null, memoryMib: null, outputMib: null, codeKib: null,
  compilationSeconds: null, compilationMemoryMib: null, validationSeconds: null, validationMemoryMib: null, validationOutputMib: null, validationPasses: null,
};

export function newSettings(overrides: Partial<AuthoredSettings> = {}): AuthoredSettings {
  return {
    kind: 'settings', slug: null, types: ['pass-fail'], uuid: randomUUID(), limits: NO_LIMITS, languageLimits: null, languages: null, allowFileWriting: false,
    comparison: { caseSensitive: false, spaceSensitive: false, relativeTolerance: null, absoluteTolerance: null },
    feedback: 'verdict', tags: [], difficulty: null, authors: [], contributors: [], testers: [], packagers: [], acknowledgements: [], translators: {}, sources: [],
    license: 'unknown', rightsOwner: null, embargoUntil: null, version: null, environment: null, constants: {}, ...overrides,
  };
}

export function newGroup(place: AuthoredGroup['place'], overrides: Partial<AuthoredGroup> = {}): AuthoredGroup {
  return {
    kind: 'group', place, name: '', points: null, aggregation: null, requirePass: [], fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, staticScore: null, staticArgs: null,
    grader: null, limits: null, ...overrides,
  };
}

/** As authors are wont to write them. Empty headings show what is expected. */
export const STATEMENT_TO_FILL = '\n\n## Input\n\n\n\n## Output\n\n';

export function firstParts(wanted: { name: string; language: string; slug: string | undefined; types: ProblemType[] | undefined; author: string; source: { hash: string; size: number } }): { id: string; content: AuthoredContent }[] {
  const [sample, secret] = [randomUUID(), randomUUID()];
  return [
    { id: randomUUID(), content: newSettings({ slug: wanted.slug ?? null, authors: [wanted.author], ...(wanted.types ? { types: wanted.types } : {}) }) },
    { id: sample, content: newGroup('sample') },
    { id: secret, content: newGroup('secret') },
    { id: randomUUID(), content: { kind: 'order', groups: [{ id: sample, tests: [] }, { id: secret, tests: [] }] } },
    { id: randomUUID(), content: { kind: 'statement', language: wanted.language, name: wanted.name, format: 'markdown', source: wanted.source } },
  ];
}
