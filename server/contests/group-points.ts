/** Points of each group of tests directly below the root, and so of everything that is added up into the score. */
import type { JudgedTests } from '#database/contest-groups.js';
import { presentGroups } from '../submissions/groups.js';

export function groupPoints({ package: content, tests }: JudgedTests): Record<string, number> {
  const groups = presentGroups(content, tests);
  const root = groups.find(({ name }) => name === '');
  const below = groups.find(({ name }) => name === 'secret') ?? root;
  const scored = groups.filter(({ name, points }) => below?.groups.includes(name) === true && points?.counts === true);
  return Object.fromEntries(scored.map(({ name, points }) => [name, points?.score ?? 0]));
}
