/** https://icpc.io/problem-package-format/spec/2025-09.html#problem-metadata, and its draft of 2023-07. */
import { z } from 'zod';
import { PROBLEM_TYPES, type ProblemType } from '#contract/package.js';
import { LANGUAGE_CODE, LICENSES, oneOrMore, persons, sources, splitWords, text, words, yesOrNo } from './fields.js';
import type { Findings } from './findings.js';
import { LIMIT_KEYS, modernLimitsSchema } from './limits.js';
import type { ProblemYaml } from './problem-yaml.js';
import { reportUnknownKeys, type Format } from './reading.js';
import { readValidation } from './validation-key.js';
import { checkYaml, type YamlFile } from './yaml.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const languageCode = z.string().regex(LANGUAGE_CODE, 'must be a language code, as in en or pt-BR');
const creditsMap = z.looseObject({ authors: persons, contributors: persons, testers: persons, translators: z.record(languageCode, persons), packagers: persons, acknowledgements: persons }).partial();
const constant = z.union([z.looseObject({ value: text }).catchall(text), text.transform((value) => ({ value }))]);

const shape = {
  problem_format_version: text,
  name: z.union([z.record(languageCode, text), text.transform((name) => ({ en: name }))]),
  uuid: text.optional(),
  type: oneOrMore.optional(),
  version: text.optional(),
  credits: z.union([creditsMap, persons.transform((authors) => ({ authors }))]).optional(),
  source: sources.optional(),
  license: z.enum(LICENSES).optional(),
  rights_owner: text.optional(),
  embargo_until: z.string().regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\dZ?)?$/, 'must be a date, as in 2025-09-30 or 2025-09-30T12:00:00Z').optional(),
  limits: modernLimitsSchema.optional(),
  keywords: z.union([z.array(text), words]).optional(),
  languages: oneOrMore.optional(),
  allow_file_writing: yesOrNo.optional(),
  constants: z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a name of letters, digits and _'), constant).optional(),
};
/** Keys that the drafts had before. */
const draftShape = { validation: text.optional(), validator_flags: words.optional(), author: persons.optional(), source_url: text.optional() };
const schema = z.looseObject({ ...shape, ...draftShape });

