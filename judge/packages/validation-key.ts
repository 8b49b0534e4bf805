/** `validation` of problem.yaml, as the legacy format and the first drafts of the later ones have it. */
import type { ProblemType } from '#contract/package.js';
import { splitWords } from './fields.js';
import type { Findings } from './findings.js';
import type { YamlFile } from './yaml.js';

/** Whether the package has an output validator of its own; adds to `types` what else is said. Null: its folders say it. */
export function readValidation(given: string | undefined, types: ProblemType[], file: YamlFile, findings: Findings): boolean | null {
  const line = file.lineOf(['validation']);
  const talks = types.includes('interactive') || types.includes('multi-pass');
  const [kind = 'default', ...more] = splitWords(given ?? '');
  if (given === undefined && talks) return null;
  if (kind !== 'default' && kind !== 'custom') findings.fault(file.path, '"validation" must begin with default or custom. Correct it.', line);
  for (const word of more) {
    if (kind === 'default') findings.fault(file.path, `"validation: default" cannot be followed by "${word}". Write custom.`, line);
    if (word === 'interactive') addType(types, 'interactive');
    else if (word === 'multi-pass' || word === 'multipass') addType(types, 'multi-pass');
    else if (word !== 'score') findings.fault(file.path, `"validation" cannot have "${word}"; custom may be followed by interactive, score and multi-pass. Take the word out.`, line);
    else if (!types.includes('scoring')) findings.warn(file.path, '"validation" with score and without "type: scoring": scores are ignored.', line);
  }
  return kind === 'custom';
}

function addType(types: ProblemType[], type: ProblemType): void {
  if (!types.includes(type)) types.push(type);
}
