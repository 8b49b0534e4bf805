/** Points of each group of tests that is added up into the score: those below `secret`, or that alone where the package's grader makes its score of them. */
import type { JudgedTests } from '#database/contest-groups.js';
import { presentGroups } from '../submissions/groups.js';

export function groupPoints({ package: content, tests, graderAnswers }: JudgedTests): Record<string, number> {
  const groups = presentGroups(content, tests, graderAnswers);
  const root = groups.find(({ name }) => name === '');
  const below = groups.find(({ name }) => name === 'secret') ?? root;
  const graded = [root, below].find((group) => group?.points?.graded);
  if (graded) return { [graded.name]: graded.points?.score ?? 0 };
  const scored = groups.filter(({ name, points }) => below?.groups.includes(name) === true && points?.counts === true);
  return Object.fromEntries(scored.map(({ name, points }) => [name, points?.score ?? 0]));
}
