/** Limits of languages, groups and tests that a package has in arbiter.yaml, into those of parts. */
import type { AuthoredGroup, AuthoredSettings } from '#contract/authoring.js';
import type { AuthoredLanguageLimits, AuthoredTestLimits } from '#contract/authoring-limits.js';
import type { ProblemPackage, TestCase } from '#contract/package.js';
import { mapOf, numberOf, type PlainMap } from './reader.js';

const MIB = 1024;
const mib = (kib: number | undefined): number | null => (kib === undefined ? null : Math.max(1, Math.round(kib / MIB)));

export function languageLimitsOf({ languageLimits }: Pick<ProblemPackage, 'languageLimits'>): AuthoredSettings['languageLimits'] {
  const found = Object.entries(languageLimits ?? {}).filter(([, limits]) => Object.keys(limits).length > 0).map(([language, { timeMultiplier, memoryKib }]) => [language, { timeFactor: timeMultiplier ?? null, memoryMib: mib(memoryKib) }] as const);
  return found.length > 0 ? (Object.fromEntries(found) as AuthoredLanguageLimits) : null;
}

/**
 * What is said of a whole group, if it holds for each of its tests: of several patterns that match a test the last one counts, so that
 * one that is about single tests may have taken it back.
 */
export function groupLimitsOf(name: string, own: PlainMap, tests: readonly Pick<TestCase, 'name' | 'limits'>[]): AuthoredGroup['limits'] {
  const patterns = mapOf(mapOf(own['limits'])['tests']);
  const given = mapOf(patterns[name] ?? patterns[`${name}/*`]);
  const seconds = numberOf(given['time_limit']);
  const limits = { timeMs: seconds === null ? null : Math.max(1, Math.round(seconds * 1000)), memoryMib: numberOf(given['memory']) };
  const within = tests.filter((test) => test.name.startsWith(`${name}/`));
  const holds = (key: 'timeMs' | 'memoryKib') => within.every((test) => test.limits?.[key] !== undefined);
  return noneAsNull({ timeMs: holds('timeMs') ? limits.timeMs : null, memoryMib: holds('memoryKib') ? limits.memoryMib : null });
}

/** Those that the test does not have from its group. */
export function testLimitsOf({ limits }: Pick<TestCase, 'name' | 'limits'>, inherited: AuthoredTestLimits = { timeMs: null, memoryMib: null }): AuthoredTestLimits | null {
  const [timeMs, memoryMib] = [limits?.timeMs ?? null, mib(limits?.memoryKib)];
  return noneAsNull({ timeMs: timeMs === inherited.timeMs ? null : timeMs, memoryMib: memoryMib === inherited.memoryMib ? null : memoryMib });
}

const noneAsNull = (limits: AuthoredTestLimits): AuthoredTestLimits | null => (limits.timeMs === null && limits.memoryMib === null ? null : limits);
