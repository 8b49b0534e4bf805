/**
 * `test_group.yaml`: https://icpc.io/problem-package-format/spec/2025-09.html#test-data-groups. Groups are the folders
 * of data/secret that have one. A submission's verdict on a scoring problem is `accepted` where it has any score.
 */
import { z } from 'zod';
import type { TestGroup } from '#contract/package.js';
import { decimal, oneOrMore, text, words, yesOrNo } from './fields.js';
import type { GroupTree, TestSettings } from './groups.js';
import type { ProblemYaml } from './problem-yaml.js';
import { readYaml, reportUnknownKeys, type Reading } from './reading.js';
import { checkYaml, type YamlFile } from './yaml.js';

const score = decimal.refine((number) => number >= 0 && Number.isInteger(number), 'must be a whole number, 0 or more');
export const argumentShape = {
  args: words,
  input_validator_args: z.union([words, z.record(text, words)]),
  output_validator_args: words,
  input_visualizer_args: words,
  output_visualizer_args: words,
  full_feedback: yesOrNo,
};
const shape = {
  ...argumentShape,
  max_score: z.union([z.literal('unbounded'), score]),
  score_aggregation: z.enum(['pass-fail', 'sum', 'min']),
  static_validation_score: z.union([z.literal('pass-fail'), score]),
  static_validator_args: words,
  require_pass: z.union([z.array(text), oneOrMore]),
};
/** Keys that the draft of 2023-07 had before. */
const draftShape = { input_validator_flags: z.union([words, z.record(text, words)]), output_validator_flags: words };
const schema = z.looseObject({ ...shape, ...draftShape }).partial();
type Given = z.infer<typeof schema>;
const SCORE_KEYS = ['max_score', 'score_aggregation', 'require_pass'] as const;

interface Found {
  name: string;
  file: YamlFile | null;
  given: Given;
}

export async function modernGroups(reading: Reading, yaml: ProblemYaml): Promise<GroupTree> {
  const scoring = yaml.types.includes('scoring');
  const folders = new Map<string, { group: string; settings: TestSettings }>();
  const found: Found[] = [];
  // Every folder of data/secret is a group, unless tests lie beside them.
  const withGroups = !reading.tree.children('data/secret').some((child) => child.kind === 'file' && child.name.endsWith('.in'));
  const none: TestSettings = { validatorArgs: yaml.validatorFlags, inputValidatorArgs: [], args: [], fullFeedback: false };

  const visit = async (name: string, group: string, inherited: TestSettings): Promise<void> => {
    const { file, given } = await readGroupYaml(reading, yaml, `data/${name}`);
    const isGroup = name === 'sample' || name === 'secret' || file !== null || (withGroups && /^secret\/[^/]+$/.test(name));
    if (isGroup) found.push({ name, file, given });
    if (file && name !== 'sample' && name !== 'secret' && (group !== 'secret' || name.split('/').length > 2)) {
      reading.findings.fault(file.path, 'Test groups are direct subfolders of data/secret and have no groups in them. Take the file out.', 1);
    }
    const settings = settingsFrom(given, inherited);
    const own = isGroup ? name : group;
    folders.set(name, { group: own, settings });
    for (const child of reading.tree.children(`data/${name}`)) {
      if (child.kind === 'folder' && !child.name.endsWith('.files')) await visit(`${name}/${child.name}`, own, settings);
    }
  };
  const all = await settingsOfAll(reading, yaml, none);
  if (reading.tree.folder('data/sample')) await visit('sample', 'sample', { ...all, fullFeedback: true });
  await visit('secret', 'secret', all);
  checkStructure(reading, found, scoring);
  for (const group of found) checkKeys(reading, group, found, scoring);
  const root: TestGroup = { ...PASS_FAIL, name: '', ...(scoring ? { scoreAggregation: 'sum', onReject: 'continue', ignoreSample: true } : {}) };
  const statics = new Map(found.flatMap(({ name, given }) => (given.static_validation_score === undefined ? [] : [[name, { args: given.static_validator_args ?? [], points: given.static_validation_score === 'pass-fail' ? null : given.static_validation_score }] as const])));
  return { groups: [root, ...found.map((group) => (scoring ? scoringGroup(reading, group) : { ...PASS_FAIL, name: group.name }))], folders, statics };
}

