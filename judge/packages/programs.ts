/** The package's own programs: validators and graders. Submissions are read in submissions.ts. */
import type { Program } from '#contract/package.js';
import { detectProgramLanguage, isPython2, isSourceName, type SourceFile } from './languages.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import { testlibFacts } from './testlib.js';
import type { TreeNode } from './tree.js';

/** Every program in `input_validators/` (and its old name) that can be run. */
export async function readInputValidators(reading: Reading): Promise<Program[]> {
  const { tree, findings } = reading;
  const programs: Program[] = [];
  let unreadable = 0;
  for (const folder of ['input_validators', 'input_format_validators']) {
    const children = tree.children(folder);
    if (children.some(isScript)) {
      const program = await readProgram(reading, folder, tree.filesUnder(folder));
      if (program) programs.push(program);
      continue;
    }
    const headers = headersOf(children);
    for (const child of children.filter((each) => !headers.includes(each))) {
      if (/\.(?:ctd|viva)$/.test(child.name)) {
        findings.warn(child.path, `${child.name.endsWith('.ctd') ? 'Checktestdata' : 'VIVA'} scripts are not run: the input files are not checked by it.`);
        unreadable += 1;
        continue;
      }
      const program = await readChild(reading, child, headers);
      if (program) programs.push(program);
      else if (child.kind === 'folder' || !isDocument(child.name)) findings.warn(child.path, 'Not a program that can be run here: ignored.');
    }
  }
  if (programs.length === 0 && unreadable === 0) findings.warn('input_validators', 'No input validator: the input files are not checked. Add a program that exits with 42 for a right input.');
  return programs;
}

/** The programs of a folder that can be run, each its file or subfolder, or the whole folder. What cannot be run is named in a warning. */
export async function readPrograms(reading: Reading, folder: string): Promise<Program[]> {
  const { tree, findings } = reading;
  const children = tree.children(folder);
  if (await isOneProgram(reading, children)) {
    const [only] = children;
    const root = !reading.modern && children.length === 1 && only ? only.path : folder;
    const program = await readProgram(reading, root, tree.filesUnder(root));
    return program ? [program] : [];
  }
  const headers = headersOf(children);
  const programs: Program[] = [];
  for (const child of children.filter((each) => !headers.includes(each))) {
    if (child.kind === 'folder' ? tree.filesUnder(child.path).length === 0 : !isSourceName(child.name)) {
      if (!isDocument(child.name)) findings.warn(child.path, 'Not a program that can be run here: ignored.');
      continue;
    }
    const program = await readChild(reading, child, headers);
    if (program) programs.push(program);
    else findings.warn(child.path, 'Not a program that can be run here: ignored.');
  }
  return programs;
}

/** Scripts or sources that belong together lie beside each other; else each file and each folder is a program. */
async function isOneProgram({ tree, modern }: Reading, children: readonly TreeNode[]): Promise<boolean> {
  if (children.some(isScript)) return true;
  const sources = children.filter((child) => child.kind === 'file' && isSourceName(child.name));
  const folders = children.filter((child) => child.kind === 'folder' && tree.filesUnder(child.path).length > 0);
  if (modern && sources.length > 0) return true;
  if (sources.length + folders.length <= 1) return folders.length === 0;
  if (folders.length > 0 || !sources.every((source) => /\.(?:c|cc|cpp|cxx|c\+\+|C)$/.test(source.name))) return false;
  const texts = await Promise.all(sources.map(readStart));
  return texts.filter((text) => /\bmain\s*\(/.test(text)).length === 1;
}

function readChild(reading: Reading, child: TreeNode, headers: readonly TreeNode[]): Promise<Program | null> {
  return readProgram(reading, child.path, [...reading.tree.filesUnder(child.path), ...(child.kind === 'file' ? headers : [])]);
}

/** Null where it is in no language that could be told. */
export async function readProgram(reading: Reading, path: string, nodes: readonly TreeNode[]): Promise<Program | null> {
  const script = nodes.some((node) => isScript(node) && node.path === `${path}/${node.name}`);
  const sources: SourceFile[] = [];
  for (const node of nodes) {
    if (script || isSourceName(node.name) || nodes.length === 1) sources.push({ name: node.name, text: await readStart(node) });
  }
  const found = script ? { language: 'script' } : detectProgramLanguage(sources);
  if (found.language === null) return null;
  if (found.language === 'python3' && sources.some((source) => isPython2(source.text))) {
    reading.findings.warn(path, 'It asks for Python 2 and is run with Python 3.');
  }
  const testlib = found.language === 'cpp' ? await testlibFacts(sources, nodes) : {};
  if (testlib.needsTestlib) reading.findings.warn(path, 'It includes testlib.h, which is not in the package: the one of this installation is used, if it has one.');
  const files = [];
  for (const node of nodes) files.push(await reading.files.refToSource(node));
  return { path, files, language: found.language, ...testlib };
}

function headersOf(children: readonly TreeNode[]): TreeNode[] {
  return children.filter((child) => child.kind === 'file' && /\.(?:h|hh|hpp|hxx)$/.test(child.name));
}

function isScript(node: TreeNode): boolean {
  return node.kind === 'file' && (node.name === 'build' || node.name === 'run');
}

function isDocument(name: string): boolean {
  return /^(?:readme|license|makefile)|\.(?:md|txt)$/i.test(name);
}
