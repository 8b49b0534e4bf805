/** The tests of a Polygon package and their groups. https://docs.codeforces.com/polygon */
import type { FileRef, TestCase, TestGroup } from '#contract/package.js';
import { PROBLEM_XML } from './polygon-programs.js';
import { placeArguments } from './polygon-words.js';
import type { Reading } from './reading.js';
import type { TreeNode } from './tree.js';
import { find, findAll, type XmlElement } from './xml.js';

export interface PolygonTests {
  tests: TestCase[];
  groups: TestGroup[];
  scoring: boolean;
}

interface Entry {
  element: XmlElement;
  /** With leading zeros, as in its file's name. */
  number: string;
  sample: boolean;
  /** Name in the package; undefined: in no group. */
  group: string | undefined;
  points: number;
}

/** `tellsChecker`: it asks for the test's place. `interactive`: samples show only what the statement has of them. */
export async function readPolygonTests(reading: Reading, testset: XmlElement, { validatorArgs, tellsChecker }: { validatorArgs: string[]; tellsChecker: boolean }, interactive: boolean): Promise<PolygonTests> {
  const entries = entriesOf(testset);
  const named = findAll(testset, 'groups', 'group');
  const scoring = entries.some(({ points }) => points > 0) || named.some(({ attributes }) => Number(attributes['points'] ?? 0) > 0);
  const isSampleGroup = (name: string) => entries.filter(({ group }) => group === name).every(({ sample, points }) => sample && points === 0);
  const place = ({ sample, group, points }: Entry): string => {
    if (!scoring || group === undefined) return sample && points === 0 ? 'sample' : 'secret';
    return isSampleGroup(group) ? 'sample' : `secret/${fileName(group)}`;
  };
  const tests: TestCase[] = [];
  const files = new TestFiles(reading, testset);
  for (const entry of entries) {
    const input = await files.ref('input-path-pattern', entry);
    const answer = await files.ref('answer-path-pattern', entry);
    if (!input || !answer) continue;
    const group = place(entry);
    const display = entry.sample ? await displayOf(reading, entry.number, input, answer, interactive) : undefined;
    const told = placeArguments(testset.attributes['name'] ?? '', entry.group);
    const description = entry.element.attributes['description'];
    tests.push({
      name: `${group}/${entry.number}`, group, sample: entry.sample, input, answer, validatorArgs: tellsChecker ? told : validatorArgs, inputValidatorArgs: told,
      ...(scoring ? { points: entry.points } : {}),
      ...(display ? { display } : {}),
      ...(description ? { description } : {}),
    });
  }
  files.report();
  return { tests, groups: groupsOf(entries, named, place, scoring), scoring };
}

function entriesOf(testset: XmlElement): Entry[] {
  const elements = findAll(testset, 'tests', 'test');
  const width = /%0(\d+)d/.exec(find(testset, 'input-path-pattern')?.text ?? '')?.[1] ?? '2';
  return elements.map((element, index) => ({
    element,
    number: String(index + 1).padStart(Number(width), '0'),
    sample: element.attributes['sample'] === 'true',
    group: element.attributes['group'] || undefined,
    points: Number(element.attributes['points'] ?? 0) || 0,
  }));
}

/** Finds the files by the patterns of a testset, and tells once of all that are missing. */
class TestFiles {
  private readonly missing: { path: string; generated: boolean }[] = [];
  private converted = false;

  constructor(
    private readonly reading: Reading,
    private readonly testset: XmlElement,
  ) {}

  async ref(pattern: 'input-path-pattern' | 'answer-path-pattern', { element, number }: Entry): Promise<FileRef | null> {
    const fallback = pattern === 'input-path-pattern' ? 'tests/%02d' : 'tests/%02d.a';
    const path = (find(this.testset, pattern)?.text || fallback).replace(/%(0\d+)?d/, number);
    const node = this.reading.tree.file(path);
    if (!node) {
      this.missing.push({ path, generated: element.attributes['method'] === 'generated' || pattern === 'answer-path-pattern' });
      return null;
    }
    const ref = await this.reading.files.refWithUnixLines(node);
    this.converted ||= ref.size !== node.size;
    return ref;
  }

  report(): void {
    const { findings } = this.reading;
    if (this.converted) findings.warn('tests', 'The package was made for Windows: the lines of its tests are read as if they ended in line feeds alone.');
    const [first] = this.missing;
    if (!first) return;
    const others = this.missing.length === 1 ? '' : `, nor are ${this.missing.length - 1} others`;
    const why = this.missing.some(({ generated }) => generated) ? 'The package only says how its tests are generated' : 'Tests are missing';
    findings.fault(first.path, `${why}: this file is not in it${others}. Download the full package from Polygon (Package → Full, for Linux or Windows), which contains all tests and answers.`);
  }
}

