/** Tests and groups of a package in the 2025-09 format, with how each is generated, if arbiter.yaml says so. */
import { randomUUID } from 'node:crypto';
import { TEST_EXTRAS, type AuthoredFile, type AuthoredGroup, type ContentOf } from '#contract/authoring.js';
import type { ProblemPackage, TestCase } from '#contract/package.js';
import type { Arranged, Part } from '../arrange.js';
import { newGroup } from '../begin.js';
import { inheritedLimits } from '../test-limits.js';
import { programPath } from '../package/program-path.js';
import { comparisonOf } from '../package/data-yaml.js';
import { groupLimitsOf, testLimitsOf } from './own-limits.js';
import { listOf, mapOf, numberOf, textOf, yesNoOf, type PackageReader, type Plain, type PlainMap } from './reader.js';

export interface ReadData {
  groups: Part<'group'>[];
  tests: Part<'test'>[];
  order: ContentOf<'order'>;
  cases: Part<'case'>[];
  /** Null: as it is where nothing is said, or said otherwise in groups. */
  comparison: ContentOf<'settings'>['comparison'] | null;
}

export async function modernData(reader: PackageReader, content: ProblemPackage, programs: Arranged['programs'], own: PlainMap): Promise<ReadData> {
  const recipes = mapOf(own['tests']);
  const names = [...new Set(['sample', 'secret', ...content.groups.map(({ name }) => name).filter((name) => name !== '')])];
  const ids = new Map(names.map((name) => [name, randomUUID()]));
  const forAll = await reader.yaml('data/test_group.yaml');
  const groups: Part<'group'>[] = [];
  for (const name of names) {
    const group = await groupOf(reader, name, forAll, ids);
    const grader = content.groups.find((each) => each.name === name)?.grader ?? null;
    groups.push({ id: ids.get(name)!, content: { ...group, grader, limits: groupLimitsOf(name, own, content.tests) } });
  }
  const inherited = new Map(groups.map((group, at) => [names[at]!, inheritedLimits(group.content, groups)]));
  const comparison = content.validator.kind === 'default' ? takeComparison(groups) : null;
  const tests: Part<'test'>[] = [];
  const order = new Map(names.map((name) => [name, [] as string[]]));
  const shown = (content.interactions ?? []).map(({ name }) => ({ name, group: 'sample', validatorArgs: [] }));
  for (const test of [...content.tests.filter((each) => !each.static), ...shown]) {
    const id = randomUUID();
    tests.push({ id, content: { ...(await testOf(reader, test, programs, mapOf(recipes[test.name]))), limits: testLimitsOf(test, inherited.get(test.group)) } });
    order.get(test.group)?.push(id);
  }
  // Conversations that belong to no test stand among the samples, by their names.
  const nameOf = new Map(tests.map(({ id, content: { name } }) => [id, name ?? '']));
  order.get('sample')!.sort((a, b) => (nameOf.get(a)! < nameOf.get(b)! ? -1 : 1));
  return { groups, tests, order: { kind: 'order', groups: names.map((name) => ({ id: ids.get(name)!, tests: order.get(name)! })) }, cases: await casesOf(reader, content), comparison };
}

async function groupOf(reader: PackageReader, name: string, forAll: PlainMap, ids: ReadonlyMap<string, string>): Promise<AuthoredGroup> {
  const place = name === 'sample' || name === 'secret' ? name : 'group';
  const own = await reader.yaml(`data/${name}/test_group.yaml`);
  const given = place === 'group' ? own : { ...forAll, ...own };
  for (const key of ['input_visualizer_args', 'output_visualizer_args']) if (given[key] !== undefined) reader.lose(`data/${name}/test_group.yaml`, `"${key}" is not taken over: nothing is visualised here.`);
  const points = textOf(given['max_score']);
  const staticScore = textOf(given['static_validation_score']);
  return newGroup(place, {
    name: place === 'group' ? name.slice(name.lastIndexOf('/') + 1) : '',
    points: points === null ? null : points === 'unbounded' ? points : Number(points),
    aggregation: textOf(given['score_aggregation']) as AuthoredGroup['aggregation'],
    requirePass: listOf(given['require_pass']).flatMap((required) => ids.get(required) ?? []),
    fullFeedback: yesNoOf(given['full_feedback']),
    args: argsOf(given['args']),
    validatorArgs: argsOf(given['output_validator_args']),
    inputValidatorArgs: inputArgsOf(given['input_validator_args']),
    staticScore: staticScore === null ? null : staticScore === 'pass-fail' ? staticScore : Number(staticScore),
    staticArgs: argsOf(given['static_validator_args']),
  });
}

