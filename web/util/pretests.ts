/** Which tests of a problem are pretests, as the form tells it. The server goes by `pretests_of` of migration 0012. Pure. */
import type { NamedTest } from '#contract/problem.js';
import type { DraftPretests } from './contest-draft.js';

/** Samples always are. `place`: from 0. */
export function isPretest(pretests: DraftPretests, { name, group, sample }: NamedTest, place: number): boolean {
  if (sample) return true;
  if ('first' in pretests) return place < (pretests.first ?? 0);
  if ('tests' in pretests) return pretests.tests.includes(name);
  return pretests.groups.some((each) => group === each || group.startsWith(`${each}/`));
}

export interface TestChoice {
  name: string;
  /** How many tests it stands for; null: it was chosen, and the problem has it no more. */
  tests: number | null;
}

/** Groups with tests other than samples, those above them too, in their order; then what was chosen and is there no more. */
export function groupChoices(tests: readonly NamedTest[], chosen: readonly string[]): TestChoice[] {
  const counts = new Map<string, number>();
  for (const { group, sample } of tests) {
    if (sample) continue;
    const parts = group.split('/').filter(Boolean);
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const name = parts.slice(0, depth).join('/');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...[...counts].map(([name, count]) => ({ name, tests: count })), ...gone(chosen, (name) => counts.has(name))];
}

/** All but the samples. */
export function testChoices(tests: readonly NamedTest[], chosen: readonly string[]): TestChoice[] {
  const there = new Set(tests.map(({ name }) => name));
  return [...tests.filter(({ sample }) => !sample).map(({ name }) => ({ name, tests: 1 })), ...gone(chosen, (name) => there.has(name))];
}

const gone = (chosen: readonly string[], isThere: (name: string) => boolean): TestChoice[] => chosen.filter((name) => !isThere(name)).map((name) => ({ name, tests: null }));
