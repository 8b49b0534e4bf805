/** The package's own programs: input validators and the output validator. Submissions are read in submissions.ts. */
import type { Program, Validator } from '#contract/package.js';
import { detectProgramLanguage, isPython2, isSourceName, type SourceFile } from './languages.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import type { TreeNode } from './tree.js';

/** Every program in `input_validators/` (and its old name) that can be run. */
export async function readInputValidators(reading: Reading): Promise<Program[]> {
  const { tree, findings } = reading;
  const programs: Program[] = [];
  let unreadable = 0;
  for (const folder of ['input_validators', 'input_format_validators']) {
    const children = tree.children(folder);
    const headers = children.filter((child) => child.kind === 'file' && isHeader(child.name));
    for (const child of children.filter((each) => !headers.includes(each))) {
      if (/\.(?:ctd|viva)$/.test(child.name)) {
        findings.warn(child.path, `${child.name.endsWith('.ctd') ? 'Checktestdata' : 'VIVA'} scripts are not run: the input files are not checked by it.`);
        unreadable += 1;
        continue;
      }
      const program = await readProgram(reading, child.path, [...tree.filesUnder(child.path), ...(child.kind === 'file' ? headers : [])]);
      if (program) programs.push(program);
      else if (child.kind === 'folder' || !isDocument(child.name)) findings.warn(child.path, 'Not a program that can be run here: ignored.');
    }
  }
  if (programs.length === 0 && unreadable === 0) findings.warn('input_validators', 'No input validator: the input files are not checked. Add a program that exits with 42 for a right input.');
  return programs;
}

/** `wanted`: the package says that it has a validator of its own (legacy) or that this follows from the folder (null). */
export async function readOutputValidator(reading: Reading, wanted: boolean | null): Promise<Validator> {
  const { tree, findings, modern } = reading;
  const [usual, other] = modern ? ['output_validator', 'output_validators'] : ['output_validators', 'output_validator'];
  let folder = usual;
  if (tree.filesUnder(usual).length === 0 && tree.filesUnder(other).length > 0) {
    if (reading.format === '2025-09') findings.fault(other, `In format 2025-09 the output validator lies in ${usual}/. Rename the folder.`);
    else findings.warn(other, `Read as ${usual}/, the name that this format has for it.`);
    folder = other;
  }
  const present = tree.filesUnder(folder).length > 0;
  if (wanted === false) {
    if (present) findings.warn(folder, 'Ignored: problem.yaml says "validation: default".');
    return { kind: 'default' };
  }
  if (!present) {
    if (wanted === true) findings.fault(usual, 'problem.yaml says "validation: custom", and there is no output validator. Add it.');
    return { kind: 'default' };
  }
  const root = programRoot(reading, folder);
  if (root === null) return { kind: 'default' };
  const program = await readProgram(reading, root, tree.filesUnder(root));
  if (program) return { kind: 'custom', ...program };
  findings.fault(root, 'Not a program that can be run: use Python 3, C or C++, or bring build and run scripts.');
  return { kind: 'default' };
}

/** Where the one output validator is: the folder, its only file or its only subfolder. Null, with a fault, if there are several. */
function programRoot(reading: Reading, folder: string): string | null {
  const { tree, findings } = reading;
  const children = tree.children(folder);
  if (children.some((child) => isScript(child))) return folder;
  const sources = children.filter((child) => child.kind === 'file' && isSourceName(child.name));
  const folders = children.filter((child) => child.kind === 'folder' && tree.filesUnder(child.path).length > 0);
  if (reading.modern && sources.length > 0) return folder;
  if (sources.length === 0 && folders.length === 1) return folders[0]?.path ?? folder;
  if (sources.length === 1 && folders.length === 0) return children.length === 1 ? (children[0]?.path ?? folder) : folder;
  if (sources.length === 0 && folders.length === 0) return children.length === 1 ? (children[0]?.path ?? folder) : folder;
  findings.fault(folder, `Several output validators (${[...sources, ...folders].map((each) => each.name).join(', ')}); one is run. Leave one, or put the files of one program in a folder of its own.`);
  return null;
}

async function readProgram(reading: Reading, path: string, nodes: readonly TreeNode[]): Promise<Program | null> {
  const script = nodes.some((node) => isScript(node) && (node.path === `${path}/${node.name}`));
  const sources: SourceFile[] = [];
  for (const node of nodes) {
    if (script || isSourceName(node.name) || nodes.length === 1) sources.push({ name: node.name, text: await readStart(node) });
  }
  const found = script ? { language: 'script' } : detectProgramLanguage(sources);
  if (found.language === null) return null;
  if (found.language === 'python3' && sources.some((source) => isPython2(source.text))) {
    reading.findings.warn(path, 'It asks for Python 2 and is run with Python 3.');
  }
  const files = [];
  for (const node of nodes) files.push(await reading.files.refToSource(node));
  return { path, files, language: found.language };
}

function isScript(node: TreeNode): boolean {
  return node.kind === 'file' && (node.name === 'build' || node.name === 'run');
}

function isHeader(name: string): boolean {
  return /\.(?:h|hh|hpp|hxx)$/.test(name);
}

function isDocument(name: string): boolean {
  return /^(?:readme|license|makefile)|\.(?:md|txt)$/i.test(name);
}
