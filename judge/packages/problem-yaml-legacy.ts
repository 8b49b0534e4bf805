/** https://icpc.io/problem-package-format/spec/legacy.html#problem-metadata, with what real packages add to it. */
import { z } from 'zod';
import type { ProblemType } from '#contract/package.js';
import { decimal, LANGUAGE_CODE, LICENSES, text, words, yesOrNo, splitWords } from './fields.js';
import type { Findings } from './findings.js';
import { LEGACY_LIMIT_KEYS, legacyLimitsSchema } from './limits.js';
import type { ProblemYaml } from './problem-yaml.js';
import { reportUnknownKeys, type Format } from './reading.js';
import { checkYaml, type YamlFile } from './yaml.js';

const gradingShape = {
  objective: z.enum(['min', 'max']),
  show_test_data_groups: yesOrNo,
  // From before the version called legacy.
  accept_score: decimal,
  reject_score: decimal,
  range: text,
  on_reject: z.enum(['first_error', 'worst_error', 'grade']),
};

const shape = {
  problem_format_version: text,
  type: z.enum(['pass-fail', 'scoring']),
  name: z.union([z.record(z.string().regex(LANGUAGE_CODE, 'must be a language code, as in en'), text), text]),
  uuid: text,
  author: z.union([z.array(text).transform((names) => names.join(', ')), text]),
  source: text,
  source_url: text,
  license: text,
  rights_owner: text,
  limits: legacyLimitsSchema,
  validation: text,
  validator_flags: words,
  grading: z.looseObject(gradingShape).partial(),
  keywords: words,
  languages: words,
};
const schema = z.looseObject(shape).partial();

export function readLegacyYaml(file: YamlFile, format: Format, findings: Findings): ProblemYaml | null {
  const given = checkYaml(file, schema, findings);
  if (!given) return null;
  const unknown = (path: string[], value: object | undefined, known: readonly string[]) =>
    reportUnknownKeys({ format, findings }, file, path, Object.keys(value ?? {}).filter((key) => !known.includes(key)));
  unknown([], given, [...Object.keys(shape), 'libraries']);
  unknown(['limits'], given.limits, LEGACY_LIMIT_KEYS);
  unknown(['grading'], given.grading, Object.keys(gradingShape));
  if (given.license !== undefined && !(LICENSES as readonly string[]).includes(given.license)) {
    findings.warn(file.path, `"license" is not one of ${LICENSES.join(', ')}. Write one of these.`, file.lineOf(['license']));
  }
  const validation = splitWords(given.validation ?? 'default');
  const { type = 'pass-fail', grading = {}, languages } = given;
  const types: ProblemType[] = [type];
  const [kind, ...more] = validation;
  if (kind !== 'default' && kind !== 'custom') findings.fault(file.path, '"validation" must begin with default or custom. Correct it.', file.lineOf(['validation']));
  for (const word of more) {
    if (word === 'interactive') types.push('interactive');
    else if (word === 'multi-pass' || word === 'multipass') types.push('multi-pass');
    else if (word !== 'score') findings.fault(file.path, `"validation" cannot have "${word}"; custom may be followed by interactive, score and multi-pass. Take the word out.`, file.lineOf(['validation']));
    if (kind === 'default') findings.fault(file.path, `"validation: default" cannot be followed by "${word}". Write custom.`, file.lineOf(['validation']));
    if (word === 'score' && type !== 'scoring') findings.fault(file.path, '"validation" with score needs "type: scoring". Add that, or take out score.', file.lineOf(['validation']));
  }
  const onReject = grading.on_reject;
  return {
    format,
    names: typeof given.name === 'object' ? given.name : {},
    anyName: typeof given.name === 'string' ? given.name : null,
    types,
    uuid: given.uuid ?? null,
    author: given.author ?? null,
    source: given.source ?? null,
    ...(given.source_url === undefined ? {} : { sourceUrl: given.source_url }),
    license: given.license ?? 'unknown',
    ...(given.rights_owner === undefined ? {} : { rightsOwner: given.rights_owner }),
    keywords: given.keywords ?? [],
    limits: given.limits ?? {},
    languages: languages === undefined || languages.includes('all') ? null : languages,
    constants: {},
    customValidator: kind === 'custom',
    validatorFlags: given.validator_flags ?? [],
    objective: grading.objective ?? 'max',
    ...(grading.show_test_data_groups === undefined ? {} : { showTestGroups: grading.show_test_data_groups }),
    grading: {
      ...(onReject === undefined ? {} : { onReject: onReject === 'first_error' ? ('break' as const) : ('continue' as const) }),
      ...(grading.accept_score === undefined ? {} : { acceptScore: grading.accept_score }),
      ...(grading.reject_score === undefined ? {} : { rejectScore: grading.reject_score }),
      ...(grading.range === undefined ? {} : { range: grading.range }),
    },
  };
}
