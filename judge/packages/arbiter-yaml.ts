/**
 * `arbiter.yaml` at the top of a package of any format: what only Arbiter knows. Other systems pass over it, so a package that has one
 * stays what it is. It says which packages of other people submissions may use, and what people see of the judging:
 *
 *     environment:
 *       python: [numpy==1.26.4]
 *       javascript: ["lodash@4.17.21"]
 *     feedback: first-failing-test
 *
 * limits that only some languages, tests or groups of tests have (names of tests may have * for anything within a name):
 *
 *     limits:
 *       languages: {python3: {time_multiplier: 3, memory: 512}}
 *       tests: {secret/large: {time_limit: 5}, secret/small/*: {memory: 64}}
 *
 * and the test groups of which the program in graders/ gives verdict and points, with its arguments, as in the legacy format. It is told
 * of every test of the group, as none is left out after one that fails:
 *
 *     graders: {secret/large: ["20"]}
 */
import { z } from 'zod';
import { ECOSYSTEMS, LANGUAGES_OF_ECOSYSTEM, MOST_REQUIREMENTS, type Ecosystem, type WantedEnvironment } from '#contract/environment.js';
import { FEEDBACK_POLICIES, type FeedbackPolicy } from '#contract/feedback.js';
import { LANGUAGE_IDS } from '#contract/language.js';
import type { LanguageLimits, ProblemPackage, TestCase, TestGroup } from '#contract/package.js';
import { count, decimal, factor, oneOrMore, positive, text, words } from './fields.js';
import type { Findings } from './findings.js';
import { languageIdsOf } from './languages.js';
import { readYaml, type Reading } from './reading.js';
import { globMatches } from './submissions-yaml.js';
import { checkYaml, type YamlFile } from './yaml.js';

export const ARBITER_YAML = 'arbiter.yaml';

const MIB = 1024;

/** How tests of authored problems are made, by their names; the tests themselves lie in data/. */
const recipes = z.record(text, z.strictObject({ generator: text, args: z.array(text), seed: decimal, answer: z.literal('solution') }).partial());
const feedback = text.transform((value, context): FeedbackPolicy => {
  const policy = FEEDBACK_POLICIES.find((each) => each === value);
  if (policy) return policy;
  context.addIssue({ code: 'custom', message: `must be one of ${FEEDBACK_POLICIES.join(', ')}, not "${value}"` });
  return z.NEVER;
});
const limits = z.strictObject({
  languages: z.record(text, z.strictObject({ time_multiplier: factor, memory: count }).partial()),
  tests: z.record(text, z.strictObject({ time_limit: positive, memory: count }).partial()),
}).partial();
const schema = z.strictObject({
  limits,
  difficulty: decimal,
  feedback,
  tests: recipes,
  graders: z.record(text, words),
  environment: z.strictObject({ python: oneOrMore, pypy: oneOrMore, javascript: oneOrMore }).partial(),
}).partial();

const PYTHON_NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const PYTHON_VERSION = '(?:===|==|~=|!=|<=|>=|<|>)\\s*[A-Za-z0-9.*+!_-]+';
/** https://packaging.python.org/en/latest/specifications/dependency-specifiers/, without addresses and markers. */
const PYTHON = new RegExp(`^${PYTHON_NAME}(?:\\s*\\[\\s*${PYTHON_NAME}(?:\\s*,\\s*${PYTHON_NAME})*\\s*\\])?\\s*(?:${PYTHON_VERSION}(?:\\s*,\\s*${PYTHON_VERSION})*)?$`);
/** A name of npm with a range of versions or a tag; no address, file or repository. */
const JAVASCRIPT = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(?:@[A-Za-z0-9.*^~<>=| +-]+)?$/;

const FORMS: Record<Ecosystem, { form: RegExp; as: string }> = {
  python: { form: PYTHON, as: 'numpy==1.26.4' },
  pypy: { form: PYTHON, as: 'sortedcontainers==2.4.0' },
  javascript: { form: JAVASCRIPT, as: 'lodash@4.17.21' },
};

export interface OwnSettings {
  /** Null: the package asks for none. */
  environment: WantedEnvironment | null;
  /** Of the package, in place of what it has without the file. */
  own: Partial<ProblemPackage>;
}

export interface ArbiterYaml {
  file: YamlFile;
  given: z.infer<typeof schema>;
}

/** Null: there is none that could be read. */
export async function readArbiterYaml({ tree, findings }: Pick<Reading, 'tree' | 'findings'>): Promise<ArbiterYaml | null> {
  const node = tree.file(ARBITER_YAML);
  const file = node ? await readYaml(node, findings) : null;
  const given = file ? checkYaml(file, schema, findings) : null;
  return file && given ? { file, given } : null;
}