/** What the statement shows in place of the test's files, which Polygon keeps beside it. */
async function displayOf({ tree, files }: Reading, number: string, input: FileRef, answer: FileRef, always: boolean): Promise<TestCase['display']> {
  const own = (ending: string): TreeNode | undefined => {
    const folders = ['statement-sections/english', ...tree.children('statement-sections').map(({ path }) => path), ...tree.children('statements').map(({ path }) => path)];
    return folders.map((folder) => tree.file(`${folder}/example.${number}${ending}`)).find((node) => node !== undefined);
  };
  const [shownInput, shownAnswer] = [own(''), own('.a')];
  if (!shownInput || !shownAnswer) return undefined;
  const [inputRef, answerRef] = [await files.refWithUnixLines(shownInput), await files.refWithUnixLines(shownAnswer)];
  return !always && inputRef.hash === input.hash && answerRef.hash === answer.hash ? undefined : { input: inputRef, answer: answerRef };
}

const PLAIN = {
  maxScore: null, scoreAggregation: 'pass-fail', verdictAggregation: 'first-error', onReject: 'break', acceptScore: null, rejectScore: null, requirePass: [], range: null, ignoreSample: false,
} satisfies Omit<TestGroup, 'name'>;
const PARTIAL = { ...PLAIN, scoreAggregation: 'sum', verdictAggregation: 'accept-if-any-accepted', onReject: 'continue', acceptScore: 0, rejectScore: 0 } satisfies Omit<TestGroup, 'name'>;

function groupsOf(entries: readonly Entry[], named: readonly XmlElement[], place: (entry: Entry) => string, scoring: boolean): TestGroup[] {
  const sample: TestGroup = { ...PLAIN, name: 'sample', ...(scoring ? { onReject: 'continue' } : {}) };
  if (!scoring) return [{ ...PLAIN, name: '' }, sample, { ...PLAIN, name: 'secret' }];
  const points = (of: readonly Entry[]) => of.reduce((sum, entry) => sum + entry.points, 0);
  const placeOf = (group: string) => entries.find((entry) => entry.group === group && place(entry) !== 'secret');
  const groups: TestGroup[] = [];
  for (const name of new Set(entries.flatMap((entry) => (entry.group !== undefined && place(entry).startsWith('secret/') ? [entry.group] : [])))) {
    const own = entries.filter((entry) => entry.group === name);
    const element = named.find(({ attributes }) => attributes['name'] === name);
    const requirePass = [...requirementsOf(name, named)].flatMap((required) => {
      const entry = placeOf(required);
      return entry && required !== name ? [place(entry)] : [];
    });
    const most = Number(element?.attributes['points'] ?? Number.NaN);
    const whole = element?.attributes['points-policy'] === 'complete-group';
    const maxScore = whole && most > 0 ? most : points(own);
    groups.push(whole ? { ...PLAIN, name: `secret/${fileName(name)}`, maxScore, acceptScore: maxScore, requirePass } : { ...PARTIAL, name: `secret/${fileName(name)}`, maxScore, requirePass });
  }
  const most = groups.reduce((sum, group) => sum + (group.maxScore ?? 0), 0) + points(entries.filter((entry) => place(entry) === 'secret'));
  const root: TestGroup = { ...PLAIN, name: '', scoreAggregation: 'sum', onReject: 'continue', ignoreSample: true };
  return [root, sample, { ...PARTIAL, name: 'secret', maxScore: most, range: [0, null] }, ...groups];
}

/** All groups that must be passed first, also those that these need: a group that was not run was not passed. */
function requirementsOf(name: string, named: readonly XmlElement[], seen: ReadonlySet<string> = new Set()): Set<string> {
  const element = named.find(({ attributes }) => attributes['name'] === name);
  const direct = findAll(element, 'dependencies', 'dependency').map(({ attributes }) => attributes['group'] ?? '').filter((group) => !seen.has(group));
  return new Set(direct.flatMap((group) => [...requirementsOf(group, named, new Set([...seen, name])), group]));
}

/** Groups are folders here. */
function fileName(group: string): string {
  return group.replaceAll('/', '-');
}

/** The testset that judges: the one named tests, or else the largest. */
export function chooseTestset(problem: XmlElement, reading: Reading): XmlElement | null {
  const testsets = findAll(problem, 'judging', 'testset');
  const size = (testset: XmlElement) => findAll(testset, 'tests', 'test').length;
  const chosen = testsets.find(({ attributes }) => attributes['name'] === 'tests') ?? testsets.toSorted((a, b) => size(b) - size(a))[0];
  if (!chosen || size(chosen) === 0) {
    reading.findings.fault(PROBLEM_XML, 'It has no tests. Add some in Polygon and make the package anew.', chosen?.line ?? problem.line);
    return null;
  }
  const others = testsets.filter((testset) => testset !== chosen && size(testset) > 0).map(({ attributes }) => attributes['name'] ?? '');
  if (others.length > 0) reading.findings.warn(PROBLEM_XML, `Of the testsets "${chosen.attributes['name'] ?? ''}" judges; not used: ${others.join(', ')}.`, chosen.line);
  return chosen;
}
