/** What a scoring problem gives points for, as far as contestants may know. */
import type { ProblemPackage } from '#contract/package.js';
import type { Problem } from '#contract/problem.js';

/** Undefined where it gives no points. The groups are those directly under `secret`, unless the package hides its groups. */
export function scoringOf(content: Pick<ProblemPackage, 'types' | 'groups' | 'showTestGroups' | 'objective'>): Problem['scoring'] {
  if (!content.types.includes('scoring')) return undefined;
  // What its groups give at most is then the worst that they give.
  if (content.objective === 'min') return { most: null, lowerIsBetter: true, groups: [] };
  const mostOf = (name: string) => content.groups.find((group) => group.name === name)?.maxScore ?? null;
  const groups = content.showTestGroups === false ? [] : content.groups.filter(({ name }) => /^secret\/[^/]+$/.test(name));
  return { most: mostOf('') ?? mostOf('secret'), groups: groups.map(({ name, maxScore }) => ({ name: name.slice('secret/'.length), most: maxScore })) };
}
