/**
 * Data by which a package proves its validators, beside the tests.
 * https://icpc.io/problem-package-format/spec/2025-09.html#invalid-test-cases
 */
import type { ValidationCase } from '#contract/package.js';
import type { GroupTree, TestSettings } from './groups.js';
import { readGroupYaml, settingsFrom } from './groups-modern.js';
import type { Reading } from './reading.js';
import { readOwnYaml } from './test-yaml.js';
import type { TreeNode } from './tree.js';

const KINDS: Readonly<Record<string, ValidationCase['kind']>> = {
  invalid_input: 'invalid-input', invalid_inputs: 'invalid-input', invalid_output: 'invalid-output', invalid_outputs: 'invalid-output', valid_output: 'valid-output', valid_outputs: 'valid-output',
};
export const VALIDATION_FOLDERS: ReadonlySet<string> = new Set(Object.keys(KINDS));

export async function readValidationCases(reading: Reading, groups: GroupTree): Promise<ValidationCase[]> {
  const cases: ValidationCase[] = [];
  const above = groups.folders.get('secret')?.settings ?? { validatorArgs: [], inputValidatorArgs: [], args: [], fullFeedback: false };
  for (const [folder, kind] of Object.entries(KINDS)) {
    // Arguments of all tests hold here too: in 2025-09 only what the folder itself says.
    if (reading.tree.folder(`data/${folder}`)) await readFolder(reading, folder, kind, reading.format === '2025-09' ? { ...above, validatorArgs: [], inputValidatorArgs: [], args: [] } : above, cases);
  }
  return cases;
}

async function readFolder(reading: Reading, folder: string, kind: ValidationCase['kind'], inherited: TestSettings, cases: ValidationCase[]): Promise<void> {
  const { tree } = reading;
  const settings = reading.modern ? settingsFrom((await readGroupYaml(reading, { types: [] }, `data/${folder}`)).given, inherited) : inherited;
  for (const child of tree.children(`data/${folder}`)) {
    if (child.kind === 'folder' && !child.name.endsWith('.files')) await readFolder(reading, `${folder}/${child.name}`, kind, settings, cases);
    else if (child.kind === 'file' && child.name.endsWith('.in')) await readCase(reading, child, kind, settings, cases);
  }
}

async function readCase(reading: Reading, input: TreeNode, kind: ValidationCase['kind'], inherited: TestSettings, cases: ValidationCase[]): Promise<void> {
  const { tree, files, findings } = reading;
  const base = input.path.slice(0, -'.in'.length);
  const { settings } = await readOwnYaml(reading, tree.file(`${base}.yaml`), inherited);
  const name = base.slice('data/'.length);
  const common = { name, kind, input: await files.ref(input), validatorArgs: settings.validatorArgs, ...(Object.keys(settings.inputValidatorArgs).length > 0 ? { inputValidatorArgs: settings.inputValidatorArgs } : {}) };
  if (kind === 'invalid-input') {
    cases.push(common);
    return;
  }
  const answer = tree.file(`${base}.ans`);
  const output = tree.file(`${base}.out`);
  if (answer && output) cases.push({ ...common, answer: await files.ref(answer), output: await files.ref(output) });
  else findings.warn(input.path, `Not used: ${answer ? `${base}.out` : `${base}.ans`} is missing.`);
}