export function readModernYaml(file: YamlFile, format: Format, findings: Findings): ProblemYaml | null {
  const given = checkYaml(file, schema, findings);
  const raw = file.value as Record<string, unknown>;
  const unknown = (path: string[], value: unknown, known: readonly string[]) => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      reportUnknownKeys({ format, findings }, file, path, Object.keys(value).filter((key) => !known.includes(key)));
    }
  };
  const draft = format === '2023-07-draft';
  unknown([], raw, [...Object.keys(shape), ...(draft ? Object.keys(draftShape) : [])]);
  unknown(['limits'], raw.limits, LIMIT_KEYS);
  unknown(['limits', 'time_multipliers'], (raw.limits as Record<string, unknown> | undefined)?.time_multipliers, ['ac_to_time_limit', 'time_limit_to_tle']);
  unknown(['credits'], raw.credits, Object.keys(creditsMap.shape));
  if (!given) return null;
  // The format calls it a string, and most have one as here.
  const uuid = given.uuid !== undefined && UUID.test(given.uuid) ? given.uuid : null;
  if (given.uuid === undefined) findings.warn(file.path, 'Key "uuid" is missing. Add one, as uuidgen makes it.');
  else if (uuid === null) findings.warn(file.path, '"uuid" is ignored, as it is not of the form that uuidgen makes.', file.lineOf(['uuid']));
  if (given.license === 'public domain' && given.rights_owner !== undefined) {
    findings.fault(file.path, '"rights_owner" must not be given with "license: public domain". Take out one of the two.', file.lineOf(['rights_owner']));
  }
  if (given.embargo_until !== undefined && Date.parse(given.embargo_until) > Date.now()) {
    findings.warn(file.path, `"embargo_until" is ${given.embargo_until}, and nothing here waits for it: keep the problem private until then.`, file.lineOf(['embargo_until']));
  }
  const types = typesOf(given.type ?? ['pass-fail'], file, format, findings);
  const custom = draft && given.validation !== undefined ? readValidation(given.validation, types, file, findings) : null;
  checkLimits(given.limits ?? {}, types, file, findings);
  const constants: Record<string, string> = {};
  for (const [name, variants] of Object.entries(given.constants ?? {})) {
    constants[name] = variants.value;
    for (const [variant, value] of Object.entries(variants)) constants[`${name}.${variant}`] = value as string;
  }
  const authors = given.credits?.authors ?? (draft ? given.author : undefined) ?? [];
  const origins = given.source ?? [];
  const url = origins.find((source) => source.url !== undefined)?.url ?? (draft ? given.source_url : undefined);
  return {
    format,
    names: given.name,
    anyName: null,
    types,
    uuid,
    ...(given.version === undefined ? {} : { version: given.version }),
    author: authors.length > 0 ? authors.join(', ') : null,
    source: origins.length > 0 ? origins.map((source) => source.name).join(', ') : null,
    ...(url === undefined ? {} : { sourceUrl: url }),
    license: given.license ?? 'unknown',
    ...(given.rights_owner === undefined ? {} : { rightsOwner: given.rights_owner }),
    ...(given.embargo_until === undefined ? {} : { embargoUntil: given.embargo_until }),
    keywords: given.keywords ?? [],
    limits: given.limits ?? {},
    languages: given.languages === undefined || given.languages.includes('all') ? null : given.languages,
    allowFileWriting: given.allow_file_writing ?? false,
    constants,
    customValidator: custom,
    validatorFlags: draft ? (given.validator_flags ?? []) : [],
    objective: 'max',
    grading: {},
  };
}

const INCOMPATIBLE: readonly (readonly [ProblemType, ProblemType])[] = [['pass-fail', 'scoring'], ['submit-answer', 'multi-pass'], ['submit-answer', 'interactive']];

function typesOf(given: readonly string[], file: YamlFile, format: Format, findings: Findings): ProblemType[] {
  const line = file.lineOf(['type']);
  const named = given.flatMap(splitWords);
  if (named.length > given.length) findings.warn(file.path, `"type" is read as the list [${named.join(', ')}]; write it so.`, line);
  const types = new Set<ProblemType>();
  for (const name of named) {
    const type = PROBLEM_TYPES.find((each) => each === name);
    if (!type) findings.fault(file.path, `"type" cannot be "${name}"; it is one or more of ${PROBLEM_TYPES.join(', ')}. Write one of these.`, line);
    else if (types.has(type) && format === '2025-09') findings.fault(file.path, `"type" has "${name}" twice. Take one out.`, line);
    else types.add(type);
  }
  for (const [one, other] of INCOMPATIBLE) {
    if (types.has(one) && types.has(other)) findings.fault(file.path, `"type" cannot have both ${one} and ${other}. Take one out.`, line);
  }
  // Implied where it is not a scoring problem.
  return types.has('scoring') || types.has('pass-fail') ? [...types] : ['pass-fail', ...types];
}

function checkLimits(limits: z.infer<typeof modernLimitsSchema>, types: readonly ProblemType[], file: YamlFile, findings: Findings): void {
  if (limits.validation_passes !== undefined && !types.includes('multi-pass')) {
    findings.fault(file.path, '"limits.validation_passes" is only for multi-pass problems. Take it out, or add multi-pass to "type".', file.lineOf(['limits', 'validation_passes']));
  }
  if (limits.time_limit !== undefined) {
    const steps = limits.time_limit / (limits.time_resolution ?? 1);
    if (Math.abs(steps - Math.round(steps)) > 1e-9) {
      findings.warn(file.path, '"limits.time_limit" is not a multiple of time_resolution (1 second unless it is given); it is used as it stands.', file.lineOf(['limits', 'time_limit']));
    }
  }
}
