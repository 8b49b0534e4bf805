/** Checker, interactor, validators and files that are compiled with solutions. */
import type { FileRef, Program, Validator } from '#contract/package.js';
import { detectProgramLanguage, isSourceName, languageIdsOf } from './languages.js';
import { programmingLanguage, standardChecker } from './polygon-words.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import { testlibFacts } from './testlib.js';
import type { TreeNode } from './tree.js';
import { find, findAll, type XmlElement } from './xml.js';

export const PROBLEM_XML = 'problem.xml';

export interface PolygonPrograms {
  validator: Validator;
  /** Of the default validator, where it stands in for a checker that is missing. */
  validatorArgs: string[];
  /** The checker asks in which testset or group a test is. Old headers refuse to be told. */
  tellsChecker: boolean;
  inputValidators: Program[];
  includes: Record<string, FileRef[]>;
}

export async function readPolygonPrograms(reading: Reading, problem: XmlElement): Promise<PolygonPrograms> {
  const { findings } = reading;
  const checker = find(problem, 'assets', 'checker');
  const interactorSource = find(problem, 'assets', 'interactor', 'source');
  const inputValidators: Program[] = [];
  for (const source of findAll(problem, 'assets', 'validators', 'validator', 'source')) {
    const program = await readSource(reading, source);
    if (program) inputValidators.push(program);
  }
  if (inputValidators.length === 0) findings.warn(PROBLEM_XML, 'No validator: the input files are not checked.');
  const common = { inputValidators, includes: await readResources(reading, problem) };
  const program = await readChecker(reading, checker);
  if (!program) {
    const args = standardChecker(checker?.attributes['name'] ?? '');
    if (args === null || interactorSource) findings.fault(PROBLEM_XML, `The checker ${checker?.attributes['name'] ?? ''} is missing. Download the full package from Polygon, which contains it.`, checker?.line);
    else findings.warn(PROBLEM_XML, `The checker ${checker?.attributes['name'] ?? ''} is not in the package: outputs are compared by the default validator, with ${args.join(' ') || 'no arguments'}.`, checker?.line);
    return { ...common, validator: { kind: 'default' }, validatorArgs: args ?? [], tellsChecker: false };
  }
  const checkerNode = reading.tree.file(program.path);
  const tellsChecker = checkerNode !== undefined && /\bchecker\s*\.\s*(?:group|testset)\s*\(/.test(await readStart(checkerNode));
  const interactor = interactorSource ? await readSource(reading, interactorSource) : null;
  if (interactorSource && !interactor) findings.fault(PROBLEM_XML, `The interactor ${interactorSource.attributes['path'] ?? ''} is missing, or in a language that is not run here. Download the full package from Polygon, which contains it.`, interactorSource.line);
  return { ...common, validator: { kind: 'custom', ...program, ...(interactor ? { interactor } : {}) }, validatorArgs: [], tellsChecker };
}

/** Standard checkers lie at the top, too. */
async function readChecker(reading: Reading, checker: XmlElement | undefined): Promise<Program | null> {
  const source = find(checker, 'source');
  const copy = find(checker, 'copy')?.attributes['path'];
  return (source ? await readSource(reading, source) : null) ?? (copy === undefined ? null : readSource(reading, { ...(source ?? { name: 'source', children: [], text: '', line: 1 }), attributes: { ...source?.attributes, path: copy } }));
}

/** Null where the file is not there or cannot be run. Everything of Polygon speaks in testlib's way. */
async function readSource(reading: Reading, source: XmlElement): Promise<Program | null> {
  const { tree, files } = reading;
  const node = tree.file(source.attributes['path'] ?? '');
  if (!node) return null;
  const text = await readStart(node);
  const named = programmingLanguage(source.attributes['type'] ?? '');
  const language = named ?? detectProgramLanguage([{ name: node.name, text }]).language;
  if (language === null) return null;
  const headers = headersBeside(reading, node);
  const facts = language === 'cpp' ? await testlibFacts([{ text }], headers) : {};
  if (facts.needsTestlib) reading.findings.warn(node.path, 'It includes testlib.h, which is not in the package: the one of this installation is used, if it has one.');
  return {
    path: node.path,
    files: await Promise.all([node, ...headers].map((each) => files.ref(each))),
    language: language === 'pypy3' ? 'python3' : language,
    protocol: 'testlib',
    ...(facts.needsTestlib ? { needsTestlib: true } : {}),
  };
}

function headersBeside({ tree }: Reading, node: TreeNode): TreeNode[] {
  const folders = new Set(['files', node.path.includes('/') ? node.path.slice(0, node.path.lastIndexOf('/')) : '']);
  const headers = new Map<string, TreeNode>();
  for (const folder of folders) for (const child of tree.children(folder)) if (child.kind === 'file' && /\.(?:h|hh|hpp|hxx|inc)$/.test(child.name)) headers.set(child.name, child);
  return [...headers.values()];
}

/** Resources that belong to solutions, by the language that they are for. */
async function readResources({ tree, files, findings }: Reading, problem: XmlElement): Promise<Record<string, FileRef[]>> {
  const includes: Record<string, FileRef[]> = {};
  for (const file of findAll(problem, 'files', 'resources', 'file')) {
    if (!findAll(file, 'assets', 'asset').some(({ attributes }) => attributes['name']?.toLowerCase() === 'solution')) continue;
    const path = file.attributes['path'] ?? '';
    const node = tree.file(path);
    if (!node) {
      findings.fault(PROBLEM_XML, `The resource ${path} is missing. Download the full package from Polygon, which contains it.`, file.line);
      continue;
    }
    const types = (file.attributes['for-types'] ?? file.attributes['type'] ?? '').split(/[;,\s]+/).filter((type) => type !== '' && !type.startsWith('h.'));
    const byName = isSourceName(node.name) ? (detectProgramLanguage([{ name: node.name, text: '' }]).language ?? 'cpp') : 'cpp';
    const languages = types.length > 0 ? types.map((type) => programmingLanguage(type) ?? byName) : [byName];
    const ref = await files.ref(node, node.name);
    for (const id of new Set(languages.flatMap((language) => (language === 'python3' ? languageIdsOf('python') : [language])))) (includes[id] ??= []).push(ref);
  }
  return includes;
}
