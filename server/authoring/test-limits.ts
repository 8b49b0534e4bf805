/** Limits of tests are those of the test, else of its group, else of all secret tests; each of the two limits by itself. */
import type { AuthoredGroup } from '#contract/authoring.js';
import type { AuthoredTestLimits } from '#contract/authoring-limits.js';

const NONE: AuthoredTestLimits = { timeMs: null, memoryMib: null };

/** What tests of the group have where they say nothing themselves. */
export function inheritedLimits(group: Pick<AuthoredGroup, 'place' | 'limits'>, groups: readonly { content: Pick<AuthoredGroup, 'place' | 'limits'> }[]): AuthoredTestLimits {
  const secret = group.place === 'group' ? groups.find(({ content }) => content.place === 'secret')?.content.limits : null;
  return orInherited(group.limits, secret ?? NONE);
}

export function orInherited(own: AuthoredTestLimits | null | undefined, above: AuthoredTestLimits): AuthoredTestLimits {
  return { timeMs: own?.timeMs ?? above.timeMs, memoryMib: own?.memoryMib ?? above.memoryMib };
}
