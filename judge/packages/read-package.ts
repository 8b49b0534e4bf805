/**
 * A problem package, from a zip file or a folder, into what the rest of Arbiter works with.
 *
 * The zip is unpacked into a folder of ours (unpack.ts), the folder is read as a tree (tree.ts), and each part of the
 * package has its own reader. They all run, whatever the others find, so that every fault is listed at once. Only when
 * there is none is any content handed to the store.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { WantedEnvironment } from '#contract/environment.js';
import { packageSchema, type LabelledSubmission, type PackageFinding, type ProblemPackage, type TestCase, type Validator } from '#contract/package.js';
import { applyArbiterYaml, applyGraders, readArbiterYaml, type ArbiterYaml } from './arbiter-yaml.js';
import { applyDomjudge, readDomjudgeIni } from './domjudge-ini.js';
import { readAttachments, readIncludes, warnOfTheRest } from './extras.js';
import { PackageFiles, type FileToStore } from './files.js';
import { Findings } from './findings.js';
import { defaultValidatorFault, readGroups } from './groups.js';
import { findMemoryLimit, findTimeLimit, limitsFrom, timeMultipliersFrom } from './limits.js';
import { idsOfLanguages } from './languages.js';
import { readProblemYaml, type ProblemYaml } from './problem-yaml.js';
import { readPolygon } from './polygon.js';
import { readInputValidators } from './programs.js';
import type { Reading } from './reading.js';
import { readStatements } from './statements.js';
import { readSubmissions } from './submissions.js';
import { readTests } from './tests.js';
import { PackageTree, type TreeNode } from './tree.js';
import { UNPACK_LIMITS, unpackZip, type UnpackLimits } from './unpack.js';
import { readValidationCases } from './validation-cases.js';
import { readGrader, readOutputValidator, readStaticValidator } from './validators.js';

/** `name` is what the file was called where it came from; it suggests the slug. */
export type PackageSource = { zip: string; name?: string } | { folder: string; name?: string };

export interface ReadOptions {
  /** Keeps one content. Called once for each, after the whole package was found to be sound, and one at a time. */
  storeFile: (file: FileToStore) => Promise<void>;
  /** Where to unpack; needs the size of the unpacked package. Default: the system's folder for such things. */
  temporaryFolder?: string;
  unpackLimits?: UnpackLimits;
  /** Told of each entry of the zip file that is unpacked, then of each content that is handed to the store. */
  progress?: ((stage: 'reading' | 'storing', done: number, total: number) => void) | undefined;
}

export interface ReadResult {
  /** Null: there are faults. */
  package: ProblemPackage | null;
  /** Packages of other people that submissions are to find; they are no part of `package` before they are locked. Null: none. */
  environment: WantedEnvironment | null;
  findings: PackageFinding[];
  /** From the name of the package's folder or file; null where nothing of it would do. */
  suggestedSlug: string | null;
}

