/** Why a verification does not prove its version. Pure. */
import type { ErrorDetail } from '#contract/errors.js';
import type { Verification } from '#contract/problem.js';

/** Each reason with the file that it is about. Empty: it proves the version, or is not over. */
export function unprovedReasons({ state, rows, data }: Omit<Verification, 'reasons'>): ErrorDetail[] {
  if (state === 'running') return [];
  const reasons: ErrorDetail[] = [];
  if (rows.length === 0) reasons.push({ path: 'submissions', message: 'The package has no labelled submissions, so nothing shows that its tests are right. Put at least one that is right into submissions/accepted/.' });
  for (const { path, state: rowState, asExpected, note } of rows) {
    if (asExpected === true) continue;
    const why = rowState === 'unjudgeable' ? `It could not be judged here${note === '' ? '.' : `: ${note}.`}` : note;
    reasons.push({ path: `submissions/${path}`, message: why === '' ? 'It is not known what it comes to.' : why });
  }
  if (data === null) reasons.push({ path: 'data', message: 'This verification is from before data was checked. Verify again.' });
  else {
    if (data.failure !== null) reasons.push({ path: 'data', message: data.failure });
    for (const { name, message } of data.failed) reasons.push({ path: `data/${name}`, message: message === '' ? 'It is not as it must be.' : message });
    const more = data.counts.reduce((sum, { failed }) => sum + failed, 0) - data.failed.length;
    if (more > 0) reasons.push({ path: 'data', message: `${more} more of its files are not as they must be.` });
  }
  return reasons;
}

/** Whether the version that it is of may be published on its word. */
export function proves({ state, reasons }: Pick<Verification, 'state' | 'reasons'>): boolean {
  return state === 'finished' && reasons.length === 0;
}
