import { t } from '@lingui/core/macro';
import type { TestsOfGroup } from '../../util/author-tests.js';

/** What a group of tests is called; `number` counts those that have no fixed place. */
export const groupTitle = (entry: TestsOfGroup, number: number): string => {
  const { place, name } = entry.group.content;
  if (place === 'sample') return t`Samples`;
  if (place === 'secret') return t`Secret tests`;
  return name === '' ? t`Group ${number}` : t`Group ${number}: ${name}`;
};