/** Never throws for what is in the package; errors of the disk and of the store come through. */
export async function readPackage(source: PackageSource, options: ReadOptions): Promise<ReadResult> {
  const scratch = await mkdtemp(join(options.temporaryFolder ?? tmpdir(), 'arbiter-package-'));
  try {
    const findings = new Findings();
    const unpacked = join(scratch, 'unpacked');
    const made = join(scratch, 'made');
    await mkdir(made);
    if ('zip' in source) {
      await mkdir(unpacked);
      await unpackZip(source.zip, unpacked, findings, options.unpackLimits ?? UNPACK_LIMITS, (done, total) => options.progress?.('reading', done, total));
      if (findings.hasFaults) return { package: null, environment: null, findings: findings.list(), suggestedSlug: slugOf(nameOf(source)) };
    }
    const tree = await PackageTree.read('zip' in source ? unpacked : source.folder, findings);
    const root = packageRoot(tree, findings);
    if (root === null) return { package: null, environment: null, findings: findings.list(), suggestedSlug: slugOf(nameOf(source)) };
    const files = new PackageFiles(made);
    const yaml = await readArbiterYaml({ tree: tree.below(root), findings });
    const packageName = (root === '' ? nameOf(source) : root.slice(root.lastIndexOf('/') + 1)).replace(ARCHIVE, '');
    const { read, shortName } = await readTree(tree.below(root), packageName, files, findings, yaml);
    const { environment, own } = applyArbiterYaml(yaml, read, findings);
    const valid = read && !findings.hasFaults ? packageSchema.parse({ ...read, ...own }) : null;
    if (valid) {
      const toStore = files.toStore();
      for (const [done, file] of toStore.entries()) {
        options.progress?.('storing', done, toStore.length);
        await options.storeFile(file);
      }
      options.progress?.('storing', toStore.length, toStore.length);
    }
    return { package: valid, environment, findings: findings.list(), suggestedSlug: slugOf(shortName) ?? slugOf(packageName) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** `shortName`: by which the package calls itself; empty where it has no such name. */
async function readTree(tree: PackageTree, packageName: string, files: PackageFiles, findings: Findings, own: ArbiterYaml | null): Promise<{ read: ProblemPackage | null; shortName: string }> {
  if (tree.file('problem.yaml') || !tree.file('problem.xml')) return { read: await readIcpc(tree, packageName, files, findings, own), shortName: '' };
  const polygon = await readPolygon({ tree, findings, files, format: 'polygon', modern: false, domjudge: await readDomjudgeIni({ tree, findings }), packageName, own });
  return { read: polygon?.package ?? null, shortName: polygon?.shortName ?? '' };
}

async function readIcpc(tree: PackageTree, packageName: string, files: PackageFiles, findings: Findings, own: ArbiterYaml | null): Promise<ProblemPackage | null> {
  const yaml = await readProblemYaml(tree, findings);
  if (!yaml) return null;
  const modern = yaml.format === '2025-09' || yaml.format === '2023-07-draft';
  const domjudge = await readDomjudgeIni({ tree, findings });
  const reading: Reading = { tree, findings, files, format: yaml.format, modern, domjudge, packageName, own };
  applyDomjudge(reading, yaml, domjudge);
  if (modern) leaveOutBadNames(reading);
  files.useConstants(yaml.constants);
  const statements = await readStatements(reading, yaml);
  const validator = await readOutputValidator(reading, yaml.customValidator, yaml.types.includes('interactive'));
  checkTypes(reading, yaml, validator.kind);
  const groups = await readGroups(reading, yaml, validator.kind === 'default');
  applyGraders(reading, groups.groups);
  const { tests, interactions, shownOutputs } = await readTests(reading, groups, yaml.types.includes('interactive'));
  if (validator.kind === 'default') {
    for (const test of tests) {
      const fault = test.validatorArgs === groups.folders.get(test.group)?.settings.validatorArgs ? null : defaultValidatorFault(test.validatorArgs, yaml.format);
      if (fault !== null) findings.fault(`data/${test.name}.yaml`, fault);
    }
  }
  chooseValidators(reading, tests, validator);
  const grader = await readGrader(reading, groups.groups.some((group) => group.grader));
  const staticValidator = await readStaticValidator(reading, tests.some((test) => test.static));
  const validationCases = [...shownOutputs, ...(await readValidationCases(reading, groups))];
  const rootRange = groups.groups[0]?.range;
  const submissions = await readSubmissions(reading, yaml, rootRange?.[yaml.objective === 'max' ? 1 : 0] ?? null);
  const limits = limitsFrom(await findMemoryLimit(reading, yaml.limits), await findTimeLimit(reading, yaml.limits));
  const limitAtFault = findings.list().some(({ severity, path, message }) => severity === 'fault' && (path === 'problem.yaml' ? message.includes('"limits') : path === '.timelimit'));
  checkCalibration(reading, submissions, limits.timeMs === null && !limitAtFault);
  const inputValidators = await readInputValidators(reading);
  const attachments = await readAttachments(reading);
  const includes = await readIncludes(reading);
  warnOfTheRest(reading);
  return {
    format: yaml.format,
    ...statements,
    types: yaml.types,
    uuid: yaml.uuid,
    ...(yaml.version === undefined ? {} : { version: yaml.version }),
    author: yaml.author,
    source: yaml.source,
    ...(yaml.sourceUrl === undefined ? {} : { sourceUrl: yaml.sourceUrl }),
    license: yaml.license,
    ...(yaml.rightsOwner === undefined ? {} : { rightsOwner: yaml.rightsOwner }),
    ...(yaml.embargoUntil === undefined ? {} : { embargoUntil: yaml.embargoUntil }),
    keywords: yaml.keywords,
    limits,
    timeMultipliers: timeMultipliersFrom(yaml.limits, modern),
    languages: yaml.languages && idsOfLanguages(yaml.languages, findings),
    ...(yaml.allowFileWriting === undefined ? {} : { allowFileWriting: yaml.allowFileWriting }),
    constants: yaml.constants,
    validator,
    inputValidators,
    ...(grader ? { grader } : {}),
    ...(staticValidator ? { staticValidator } : {}),
    ...(validationCases.length > 0 ? { validationCases } : {}),
    attachments,
    includes,
    groups: groups.groups,
    tests,
    ...(interactions.length > 0 ? { interactions } : {}),
    submissions,
    objective: yaml.objective,
    ...(yaml.showTestGroups === undefined ? {} : { showTestGroups: yaml.showTestGroups }),
  };
}

/** Test groups name the validator that is asked by its base name; the tests get its path. */
function chooseValidators({ findings, modern }: Reading, tests: TestCase[], validator: Validator): void {
  const programs = validator.kind === 'default' ? [] : [validator, ...(validator.others ?? [])];
  const programNamed = (name: string) => programs.find(({ path }) => path.endsWith(`/${name}`) || path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '') === name);
  const unknown = new Set<string>();
  for (const test of tests) {
    // The legacy format says that output_validator_flags in one word may be a name; it is flags nearly everywhere.
    const word = test.validatorArgs.at(-1);
    if (!modern && programs.length > 1 && test.validator === undefined && word !== undefined && programNamed(word)) {
      test.validator = word;
      test.validatorArgs = test.validatorArgs.slice(0, -1);
    }
    const name = test.validator;
    if (name === undefined) continue;
    const named = programNamed(name);
    if (named && programs.length > 1) test.validator = named.path;
    else delete test.validator;
    if (!named && !unknown.has(name)) findings.warn('data', `Test groups name an output validator "${name}", which is not there: all that there are judge.`);
    unknown.add(name);
  }
}

/** By which a package is known, one of them. */
const MARKS = ['problem.yaml', 'problem.xml', 'domjudge-problem.ini'];

/** How deep below the top a package is looked for: archives of repositories have folders around it. */
const DEEPEST_ROOT = 3;

/** The package lies at the top, or in one folder below. Null, with a fault, where there is more than one. */
function packageRoot(tree: PackageTree, findings: Findings): string | null {
  const roots = rootsBelow(tree, '', 0);
  if (roots.length <= 1) return roots[0] ?? '';
  findings.fault('', `It holds ${roots.length} packages: ${roots.slice(0, 20).join(', ')}. Send each in a zip file of its own.`);
  return null;
}

function rootsBelow(tree: PackageTree, path: string, depth: number): string[] {
  if (MARKS.some((mark) => tree.file(path === '' ? mark : `${path}/${mark}`))) return [path];
  return depth === DEEPEST_ROOT ? [] : tree.children(path).flatMap((child) => (child.kind === 'folder' ? rootsBelow(tree, child.path, depth + 1) : []));
}

/** The format passes over names with other characters; whoever has some is told. */
function leaveOutBadNames({ tree, findings }: Reading): void {
  tree.filter((node: TreeNode) => {
    const good = /^[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,254}$/.test(node.name);
    if (!good) findings.warn(node.path, 'Ignored, as the format demands for such names: use letters, digits, dots, dashes and underscores.');
    return good;
  });
}

function checkTypes({ findings }: Reading, yaml: ProblemYaml, kind: 'default' | 'custom'): void {
  if (kind === 'custom' || yaml.customValidator === true) return;
  for (const type of ['interactive', 'multi-pass'] as const) {
    if (yaml.types.includes(type)) findings.fault('problem.yaml', `A problem of type ${type} needs an output validator of its own. Add it.`);
  }
}

function checkCalibration({ findings }: Reading, submissions: readonly LabelledSubmission[], needed: boolean): void {
  const lower = submissions.filter((each) => each.calibrates === 'lower' || each.requirements?.some((requirement) => requirement.calibrates === 'lower'));
  if (needed && !lower.some((each) => each.language !== null)) {
    findings.fault('submissions', 'There is no time limit and no accepted submission that could be run to find it. Add submissions/accepted/ or limits.time_limit.');
  } else if (!submissions.some((each) => each.expected.length === 1 && each.expected[0] === 'accepted')) {
    findings.warn('submissions', 'There is no accepted submission: nothing shows that the problem can be solved.');
  }
}

const ARCHIVE = /\.(?:zip|kpp)$/i;

function nameOf(source: PackageSource): string {
  return source.name ?? basename('zip' in source ? source.zip : source.folder);
}

/** As contract/problem.ts has them. */
function slugOf(name: string): string | null {
  const slug = name.replace(ARCHIVE, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64).replace(/-+$/, '');
  return slug === '' ? null : slug;
}