const PASS_FAIL = {
  maxScore: null, scoreAggregation: 'pass-fail', verdictAggregation: 'first-error', onReject: 'break', acceptScore: null, rejectScore: null, requirePass: [], range: null, ignoreSample: false,
} satisfies Omit<TestGroup, 'name'>;

/** Of data/ itself, which only the draft and other tools have. */
async function settingsOfAll(reading: Reading, yaml: ProblemYaml, none: TestSettings): Promise<TestSettings> {
  const { file, given } = await readGroupYaml(reading, yaml, 'data');
  if (file && reading.format === '2025-09') reading.findings.warn(file.path, 'The format has it in data/sample and data/secret only; what it says of arguments holds for both.');
  return settingsFrom(given, none);
}

/** What the first drafts had of the legacy format's scoring, or in place of it. */
const EARLIER_SCORING = new Set(['scoring', 'grading', 'grader_flags', 'on_reject', 'accept_score', 'reject_score', 'range']);

export async function readGroupYaml(reading: Reading, yaml: Pick<ProblemYaml, 'types'>, path: string): Promise<{ file: YamlFile | null; given: Given }> {
  const draft = reading.format === '2023-07-draft';
  const old = reading.tree.file(`${path}/testdata.yaml`);
  const node = reading.tree.file(`${path}/test_group.yaml`) ?? (draft ? old : undefined);
  if (!draft && old) reading.findings.fault(old.path, 'In format 2025-09 the file is named test_group.yaml. Rename it.');
  const file = node ? await readYaml(node, reading.findings, reading.files.constants) : null;
  if (!file) return { file: null, given: {} };
  const given = checkYaml(file, schema, reading.findings) ?? {};
  const known = [...Object.keys(shape), ...(draft ? Object.keys(draftShape) : [])];
  const unknown = Object.keys((file.value as object | null) ?? {}).filter((key) => !known.includes(key));
  const earlier = draft && yaml.types.includes('scoring') ? unknown.filter((key) => EARLIER_SCORING.has(key)) : [];
  for (const key of earlier) reading.findings.fault(file.path, `"${key}" is of an earlier draft of the format, and points would be given otherwise than it says. Write it with max_score, score_aggregation and require_pass.`, file.lineOf([key]));
  reportUnknownKeys(reading, file, [], unknown.filter((key) => !earlier.includes(key)));
  return { file, given };
}

/** Also for the file of a single test, which has these keys. */
export function settingsFrom(given: Partial<Pick<Given, 'args' | 'input_validator_args' | 'output_validator_args' | 'full_feedback' | 'input_validator_flags' | 'output_validator_flags'>>, inherited: TestSettings): TestSettings {
  return {
    validatorArgs: given.output_validator_args ?? given.output_validator_flags ?? inherited.validatorArgs,
    inputValidatorArgs: given.input_validator_args ?? given.input_validator_flags ?? inherited.inputValidatorArgs,
    args: given.args ?? inherited.args,
    fullFeedback: given.full_feedback ?? inherited.fullFeedback,
  };
}

function checkStructure(reading: Reading, found: readonly Found[], scoring: boolean): void {
  const { tree, findings } = reading;
  const tests = tree.children('data/secret').filter((child) => child.kind === 'file' && child.name.endsWith('.in'));
  const folders = tree.children('data/secret').filter((child) => child.kind === 'folder' && !child.name.endsWith('.files'));
  if (tests.length === 0 || folders.length === 0) return;
  if (found.some((group) => group.name.startsWith('secret/'))) {
    for (const test of tests) findings.fault(test.path, 'data/secret has test groups, so every test must lie in one of them. Move this one.');
  } else if (scoring) findings.fault('data/secret', 'It has tests and folders of tests, of which a scoring problem may have one kind only. Move the tests.');
  else findings.warn('data/secret', 'It has tests and folders of tests, of which the format allows one kind only: they are all tests of data/secret.');
}