/** Groups that it names are graded by the package's grader. */
export function applyGraders({ own, findings }: Pick<Reading, 'own' | 'findings'>, groups: readonly TestGroup[]): void {
  for (const [name, args] of Object.entries(own?.given.graders ?? {})) {
    const group = name === '' || name === 'sample' ? undefined : groups.find((each) => each.name === name);
    if (!group) {
      findings.fault(ARBITER_YAML, `"graders" names "${name}", which is no group of secret tests. Write it as in secret/group1, or secret.`, own!.file.lineOf(['graders', name]));
      continue;
    }
    group.grader = args;
    group.onReject = 'continue';
  }
}

/** `read`: the package without it; null where it has faults of its own. */
export function applyArbiterYaml(yaml: ArbiterYaml | null, read: Pick<ProblemPackage, 'format' | 'languages' | 'tests'> | null, findings: Findings): OwnSettings {
  if (!yaml) return { environment: null, own: {} };
  const { file, given } = yaml;
  const { environment, feedback: policy, graders, limits: { languages, tests } = {} } = given;
  if (graders && read?.format === 'polygon') findings.fault(ARBITER_YAML, 'Packages of Polygon have no graders. Take "graders" out.', file.lineOf(['graders']));
  return {
    environment: environment ? wantedOf(file, environment, read?.languages ?? null, findings) : null,
    own: { ...(policy ? { feedback: policy } : {}), ...(languages ? { languageLimits: languageLimits(file, languages, findings) } : {}), ...(tests && read ? { tests: limitedTests(file, tests, read.tests, findings) } : {}) },
  };
}

type GivenLimits = { [K in keyof z.infer<typeof limits>]-?: NonNullable<z.infer<typeof limits>[K]> };

function languageLimits(file: YamlFile, given: GivenLimits['languages'], findings: Findings): Record<string, LanguageLimits> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([code, { time_multiplier: timeMultiplier, memory }]) => {
      const ids = LANGUAGE_IDS.filter((id) => id === code || languageIdsOf(code).includes(id));
      if (ids.length === 0) findings.fault(ARBITER_YAML, `"${code}" is no language. Write it as in python3, cpp or java.`, file.lineOf(['limits', 'languages', code]));
      return ids.map((id) => [id, { ...(timeMultiplier === undefined ? {} : { timeMultiplier }), ...(memory === undefined ? {} : { memoryKib: memory * MIB }) }] as const);
    }),
  );
}

/** Of several patterns that match a test the last one counts. */
function limitedTests(file: YamlFile, given: GivenLimits['tests'], tests: readonly TestCase[], findings: Findings): TestCase[] {
  const patterns = Object.entries(given);
  for (const [pattern] of patterns) {
    if (!tests.some(({ name }) => globMatches(pattern, name))) findings.warn(ARBITER_YAML, `"${pattern}" matches no test. Correct its spelling or take it out.`, file.lineOf(['limits', 'tests', pattern]));
  }
  return tests.map((test) => {
    const found = patterns.findLast(([pattern]) => globMatches(pattern, test.name))?.[1];
    if (!found) return test;
    const { time_limit: seconds, memory } = found;
    return { ...test, limits: { ...(seconds === undefined ? {} : { timeMs: Math.max(1, Math.round(seconds * 1000)) }), ...(memory === undefined ? {} : { memoryKib: memory * MIB }) } };
  });
}

function wantedOf(file: YamlFile, given: NonNullable<z.infer<typeof schema>['environment']>, languages: readonly string[] | null, findings: Findings): WantedEnvironment | null {
  const wanted: WantedEnvironment = {};
  for (const ecosystem of ECOSYSTEMS) {
    const requirements = given[ecosystem];
    if (!requirements) continue;
    const { form, as } = FORMS[ecosystem];
    const path = ['environment', ecosystem];
    if (requirements.length > MOST_REQUIREMENTS) findings.fault(ARBITER_YAML, `More than ${MOST_REQUIREMENTS} packages of ${ecosystem}. Those that others need come by themselves: take them out.`, file.lineOf(path));
    for (const [index, requirement] of requirements.entries()) {
      const line = file.lineOf([...path, index]) ?? file.lineOf(path);
      if (requirement.length > 200 || !form.test(requirement)) findings.fault(ARBITER_YAML, `"${requirement.slice(0, 200)}" is no name of a package with a version. Write it as in ${as}.`, line);
    }
    if (languages && !LANGUAGES_OF_ECOSYSTEM[ecosystem].some((id) => languages.includes(id))) {
      findings.warn(ARBITER_YAML, `Nobody can use the packages of ${ecosystem}: problem.yaml does not have ${LANGUAGES_OF_ECOSYSTEM[ecosystem].join(' or ')} among its languages.`, file.lineOf(path));
    }
    wanted[ecosystem] = requirements;
  }
  return Object.keys(wanted).length > 0 ? wanted : null;
}
