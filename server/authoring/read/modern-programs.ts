/** The programs of a package in the 2025-09 format, with what submissions.yaml says of the solutions. */
import { randomUUID } from 'node:crypto';
import type { AuthoredFile, ContentOf, Expectation, ProgramRole } from '#contract/authoring.js';
import type { ProblemPackage } from '#contract/package.js';
import { isSourceName } from '#judge/packages/languages.js';
import { globMatches } from '#judge/packages/submissions-yaml.js';
import type { Part } from '../arrange.js';
import { itemsOf, mapOf, numberOf, textOf, yesNoOf, type PackageReader, type Plain, type PlainMap } from './reader.js';

type Program = ContentOf<'program'>;

export async function modernPrograms(reader: PackageReader, content: ProblemPackage): Promise<Part<'program'>[]> {
  const programs: Part<'program'>[] = [];
  const add = async (role: ProgramRole, path: string, files: readonly string[], more: Partial<Program> = {}) => programs.push({ id: randomUUID(), content: { ...(await programAt(reader, role, path, files)), ...more } });
  for (const { path, files } of content.inputValidators) await add('input-validator', path, files.map((file) => file.path));
  if (content.validator.kind === 'custom') await add('output-validator', content.validator.path, content.validator.files.map((file) => file.path));
  if (content.staticValidator) await add('static-validator', content.staticValidator.path, content.staticValidator.files.map((file) => file.path));
  const grader = reader.tree.filesUnder('graders');
  if (grader.length > 0) await add('grader', content.grader?.path ?? 'graders', grader.map((file) => file.path));
  for (const child of reader.tree.children('generators')) {
    const files = reader.tree.filesUnder(child.path);
    if (files.some(({ name }) => isSourceName(name) || name === 'run')) await add('generator', child.path, files.map((file) => file.path));
  }
  const rules = await reader.yaml(reader.tree.file('submissions/submissions.yaml') ? 'submissions/submissions.yaml' : 'submissions/submissions.yml');
  for (const { path, files } of content.submissions) {
    const [label = ''] = path.split('/');
    await add('solution', `submissions/${path}`, files.map((file) => file.path), { label, ...ruleOf(reader, rules, path) });
  }
  return programs;
}

async function programAt(reader: PackageReader, role: ProgramRole, path: string, files: readonly string[]): Promise<Program> {
  const taken: { path: string; file: AuthoredFile }[] = [];
  for (const each of files) {
    const file = await reader.optionalFile(each);
    // What lies beside a program, a header, is a file of it.
    const name = each.startsWith(`${path}/`) ? each.slice(path.length + 1) : each.slice(each.lastIndexOf('/') + 1);
    if (file) taken.push({ path: name, file });
  }
  return { kind: 'program', role, name: path.slice(path.lastIndexOf('/') + 1), files: taken, language: null, entryPoint: null, label: null, model: false, expectation: null };
}

/** What is said of this very submission; what is said of many is written out for each. */
function ruleOf(reader: PackageReader, rules: PlainMap, path: string): Pick<Program, 'language' | 'entryPoint' | 'model' | 'expectation'> {
  let rule: PlainMap = {};
  for (const [pattern, given] of Object.entries(rules)) {
    if (!globMatches(pattern, path)) continue;
    if (pattern !== path) reader.lose('submissions/submissions.yaml', `What it says of "${pattern}" is written out for ${path}; the rules of its folder hold besides.`);
    rule = { ...rule, ...mapOf(given) };
  }
  const tests = Object.entries(rule).filter(([key]) => !RULE_KEYS.has(key)).map(([key, given]) => [key, demandsOf(mapOf(given))] as const);
  const expectation: Expectation = {
    ...demandsOf(rule),
    ...(rule['authors'] === undefined ? {} : { authors: itemsOf(rule['authors']).map((author) => (typeof author === 'string' ? author : (textOf(mapOf(author)['name']) ?? ''))) }),
    ...(tests.length > 0 ? { tests: Object.fromEntries(tests) } : {}),
  };
  return {
    language: textOf(rule['language']),
    entryPoint: textOf(rule['entrypoint']),
    model: yesNoOf(rule['model_solution']) ?? false,
    expectation: Object.keys(expectation).length > 0 ? expectation : null,
  };
}

const RULE_KEYS = new Set(['language', 'entrypoint', 'authors', 'model_solution', 'permitted', 'required', 'score', 'message', 'use_for_time_limit']);

function demandsOf({ permitted, required, score, message, use_for_time_limit: use }: PlainMap): Omit<Expectation, 'authors' | 'tests'> {
  const verdicts = (value: Plain) => itemsOf(value).map(String) as NonNullable<Expectation['permitted']>;
  return {
    ...(permitted === undefined ? {} : { permitted: verdicts(permitted) }),
    ...(required === undefined ? {} : { required: verdicts(required) }),
    ...(score === undefined ? {} : { score: Array.isArray(score) ? [numberOf(score[0])!, numberOf(score[1])!] : numberOf(score)! }),
    ...(message === undefined ? {} : { message: textOf(message) ?? '' }),
    ...(use === undefined ? {} : { useForTimeLimit: use === 'lower' || use === 'upper' ? use : (yesNoOf(use) ?? false) }),
  };
}