function checkKeys(reading: Reading, { name, file, given }: Found, all: readonly Found[], scoring: boolean): void {
  if (!file) return;
  const fault = (key: string, message: string) => reading.findings.fault(file.path, `"${key}" ${message}`, file.lineOf([key]));
  for (const key of SCORE_KEYS) {
    if (given[key] === undefined) continue;
    if (!scoring) fault(key, 'is only for scoring problems. Take it out, or write "type: scoring".');
    else if (name === 'sample') fault(key, 'is not allowed in data/sample. Take it out.');
  }
  const inPassFail = !scoring || (given.score_aggregation ?? (name === 'secret' ? 'sum' : 'pass-fail')) === 'pass-fail';
  const staticScore = given.static_validation_score;
  if (given.static_validator_args !== undefined && staticScore === undefined) fault('static_validator_args', 'needs a "static_validation_score". Add it.');
  if (staticScore === 'pass-fail' && !inPassFail) fault('static_validation_score', 'cannot be pass-fail where scores are added up. Write a number.');
  if (typeof staticScore === 'number' && inPassFail) fault('static_validation_score', 'must be pass-fail here, where there are no scores to be added up. Write pass-fail.');
  const secret = all.find((group) => group.name === 'secret')?.given;
  if (secret?.score_aggregation === 'pass-fail' && (given.score_aggregation ?? 'pass-fail') !== 'pass-fail') fault('score_aggregation', 'must be pass-fail, since that of data/secret is. Change one of the two.');
  for (const required of given.require_pass ?? []) {
    const target = all.find((group) => group.name === required);
    if (required !== 'sample' && !target) fault('require_pass', `names "${required}", which is no test group. Write it as in secret/group1, or sample.`);
    else if (required !== 'sample' && !(required < name && required !== 'secret')) fault('require_pass', `names "${required}", which does not come before this group. Name one that does, or rename the groups.`);
    else if (name === 'secret' && required !== 'sample') fault('require_pass', 'of data/secret may only name sample. Take out the rest.');
    else if (target && required !== 'sample' && (target.given.score_aggregation ?? 'pass-fail') !== 'pass-fail') fault('require_pass', `names "${required}", whose score_aggregation is not pass-fail. Name another, or change it there.`);
  }
  if (scoring && name.startsWith('secret/') && maxOf(given, name) === null && (secret ? maxOf(secret, 'secret') : 100) !== null) {
    reading.findings.fault(file.path, '"max_score" is missing: it may be unbounded only where that of data/secret is. Add it.', file.lineOf(['max_score']));
  }
}

function maxOf(given: Given, name: string): number | null {
  if (given.max_score === undefined) return name === 'secret' ? 100 : null;
  return given.max_score === 'unbounded' ? null : given.max_score;
}

function scoringGroup(reading: Reading, { name, file, given }: Found): TestGroup {
  if (name === 'sample') return { ...PASS_FAIL, name, onReject: 'continue' };
  const aggregation = given.score_aggregation ?? (name === 'secret' ? 'sum' : 'pass-fail');
  const maxScore = maxOf(given, name);
  if (aggregation === 'pass-fail' && maxScore === null) {
    reading.findings.fault(file?.path ?? `data/${name}`, '"score_aggregation: pass-fail" needs a "max_score". Add it.', file?.lineOf(['score_aggregation']));
  }
  const tests = reading.tree.filesUnder(`data/${name}`).filter((node) => node.name.endsWith('.in')).length;
  const forStatic = typeof given.static_validation_score === 'number' ? given.static_validation_score : 0;
  return {
    ...PASS_FAIL,
    name,
    maxScore,
    scoreAggregation: aggregation,
    verdictAggregation: aggregation === 'sum' ? 'accept-if-any-accepted' : 'first-error',
    onReject: aggregation === 'sum' ? 'continue' : 'break',
    acceptScore: maxScore === null ? null : aggregation === 'sum' ? (maxScore - forStatic) / Math.max(1, tests) : maxScore,
    rejectScore: 0,
    requirePass: given.require_pass ?? [],
    range: [0, maxScore],
  };
}
