import { t } from '@lingui/core/macro';

/** What people call a test group; call it while rendering. */
export function groupName(name: string): string {
  if (name === '') return t`Whole submission`;
  if (name === 'sample') return t`Samples`;
  if (name === 'secret') return t`Secret tests`;
  const [first, ...rest] = name.split('/');
  return first === 'secret' || first === 'sample' ? rest.join('/') : name;
}
