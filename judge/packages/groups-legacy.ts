/** `testdata.yaml`: https://icpc.io/problem-package-format/spec/legacy.html#test-data-groups. Every folder is a group. */
import { z } from 'zod';
import type { TestGroup } from '#contract/package.js';
import { decimal, splitWords, text, words } from './fields.js';
import type { GroupTree, TestSettings } from './groups.js';
import type { ProblemYaml } from './problem-yaml.js';
import { readYaml, reportUnknownKeys, type Reading } from './reading.js';
import { checkYaml, type YamlFile } from './yaml.js';

const namedFlags = z.strictObject({ name: text.optional(), flags: words.default([]) });
const shape = {
  on_reject: z.enum(['break', 'continue', 'first_error', 'worst_error', 'grade']),
  grading: z.enum(['default', 'custom']),
  grader_flags: words,
  input_validator_flags: z.union([namedFlags, words]),
  output_validator_flags: z.union([namedFlags, words]),
  // What the later formats call them; real packages mix them.
  input_validator_args: words,
  output_validator_args: words,
  accept_score: decimal,
  reject_score: decimal,
  range: z.union([z.array(text).transform((ends) => ends.join(' ')), text]),
};
const schema = z.looseObject(shape).partial();
type Given = z.infer<typeof schema>;

const SCORE_FLAGS: Readonly<Record<string, TestGroup['scoreAggregation']>> = { sum: 'sum', avg: 'average', min: 'min', max: 'max' };
/** no_errors is what worst_error was called before. */
const VERDICT_FLAGS: Readonly<Record<string, TestGroup['verdictAggregation']>> = {
  worst_error: 'worst-error', no_errors: 'worst-error', first_error: 'first-error', always_accept: 'always-accept',
};

export async function legacyGroups(reading: Reading, yaml: ProblemYaml): Promise<GroupTree> {
  const groups: TestGroup[] = [];
  const folders = new Map<string, { group: string; settings: TestSettings }>();
  const scoring = yaml.types.includes('scoring');
  const { onReject, acceptScore, rejectScore, range } = yaml.grading;
  const root: Given = {
    ...(onReject === undefined ? {} : { on_reject: onReject }),
    ...(acceptScore === undefined ? {} : { accept_score: acceptScore }),
    ...(rejectScore === undefined ? {} : { reject_score: rejectScore }),
    ...(range === undefined ? {} : { range }),
  };
  const visit = async (name: string, inherited: Given): Promise<void> => {
    const path = name === '' ? 'data' : `data/${name}`;
    const file = await readTestdataYaml(reading, path);
    const own = file ? checkYaml(file, schema, reading.findings) : null;
    const given: Given = { ...inherited, ...own };
    if (file && own) checkGroup(reading, file, own, scoring, given.grading === 'custom');
    groups.push(groupFrom(reading, name, given, scoring, file));
    const flags = given.output_validator_flags ?? given.output_validator_args ?? [];
    const inputFlags = given.input_validator_flags ?? given.input_validator_args ?? [];
    folders.set(name, {
      group: name,
      settings: {
        validatorArgs: [...yaml.validatorFlags, ...(Array.isArray(flags) ? flags : flags.flags)],
        ...(Array.isArray(flags) || flags.name === undefined ? {} : { validator: flags.name }),
        inputValidatorArgs: Array.isArray(inputFlags) ? inputFlags : inputFlags.name === undefined ? inputFlags.flags : { [inputFlags.name]: inputFlags.flags },
        args: [],
        fullFeedback: name === 'sample' || name.startsWith('sample/'),
      },
    });
    for (const child of reading.tree.children(path)) {
      const below = name === '' ? child.name : `${name}/${child.name}`;
      if (child.kind === 'folder' && /^(?:sample|secret)(?:\/|$)/.test(below) && !child.name.endsWith('.files')) await visit(below, given);
    }
  };
  await visit('', root);
  return { groups, folders };
}

