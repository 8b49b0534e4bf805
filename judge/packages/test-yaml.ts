/** The YAML file of a single test: https://icpc.io/problem-package-format/spec/2025-09.html#test-case-configuration */
import { z } from 'zod';
import { text } from './fields.js';
import type { TestSettings } from './groups.js';
import { argumentShape, settingsFrom } from './groups-modern.js';
import { readYaml, reportUnknownKeys, type Reading } from './reading.js';
import type { TreeNode } from './tree.js';
import { checkYaml } from './yaml.js';

const testSchema = z.looseObject({ ...argumentShape, output_validator_flags: argumentShape.output_validator_args, hint: text, description: text }).partial();
const TEST_KEYS = [...Object.keys(argumentShape), 'hint', 'description'];

export async function readOwnYaml(reading: Reading, node: TreeNode | undefined, inherited: TestSettings) {
  const file = node ? await readYaml(node, reading.findings) : null;
  const given = file ? checkYaml(file, testSchema, reading.findings) : null;
  if (!file || !given) return { settings: inherited };
  const known = reading.format === '2025-09' ? TEST_KEYS : [...TEST_KEYS, 'output_validator_flags'];
  reportUnknownKeys(reading, file, [], Object.keys(given).filter((key) => !known.includes(key)));
  return { settings: settingsFrom(given, inherited), hint: given.hint, description: given.description };
}
