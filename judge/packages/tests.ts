/** The test cases of data/sample and data/secret, in the order in which they are judged. */
import type { FileRef, ProblemPackage, TestCase, ValidationCase } from '#contract/package.js';
import type { GroupTree } from './groups.js';
import type { Reading } from './reading.js';
import { readOwnYaml } from './test-yaml.js';
import { byteOrder, readText, type TreeNode } from './tree.js';
import { VALIDATION_FOLDERS } from './validation-cases.js';

/** Everything that may belong to a test, longest first. */
const ENDINGS = ['.in.statement', '.ans.statement', '.in.download', '.ans.download', '.interaction', '.files', '.yaml', '.hint', '.desc', '.jpeg', '.png', '.jpg', '.svg', '.ans', '.out', '.in'] as const;
type Ending = (typeof ENDINGS)[number];
type Parts = Map<Ending, TreeNode>;

const MAX_NOTE_BYTES = 64 * 1024;

export interface TestData {
  tests: TestCase[];
  interactions: NonNullable<ProblemPackage['interactions']>;
  /** Outputs that are shown in place of answers, which must be right. */
  shownOutputs: ValidationCase[];
}

interface Found extends TestData {
  /** Inputs whose missing answers are taken as empty; null: none may be missing. */
  unanswered: TreeNode[] | null;
}

/** `interactive`: interactors seldom look at answers, and old packages of such problems go without them. */
export async function readTests(reading: Reading, groups: GroupTree, interactive: boolean): Promise<TestData> {
  const data: Found = { tests: [], interactions: [], shownOutputs: [], unanswered: interactive && !reading.modern ? [] : null };
  warnOfUnusedData(reading);
  for (const top of ['sample', 'secret']) await readFolder(reading, groups, top, data);
  const [first, ...others] = data.unanswered ?? [];
  if (first) reading.findings.warn(first.path, `The answer${others.length > 0 ? `s of this test and ${others.length} others are` : ' is'} missing, and taken as empty, as the interactor judges. Add .ans files.`);
  if (!data.tests.some((test) => !test.sample && !test.static)) reading.findings.fault('data/secret', 'There are no secret tests. Add at least one pair of .in and .ans files.');
  return data;
}

function warnOfUnusedData({ tree, findings }: Reading): void {
  const unused = tree.children('data').filter((child) => child.name !== 'sample' && child.name !== 'secret' && !VALIDATION_FOLDERS.has(child.name) && !/^(?:testdata|test_group)\.yaml$/.test(child.name));
  if (unused.length > 0) findings.warn('data', `Not used in judging: ${unused.map((child) => child.name).join(', ')}.`);
}

async function readFolder(reading: Reading, groups: GroupTree, folder: string, data: Found): Promise<void> {
  await addStaticTest(reading, groups, folder, data);
  const tests = new Map<string, Parts>();
  const folders = new Map<string, TreeNode>();
  const strangers: string[] = [];
  for (const child of reading.tree.children(`data/${folder}`)) {
    const ending = ENDINGS.find((each) => child.name.endsWith(each) && (each === '.files') === (child.kind === 'folder'));
    if (ending && !/^(?:testdata|test_group)\.yaml$/.test(child.name)) {
      const base = child.name.slice(0, -ending.length);
      const parts: Parts = tests.get(base) ?? new Map<Ending, TreeNode>();
      tests.set(base, parts.set(ending, child));
    } else if (child.kind === 'folder') folders.set(child.name, child);
    else if (!ending) strangers.push(child.name);
  }
  if (strangers.length > 0) reading.findings.warn(`data/${folder}`, `Ignored: ${strangers.slice(0, 20).join(', ')}${strangers.length > 20 ? ' and more' : ''}.`);
  for (const name of [...new Set([...tests.keys(), ...folders.keys()])].sort(byteOrder)) {
    const parts = tests.get(name);
    if (reading.modern && parts && folders.has(name) && parts.has('.in')) reading.findings.fault(`data/${folder}/${name}`, 'A folder and a test have the same name. Rename one.');
    if (parts) await readTest(reading, groups, folder, name, parts, data);
    if (folders.has(name)) await readFolder(reading, groups, `${folder}/${name}`, data);
  }
}

/** A group's static validation comes before its tests, as if it were one of them. */
async function addStaticTest({ files }: Reading, groups: GroupTree, folder: string, data: TestData): Promise<void> {
  const given = groups.statics?.get(folder);
  if (!given) return;
  const nothing = await files.refToText('data/nothing', '');
  data.tests.push({ name: `${folder}/static validation`, group: folder, sample: false, input: nothing, answer: nothing, validatorArgs: [], static: { args: given.args }, ...(given.points === null ? {} : { points: given.points }) });
}

