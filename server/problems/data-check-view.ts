/** The check of a version's data as staff see it. */
import type { DataCheckResult } from '#contract/data-check.js';
import type { ProblemPackage } from '#contract/package.js';
import type { DataCheckRow } from '#database/data-checks.js';

export function presentDataCheck(row: DataCheckRow, content: Pick<ProblemPackage, 'inputValidators' | 'validationCases' | 'validator'>): DataCheckResult {
  const { done, total, counts, failed, failure } = row;
  return { state: row.finishedAt !== null ? 'finished' : total === null && row.claimedAt === null ? 'queued' : 'checking', done, total, counts, failed, failure, warnings: [...unchecked(content)] };
}

function* unchecked({ inputValidators, validationCases, validator }: Pick<ProblemPackage, 'inputValidators' | 'validationCases' | 'validator'>): Generator<string> {
  const has = (kind: string) => (validationCases ?? []).some((each) => each.kind === kind);
  if (inputValidators.length === 0) yield 'The package has no input validators (input_validators/), so nothing shows that its tests keep to the statement.';
  else if (!has('invalid-input')) yield 'Nothing shows that the input validators refuse anything: put inputs that they must refuse into data/invalid_input/.';
  if (validator.kind === 'custom' && !has('invalid-output')) yield 'Nothing but the labelled submissions shows that the output validator refuses anything: put outputs that it must refuse into data/invalid_output/.';
}
