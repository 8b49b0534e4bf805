/**
 * The files of the package that an authored problem makes, in the 2025-09 format, each with the part that it comes from. What
 * the format has no word for (how tests are generated, the feedback policy, limits of single languages and tests) stands in arbiter.yaml.
 */
import type { AuthoredFile, ProgramRole } from '#contract/authoring.js';
import { byText, type Arranged, type Part } from '../arrange.js';
import { arbiterYaml } from './arbiter-yaml.js';
import { caseYaml, groupYaml, testYaml } from './data-yaml.js';
import { problemYaml } from './problem-yaml.js';
import { submissionsYaml } from './submissions-yaml.js';
import { programPath } from './program-path.js';

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
    entry(OWN_FILE, settings.id, arbiterYaml(arranged)),
    ...statements.map(({ id, content }) => entry(`statement/problem.${content.language}.${ENDINGS[content.format]}`, id, content.source)),
    ...assets.map(({ id, content }) => entry(assetPath(content), id, content.file)),
    ...programs.flatMap(programEntries),
    ...[...dataEntries(arranged)],
    entry('submissions/submissions.yaml', null, submissionsYaml(solutions, (solution) => programPath(solution.content).slice('submissions/'.length))),
  ]
    .flat()
    .sort((a, b) => byText(a.path, b.path));
}

/** Of these there is one, which is all that is in its folder. */
const IN_ONE_FOLDER: ReadonlySet<ProgramRole> = new Set(['output-validator', 'static-validator', 'grader']);

/** A single file that bears the name of the program lies in no folder. */
export function isSingleFile({ role, name, files }: Part<'program'>['content']): boolean {
  return files.length === 1 && files[0]!.path === name && !IN_ONE_FOLDER.has(role);
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