/** Of samples and secret tests alike, or of the latter where there are no samples: then it is the comparison of the problem. */
function takeComparison([sample, secret]: Part<'group'>[]): ReadData['comparison'] {
  const args = secret!.content.validatorArgs;
  if (args === null || JSON.stringify(args) !== JSON.stringify(sample!.content.validatorArgs)) return null;
  const comparison = comparisonOf(args);
  if (comparison !== null) sample!.content.validatorArgs = secret!.content.validatorArgs = null;
  return comparison;
}

type Read = Pick<TestCase, 'name' | 'group'> & Partial<TestCase>;

async function testOf(reader: PackageReader, test: Read, programs: Arranged['programs'], recipe: PlainMap): Promise<Omit<ContentOf<'test'>, 'limits'>> {
  const base = `data/${test.name}`;
  const own = await reader.yaml(`${base}.yaml`);
  const isNested = test.name.slice(0, test.name.lastIndexOf('/')) !== test.group;
  if (isNested) reader.lose(base, 'It lies in a folder that is no group: the folder becomes part of its name.');
  for (const note of ['.hint', '.desc']) reader.use(`${base}${note}`);
  const [input, answer] = [await reader.optionalFile(`${base}.in`), await reader.optionalFile(`${base}.ans`)];
  const extras: Partial<Record<(typeof TEST_EXTRAS)[number], AuthoredFile>> = {};
  for (const ending of TEST_EXTRAS) {
    const file = await reader.optionalFile(`${base}${ending}`);
    if (file) extras[ending] = file;
  }
  const files: ContentOf<'test'>['files'] = [];
  for (const node of reader.tree.filesUnder(`${base}.files`)) files.push({ path: node.path.slice(`${base}.files/`.length), file: await reader.file(node) });
  const generator = programs.find(({ content }) => content.role === 'generator' && programPath(content) === `generators/${textOf(recipe['generator'])}`);
  const made = (file: AuthoredFile | null) => (file ? { ...file, recipe: '', at: new Date(0).toISOString() } : null);
  return {
    kind: 'test',
    name: test.name.slice(test.group.length + 1).replaceAll('/', '-'),
    input: generator ? { from: 'generator', program: generator.id, args: itemsOfArgs(recipe['args']), seed: numberOf(recipe['seed']), made: made(input) } : input && { from: 'file', file: input },
    answer: recipe['answer'] === 'solution' ? { from: 'solution', made: made(answer) } : answer && { from: 'file', file: answer },
    description: test.description ?? null,
    hint: test.hint ?? null,
    fullFeedback: yesNoOf(own['full_feedback']),
    args: isNested ? (test.args ?? null) : argsOf(own['args']),
    validatorArgs: isNested && (test.validatorArgs?.length ?? 0) > 0 ? test.validatorArgs! : argsOf(own['output_validator_args']),
    inputValidatorArgs: isNested ? (test.inputValidatorArgs ?? null) : inputArgsOf(own['input_validator_args']),
    extras,
    files,
  };
}

async function casesOf(reader: PackageReader, { validationCases = [] }: ProblemPackage): Promise<Part<'case'>[]> {
  const cases: Part<'case'>[] = [];
  for (const { name, kind, validatorArgs, inputValidatorArgs } of validationCases) {
    reader.use(`data/${name}.yaml`);
    const input = await reader.optionalFile(`data/${name}.in`);
    if (!input) continue;
    const [answer, output] = [await reader.optionalFile(`data/${name}.ans`), await reader.optionalFile(`data/${name}.out`)];
    cases.push({ id: randomUUID(), content: { kind: 'case', purpose: kind, name: name.slice(name.indexOf('/') + 1).replaceAll('/', '-'), input, answer, output, validatorArgs: validatorArgs.length > 0 ? validatorArgs : null, inputValidatorArgs: inputValidatorArgs ?? null } });
  }
  return cases;
}

const itemsOfArgs = (value: Plain | undefined): string[] => listOf(value);
const argsOf = (value: Plain | undefined): string[] | null => (value === undefined ? null : listOf(value));

function inputArgsOf(value: Plain | undefined): AuthoredGroup['inputValidatorArgs'] {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).map(([name, args]) => [name, listOf(args)])) : listOf(value);
}
