/** https://icpc.io/problem-package-format/spec/legacy.html#problem-metadata, with what real packages add to it. */
import { z } from 'zod';
import { PROBLEM_TYPES, type ProblemType } from '#contract/package.js';
import { decimal, languageCode, LICENSES, LOOSE_LANGUAGE_CODE, persons, sources, text, words, yesOrNo } from './fields.js';
import type { Findings } from './findings.js';
import { LEGACY_LIMIT_KEYS, legacyLimitsSchema } from './limits.js';
import type { ProblemYaml } from './problem-yaml.js';
import { reportUnknownKeys, type Format } from './reading.js';
import { readValidation } from './validation-key.js';
import { checkYaml, type YamlFile } from './yaml.js';

const gradingShape = {
  objective: z.enum(['min', 'max']),
  show_test_data_groups: yesOrNo,
  // From before the version called legacy.
  accept_score: decimal,
  reject_score: decimal,
  range: z.union([z.array(text).transform((ends) => ends.join(' ')), text]),
  on_reject: z.enum(['first_error', 'worst_error', 'grade', 'break', 'continue']),
};

const shape = {
  problem_format_version: text,
  type: words,
  name: z.union([z.record(z.string().regex(LOOSE_LANGUAGE_CODE, 'must be a language code, as in en').transform(languageCode), text), text]),
  uuid: text,
  author: persons,
  source: sources,
  // Of the later formats; real packages mix them.
  credits: z.union([z.looseObject({ authors: persons.optional() }), persons.transform((authors) => ({ authors }))]),
  version: text,
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
  const { grading = {}, languages } = given;
  const types = typesOf(given.type ?? [], file, findings);
  const custom = readValidation(given.validation, types, file, findings);
  const authors = given.author ?? given.credits?.authors;
  const url = given.source_url ?? given.source?.find((one) => one.url !== undefined)?.url;
  const onReject = grading.on_reject;
  return {
    format,
    names: typeof given.name === 'object' ? given.name : {},
    anyName: typeof given.name === 'string' ? given.name : null,
    types,
    uuid: given.uuid ?? null,
    ...(given.version === undefined ? {} : { version: given.version }),
    author: authors?.join(', ') ?? null,
    source: given.source?.map(({ name }) => name).join(', ') ?? null,
    ...(url === undefined ? {} : { sourceUrl: url }),
    license: given.license ?? 'unknown',
    ...(given.rights_owner === undefined ? {} : { rightsOwner: given.rights_owner }),
    keywords: given.keywords ?? [],
    limits: given.limits ?? {},
    languages: languages === undefined || languages.includes('all') ? null : languages,
    constants: {},
    customValidator: custom,
    validatorFlags: given.validator_flags ?? [],
    objective: grading.objective ?? 'max',
    ...(grading.show_test_data_groups === undefined ? {} : { showTestGroups: grading.show_test_data_groups }),
    grading: {
      ...(onReject === undefined ? {} : { onReject: onReject === 'first_error' || onReject === 'break' ? ('break' as const) : ('continue' as const) }),
      ...(grading.accept_score === undefined ? {} : { acceptScore: grading.accept_score }),
      ...(grading.reject_score === undefined ? {} : { rejectScore: grading.reject_score }),
      ...(grading.range === undefined ? {} : { range: grading.range }),
    },
  };
}

/** The format has two; what DOMjudge writes has those of later formats as well. */
function typesOf(named: readonly string[], file: YamlFile, findings: Findings): ProblemType[] {
  const types = new Set<ProblemType>();
  for (const name of named) {
    const type = PROBLEM_TYPES.find((each) => each === name);
    if (type) types.add(type);
    else findings.fault(file.path, `"type" cannot be "${name}"; it must be one of ${PROBLEM_TYPES.join(', ')}. Write one of these.`, file.lineOf(['type']));
  }
  return types.has('scoring') || types.has('pass-fail') ? [...types] : ['pass-fail', ...types];
}