/** Also by its later name, which editors of the old format use. */
async function readTestdataYaml(reading: Reading, path: string): Promise<YamlFile | null> {
  const node = reading.tree.file(`${path}/testdata.yaml`);
  const later = reading.tree.file(`${path}/test_group.yaml`);
  if (later) reading.findings.warn(later.path, 'Ignored: in the legacy format the file is named testdata.yaml.');
  return node ? readYaml(node, reading.findings, {}, { keysTwice: 'warning' }) : null;
}

function checkGroup(reading: Reading, file: YamlFile, given: Given, scoring: boolean, customGrader: boolean): void {
  const { findings } = reading;
  reportUnknownKeys(reading, file, [], Object.keys(given).filter((key) => !Object.hasOwn(shape, key)));
  for (const flag of customGrader ? [] : (given.grader_flags ?? [])) {
    if (!Object.hasOwn(SCORE_FLAGS, flag) && !Object.hasOwn(VERDICT_FLAGS, flag) && flag !== 'ignore_sample' && flag !== 'accept_if_any_accepted') {
      findings.warn(file.path, `The default grader has no flag "${flag}": ignored.`, file.lineOf(['grader_flags']));
    }
    if (flag === 'ignore_sample' && file.path !== 'data/testdata.yaml') findings.fault(file.path, '"ignore_sample" is only allowed in data/testdata.yaml. Take it out here.', file.lineOf(['grader_flags']));
  }
  if (given.range !== undefined && !rangeOf(given.range)) findings.fault(file.path, '"range" must be two numbers, the first not above the second, as in 0 100 or -inf +inf.', file.lineOf(['range']));
  if (scoring) return;
  for (const key of ['accept_score', 'reject_score', 'range'] as const) {
    if (given[key] !== undefined) findings.warn(file.path, `"${key}" is only for scoring problems: ignored.`, file.lineOf([key]));
  }
}

function groupFrom(reading: Reading, name: string, given: Given, scoring: boolean, file: YamlFile | null): TestGroup {
  const customGrader = given.grading === 'custom';
  // Those of a grader of the package are its own.
  const flags = customGrader ? [] : (given.grader_flags ?? []);
  const onReject = given.on_reject ?? 'break';
  let verdict: TestGroup['verdictAggregation'] = 'worst-error';
  let score: TestGroup['scoreAggregation'] = 'sum';
  for (const flag of flags) {
    if (Object.hasOwn(VERDICT_FLAGS, flag)) verdict = VERDICT_FLAGS[flag] ?? verdict;
    if (Object.hasOwn(SCORE_FLAGS, flag)) score = SCORE_FLAGS[flag] ?? score;
  }
  if (flags.includes('accept_if_any_accepted') && verdict !== 'always-accept') verdict = 'accept-if-any-accepted';
  const breaks = onReject === 'break' || onReject === 'first_error';
  const ignoreSample = name === '' && flags.includes('ignore_sample');
  if (ignoreSample && breaks) reading.findings.warn(file?.path ?? 'data', '"ignore_sample" with "on_reject: break": a wrong sample does not stop the judging.');
  const range = scoring && given.range !== undefined ? rangeOf(given.range) : null;
  return {
    name,
    maxScore: range?.[1] ?? null,
    scoreAggregation: scoring ? score : 'pass-fail',
    // With break the worst error is the first one.
    verdictAggregation: verdict === 'worst-error' && breaks ? 'first-error' : verdict,
    onReject: breaks ? 'break' : 'continue',
    acceptScore: scoring ? (given.accept_score ?? 1) : null,
    rejectScore: scoring ? (given.reject_score ?? 0) : null,
    requirePass: [],
    range: range && (range[0] !== null || range[1] !== null) ? range : null,
    ignoreSample,
    ...(customGrader ? { grader: given.grader_flags ?? [] } : {}),
  };
}

function rangeOf(value: string): [number | null, number | null] | null {
  const ends = splitWords(value).map((word) => (/^[-+]?inf(?:inity)?$/i.test(word) ? (word.startsWith('-') ? -Infinity : Infinity) : Number(word)));
  const [low, high] = ends;
  if (ends.length !== 2 || low === undefined || high === undefined || !(low <= high)) return null;
  return [Number.isFinite(low) ? low : null, Number.isFinite(high) ? high : null];
}
