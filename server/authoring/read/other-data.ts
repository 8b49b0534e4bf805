/** Tests and groups of a package of another format. Groups lie directly in secret here; what each test inherits is written out for it. */
import { randomUUID } from 'node:crypto';
import type { AuthoredFile, AuthoredGroup, ContentOf, TEST_EXTRAS } from '#contract/authoring.js';
import type { ProblemPackage, TestCase, TestGroup } from '#contract/package.js';
import type { Part } from '../arrange.js';
import { newGroup } from '../begin.js';
import { goodName, stored } from './names.js';
import { testLimitsOf } from './own-limits.js';

type Lose = (path: string, message: string) => void;

interface ReadData {
  groups: Part<'group'>[];
  tests: Part<'test'>[];
  order: ContentOf<'order'>;
  /** Arguments of the default output validator that every test has. */
  comparison: string[] | null;
}

export function otherData(content: ProblemPackage, lose: Lose): ReadData {
  const scoring = content.types.includes('scoring');
  const secretTests = content.tests.filter((test) => !test.sample);
  const folders = [...new Set(secretTests.map(groupFolder))];
  const inGroups = !folders.includes('') && folders.length > 0;
  if (!inGroups && folders.length > 1) lose('data/secret', 'Some secret tests lie in folders and some do not: all lie directly among the secret tests now.');
  if (secretTests.some((test) => test.points !== undefined)) lose('data', 'Points of single tests are not taken over: points are given by groups.');
  const comparison = content.validator.kind === 'default' && new Set(content.tests.map(({ validatorArgs }) => JSON.stringify(validatorArgs))).size === 1 ? content.tests[0]!.validatorArgs : null;
  const sample = { id: randomUUID(), content: newGroup('sample') };
  const settingsOf = (name: string): Partial<AuthoredGroup> => {
    const group = content.groups.find((each) => each.name === name);
    return { ...(scoring ? pointsOf(group, lose) : {}), grader: group?.grader ?? null };
  };
  const secret = { id: randomUUID(), content: newGroup('secret', settingsOf('secret')) };
  const inner = inGroups ? folders.map((folder) => ({ folder, id: randomUUID(), content: newGroup('group', { name: goodName(folder), ...settingsOf(`secret/${folder}`) }) })) : [];
  const order = [sample, secret, ...inner].map(({ id }) => ({ id, tests: [] as string[] }));
  const tests = content.tests.filter((test) => !test.static).map((test) => {
    const id = randomUUID();
    const folder = groupFolder(test);
    const place = test.sample ? 0 : inGroups ? 2 + folders.indexOf(folder) : 1;
    order[place]!.tests.push(id);
    const root = test.sample ? 'sample/' : inGroups ? `secret/${folder}/` : 'secret/';
    return { id, content: testOf(test, goodName(test.name.slice(root.length)), comparison !== null) };
  });
  if (content.tests.some((test) => test.static)) lose('static_validator', 'What the static validator gives points for is not taken over.');
  return { groups: [sample, secret, ...inner.map(({ id, content: group }) => ({ id, content: group }))], tests, order: { kind: 'order', groups: order }, comparison };
}

/** The folder in data/secret that the test lies in; empty: none. */
function groupFolder({ name, sample }: TestCase): string {
  const parts = name.split('/');
  return sample || parts.length < 3 ? '' : parts[1]!;
}

function pointsOf(group: TestGroup | undefined, lose: Lose): Partial<AuthoredGroup> {
  if (!group) return { points: 'unbounded' };
  const { maxScore, scoreAggregation } = group;
  const aggregation = scoreAggregation === 'sum' || scoreAggregation === 'min' || scoreAggregation === 'pass-fail' ? scoreAggregation : 'sum';
  if (aggregation !== scoreAggregation) lose(`data/${group.name}`, `The points of its tests were put together by "${scoreAggregation}"; now they are added up.`);
  const points = maxScore === null ? 'unbounded' : Math.round(maxScore);
  if (points !== 'unbounded' && points !== maxScore) lose(`data/${group.name}`, `It gave ${maxScore} points, which is no whole number; now it gives ${points}.`);
  return { points, aggregation: points === 'unbounded' && aggregation === 'pass-fail' ? 'sum' : aggregation };
}

function testOf(test: TestCase, name: string, isCompared: boolean): ContentOf<'test'> {
  const { display, args, files, inputValidatorArgs, validatorArgs } = test;
  const extras: Partial<Record<(typeof TEST_EXTRAS)[number], AuthoredFile>> = {};
  if (display?.interaction) extras['.interaction'] = stored(display.interaction);
  else {
    if (display?.input) extras['.in.statement'] = stored(display.input);
    if (display?.answer) extras['.ans.statement'] = stored(display.answer);
  }
  if (display?.downloadInput) extras['.in.download'] = stored(display.downloadInput);
  if (display?.downloadAnswer) extras['.ans.download'] = stored(display.downloadAnswer);
  return {
    kind: 'test', name, input: { from: 'file', file: stored(test.input) }, answer: { from: 'file', file: stored(test.answer) }, description: test.description ?? null, hint: test.hint ?? null,
    fullFeedback: test.fullFeedback ?? null, args: args ?? null, validatorArgs: isCompared || validatorArgs.length === 0 ? null : validatorArgs, inputValidatorArgs: inputValidatorArgs ?? null,
    limits: testLimitsOf(test), extras, files: (files ?? []).map((file) => ({ path: file.path, file: stored(file) })),
  };
}