async function readTest(reading: Reading, groups: GroupTree, folder: string, base: string, parts: Parts, data: Found): Promise<void> {
  const { files } = reading;
  const name = `${folder}/${base}`;
  const sample = folder === 'sample' || folder.startsWith('sample/');
  const input = parts.get('.in');
  const answer = parts.get('.ans');
  const interaction = parts.get('.interaction');
  if (!input && !answer && interaction && sample) {
    if (reading.format === '2025-09') reading.findings.warn(interaction.path, `It is shown, though there is no data/${name}.in as the format wants it.`);
    data.interactions.push({ name, file: await files.ref(interaction) });
    return;
  }
  if (input && !answer && data.unanswered) data.unanswered.push(input);
  else if (!input || !answer) {
    reportIncomplete(reading, name, parts);
    return;
  }
  const place = groups.folders.get(folder);
  if (!place) return;
  const own = await readOwnYaml(reading, parts.get('.yaml'), place.settings);
  checkDisplay(reading, name, parts);
  const hint = own.hint ?? (await note(reading, parts.get('.hint')));
  const description = own.description ?? (await note(reading, parts.get('.desc')));
  const display = await displayOf(reading, parts);
  const output = reading.modern ? parts.get('.out') : undefined;
  const extra: FileRef[] = [];
  const extraFolder = parts.get('.files');
  if (extraFolder) for (const node of reading.tree.filesUnder(extraFolder.path)) extra.push(await files.ref(node, node.path.slice(extraFolder.path.length + 1)));
  const { validatorArgs, validator, inputValidatorArgs, args, fullFeedback } = own.settings;
  const judged = { input: await files.ref(input), answer: answer ? await files.ref(answer) : await files.refToText(`data/${name}.ans`, ''), validatorArgs };
  if (output) data.shownOutputs.push({ name, kind: 'valid-output', ...judged, output: await files.ref(output) });
  data.tests.push({
    name,
    group: place.group,
    sample,
    ...judged,
    ...(validator === undefined ? {} : { validator }),
    ...(Object.keys(inputValidatorArgs).length > 0 ? { inputValidatorArgs } : {}),
    ...(args.length > 0 ? { args } : {}),
    ...(extra.length > 0 ? { files: extra } : {}),
    ...(display ? { display } : {}),
    ...(fullFeedback && !sample ? { fullFeedback } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(description === undefined ? {} : { description }),
  });
}

function reportIncomplete({ findings, modern }: Reading, name: string, parts: Parts): void {
  const first = [...parts.values()][0];
  const path = first?.path ?? `data/${name}`;
  if (parts.has('.in')) {
    const hint = parts.has('.out') ? ' Rename the .out file if that is the answer.' : '';
    findings.fault(parts.get('.in')?.path ?? path, `The answer is missing: add data/${name}.ans.${hint}`);
  } else if (parts.has('.ans')) findings.fault(parts.get('.ans')?.path ?? path, `The input is missing: add data/${name}.in.`);
  else if (modern) findings.fault(path, `It belongs to no test: add data/${name}.in and .ans, or take it out.`);
  else findings.warn(path, `It belongs to no test: there is no data/${name}.in. Add it or take this out.`);
}

/** https://icpc.io/problem-package-format/spec/2025-09.html#displaying-test-cases */
function checkDisplay({ findings, modern }: Reading, name: string, parts: Parts): void {
  if (!modern) return;
  for (const alternatives of [['.in.statement', '.interaction'], ['.out', '.ans.statement', '.interaction'], ['.out', '.ans.download']] as const) {
    const present = alternatives.filter((ending) => parts.has(ending));
    if (present.length > 1) findings.fault(`data/${name}${present[1]}`, `The test also has ${present[0]}; only one of them may be given. Take one out.`);
  }
  const images = (['.png', '.jpg', '.jpeg', '.svg'] as const).filter((ending) => parts.has(ending));
  if (images.length > 1) findings.fault(`data/${name}${images[1]}`, 'The test has more than one illustration. Leave one.');
}

async function displayOf({ files }: Reading, parts: Parts): Promise<TestCase['display']> {
  const display: NonNullable<TestCase['display']> = {};
  const shown = { input: parts.get('.in.statement'), answer: parts.get('.ans.statement') ?? parts.get('.out'), interaction: parts.get('.interaction'), downloadInput: parts.get('.in.download'), downloadAnswer: parts.get('.ans.download') };
  for (const key of ['input', 'answer', 'interaction', 'downloadInput', 'downloadAnswer'] as const) {
    const node = shown[key];
    if (node) display[key] = await files.ref(node);
  }
  return Object.keys(display).length > 0 ? display : undefined;
}

async function note(reading: Reading, node: TreeNode | undefined): Promise<string | undefined> {
  const content = node ? await readText(node, MAX_NOTE_BYTES, reading.findings) : null;
  return content?.trim() ?? undefined;
}
