/** A package of another format into parts, from what the importer has made of it. What the 2025-09 format cannot say is lost, and named. */
import { randomUUID } from 'node:crypto';
import { AUTHORED_LICENSES, type ContentOf, type ProgramRole } from '#contract/authoring.js';
import type { FileRef, LabelledSubmission, ProblemPackage, Program } from '#contract/package.js';
import type { AnyPart } from '../arrange.js';
import { NO_LIMITS, newSettings } from '../begin.js';
import { comparisonOf } from '../package/data-yaml.js';
import { goodName, goodPath, stored } from './names.js';
import { otherData } from './other-data.js';
import { languageLimitsOf } from './own-limits.js';
import type { Loss } from './reader.js';

export function partsOfOther(content: ProblemPackage): { parts: AnyPart[]; losses: Loss[] } {
  const losses: Loss[] = [];
  const lose = (path: string, message: string) => losses.push({ path, message });
  const part = <C extends AnyPart['content']>(of: C) => ({ id: randomUUID(), content: of });
  const data = otherData(content, lose);
  const settings = settingsOf(content, lose);
  if (data.comparison) settings.comparison = comparisonOf(data.comparison) ?? settings.comparison;
  const parts = [
    part(settings),
    part(data.order),
    ...data.groups,
    ...data.tests,
    ...content.statements.map(({ language, format, file }) => part({ kind: 'statement', language, name: content.names[language] ?? Object.values(content.names)[0] ?? '', format, source: stored(file) } satisfies ContentOf<'statement'>)),
    ...content.statementFiles.map((file) => part(assetOf('statement', null, file))),
    ...content.attachments.map((file) => part(assetOf('attachment', null, { ...file, path: file.path.replaceAll('/', '-') }))),
    ...Object.entries(content.includes).flatMap(([language, files]) => files.map((file) => part(assetOf('include', language, file)))),
    ...programsOf(content, lose).map(part),
    ...(content.validationCases ?? []).map(({ name, kind, input, answer, output, validatorArgs, inputValidatorArgs }) =>
      part({ kind: 'case', purpose: kind, name: goodName(name.slice(name.indexOf('/') + 1)), input: stored(input), answer: answer ? stored(answer) : null, output: output ? stored(output) : null, validatorArgs: validatorArgs.length > 0 ? validatorArgs : null, inputValidatorArgs: inputValidatorArgs ?? null } satisfies ContentOf<'case'>),
    ),
  ] as AnyPart[];
  return { parts, losses };
}

function assetOf(place: ContentOf<'asset'>['place'], language: string | null, file: FileRef): ContentOf<'asset'> {
  return { kind: 'asset', place, language, path: goodPath(file.path), file: stored(file) };
}

const MIB = 1024;

function settingsOf(content: ProblemPackage, lose: (path: string, message: string) => void): ContentOf<'settings'> {
  const { limits, timeMultipliers } = content;
  if (content.io) lose('', 'Submissions read and write files in place of standard input and output. Here they use standard input and output: say so in the statement.');
  if (content.objective === 'min') lose('', 'Fewer points are better. Here more points are better.');
  if (content.grader) lose(content.grader.path, 'The grader is told those points of each test that its group gives here. See that it still gives what it should.');
  if (content.groups.some(({ name, grader }) => name === '' && grader)) lose('data/testdata.yaml', 'The grader is not asked for the problem as a whole: the points of the groups are added up.');
  return newSettings({
    types: content.types.includes('scoring') || content.types.length === 1 ? content.types : content.types.filter((type) => type !== 'pass-fail'),
    ...(content.uuid === null ? {} : { uuid: content.uuid }),
    authors: content.author === null ? [] : [content.author.slice(0, 200)],
    sources: content.source === null ? [] : [{ name: content.source.slice(0, 200), url: content.sourceUrl ?? null }],
    license: AUTHORED_LICENSES.find((license) => license === content.license) ?? 'unknown',
    rightsOwner: content.license === 'public domain' ? null : (content.rightsOwner ?? null),
    tags: content.keywords.map((tag) => tag.slice(0, 40)).slice(0, 20),
    languages: content.languages,
    allowFileWriting: content.allowFileWriting ?? false,
    feedback: content.feedback ?? 'verdict',
    languageLimits: languageLimitsOf(content),
    limits: {
      ...NO_LIMITS,
      timeMs: limits.timeMs,
      acceptedToLimit: Math.max(1, timeMultipliers.acceptedToLimit),
      limitToTimeLimitExceeded: Math.max(1, timeMultipliers.limitToTimeLimitExceeded),
      timeResolutionMs: timeMultipliers.resolutionMs,
      memoryMib: Math.max(1, Math.round(limits.memoryKib / MIB)),
      outputMib: Math.max(1, Math.round(limits.outputKib / MIB)),
      codeKib: limits.codeKib,
      compilationSeconds: Math.max(1, Math.round(limits.compileTimeMs / 1000)),
      compilationMemoryMib: Math.max(1, Math.round(limits.compileMemoryKib / MIB)),
      validationSeconds: Math.max(1, Math.round(limits.validationTimeMs / 1000)),
      validationMemoryMib: Math.max(1, Math.round(limits.validationMemoryKib / MIB)),
      validationOutputMib: Math.max(1, Math.round(limits.validationOutputKib / MIB)),
      validationPasses: content.types.includes('multi-pass') ? limits.validationPasses : null,
    },
  });
}

function programsOf(content: ProblemPackage, lose: (path: string, message: string) => void): ContentOf<'program'>[] {
  const programs = content.inputValidators.map((program) => programOf('input-validator', program));
  if (content.validator.kind === 'custom') {
    programs.push(programOf('output-validator', content.validator));
    for (const other of content.validator.others ?? []) lose(other.path, 'A problem has one output validator here: this one is not taken over.');
    if (content.validator.interactor) lose(content.validator.interactor.path, 'An interactor beside a checker is not taken over: here the output validator talks with the submission.');
  }
  if (content.staticValidator) programs.push(programOf('static-validator', content.staticValidator));
  if (content.grader) programs.push(programOf('grader', content.grader));
  return [...programs, ...content.submissions.map((label) => solutionOf(label))];
}

function programOf(role: ProgramRole, { path, files }: Program): ContentOf<'program'> {
  return { kind: 'program', role, name: goodName(path.slice(path.lastIndexOf('/') + 1)), files: filesOf(files, path), language: null, entryPoint: null, label: null, model: false, expectation: null };
}

function solutionOf({ path, files, entryPoint, expectedScore, language }: LabelledSubmission): ContentOf<'program'> {
  const [label = '', ...rest] = path.split('/');
  const program = programOf('solution', { path: `submissions/${path}`, files, language: '' });
  return { ...program, name: goodName(rest.join('-')), label: goodName(label), entryPoint: entryPoint ?? null, language: language === 'script' ? null : language, expectation: expectedScore ? { score: expectedScore } : null };
}

function filesOf(files: readonly FileRef[], path: string): ContentOf<'program'>['files'] {
  return files.map((file) => ({ path: goodPath(file.path.startsWith(`${path}/`) ? file.path.slice(path.length + 1) : file.path.slice(file.path.lastIndexOf('/') + 1)), file: stored(file) }));
}
