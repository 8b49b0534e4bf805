/**
 * The files of the package that an authored problem makes, in the 2025-09 format, each with the part that it comes from. What
 * the format has no word for (how tests are generated, the feedback policy, the difficulty) stands in arbiter.yaml.
 */
import type { AuthoredFile } from '#contract/authoring.js';
import { byText, type Arranged, type Part } from '../arrange.js';
import { caseYaml, groupYaml, testYaml } from './data-yaml.js';
import { problemYaml } from './problem-yaml.js';
import { submissionsYaml } from './submissions-yaml.js';
import { yamlText, type Yaml } from './yaml-text.js';

export interface PackageEntry {
  path: string;
  /** Null: of no single part. */
  part: string | null;
  source: AuthoredFile | { text: string };
}

/** What the format has no word for. */
export const OWN_FILE = 'arbiter.yaml';
const ENDINGS = { markdown: 'md', latex: 'tex', pdf: 'pdf' } as const;
const CASE_FOLDERS = { 'invalid-input': 'invalid_input', 'invalid-output': 'invalid_output', 'valid-output': 'valid_output' } as const;

/** In byte order of their paths; several of one path where parts have the same name. */
export function packageEntries(arranged: Arranged): PackageEntry[] {
  const { settings, statements, assets, programs } = arranged;
  const solutions = programs.filter(({ content }) => content.role === 'solution');
  return [
    entry('problem.yaml', settings.id, problemYaml(arranged)),
    entry(OWN_FILE, settings.id, ownYaml(arranged)),
    ...statements.map(({ id, content }) => entry(`statement/problem.${content.language}.${ENDINGS[content.format]}`, id, content.source)),
    ...assets.map(({ id, content }) => entry(assetPath(content), id, content.file)),
    ...programs.flatMap(programEntries),
    ...[...dataEntries(arranged)],
    entry('submissions/submissions.yaml', null, submissionsYaml(solutions, (solution) => programPath(solution.content).slice('submissions/'.length))),
  ]
    .flat()
    .sort((a, b) => byText(a.path, b.path));
}

/** The folder or file of a program in the package. */
export function programPath(program: Part<'program'>['content']): string {
  const { role, name: own } = program;
  switch (role) {
    case 'generator':
      return `generators/${own}`;
    case 'input-validator':
      return `input_validators/${own}`;
    case 'output-validator':
      return 'output_validator';
    case 'static-validator':
      return 'static_validator';
    case 'solution':
      return `submissions/${program.label ?? 'unlabelled'}/${own}`;
  }
}

/** A single file that bears the name of the program lies in no folder. */
export function isSingleFile({ role, name, files }: Part<'program'>['content']): boolean {
  return files.length === 1 && files[0]!.path === name && role !== 'output-validator' && role !== 'static-validator';
}

function programEntries({ id, content }: Part<'program'>): PackageEntry[] {
  const root = programPath(content);
  const isFolder = !isSingleFile(content);
  return content.files.flatMap(({ path, file }) => entry(isFolder ? `${root}/${path}` : root, id, file));
}

function assetPath({ place, language, path }: Part<'asset'>['content']): string {
  switch (place) {
    case 'statement':
      return `statement/${path}`;
    case 'attachment':
      return `attachments/${path}`;
    case 'include':
      return `include/${language ?? 'default'}/${path}`;
  }
}

function* dataEntries(arranged: Arranged): Generator<PackageEntry> {
  for (const group of arranged.groups) {
    yield* entry(`data/${group.path}/test_group.yaml`, group.id, groupYaml(group, arranged));
    for (const test of group.tests) {
      const { input, answer, extras, files } = test.content;
      const path = `data/${test.path}`;
      yield* entry(`${path}.in`, test.id, input && (input.from === 'file' ? input.file : input.made && fileOf(input.made)));
      yield* entry(`${path}.ans`, test.id, answer && (answer.from === 'file' ? answer.file : answer.made && fileOf(answer.made)));
      yield* entry(`${path}.yaml`, test.id, testYaml(test));
      for (const [ending, file] of Object.entries(extras)) yield* entry(`${path}${ending}`, test.id, file);
      for (const { path: inner, file } of files) yield* entry(`${path}.files/${inner}`, test.id, file);
    }
  }
  for (const each of arranged.cases) {
    const path = `data/${CASE_FOLDERS[each.content.purpose]}/${each.content.name}`;
    yield* entry(`${path}.in`, each.id, each.content.input);
    yield* entry(`${path}.ans`, each.id, each.content.answer);
    yield* entry(`${path}.out`, each.id, each.content.output);
    yield* entry(`${path}.yaml`, each.id, caseYaml(each));
  }
}

const fileOf = ({ hash, size }: AuthoredFile): AuthoredFile => ({ hash, size });

/** Nothing where there is no content. */
function entry(path: string, part: string | null, source: AuthoredFile | string | null): PackageEntry[] {
  return source === null ? [] : [{ path, part, source: typeof source === 'string' ? { text: source } : source }];
}

function ownYaml({ settings: { content }, groups, programs }: Arranged): string | null {
  const tests = groups.flatMap((group) => group.tests).flatMap(({ path, content: { input, answer } }) => {
    const generator = input?.from === 'generator' ? programs.find(({ id }) => id === input.program) : undefined;
    const recipe = {
      generator: generator && programPath(generator.content).slice('generators/'.length),
      args: input?.from === 'generator' && generator ? input.args : undefined,
      seed: input?.from === 'generator' && generator ? (input.seed ?? undefined) : undefined,
      answer: answer?.from === 'solution' ? 'solution' : undefined,
    };
    return Object.values(recipe).some((value) => value !== undefined) ? [[path, recipe] as const] : [];
  });
  const given = {
    feedback: content.feedback === 'verdict' ? undefined : content.feedback,
    difficulty: content.difficulty ?? undefined,
    environment: (content.environment ?? undefined) as Yaml | undefined,
    tests: tests.length > 0 ? Object.fromEntries(tests) : undefined,
  };
  return Object.values(given).some((value) => value !== undefined) ? yamlText(given) : null;
}
