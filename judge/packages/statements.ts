/** Statements and what lies beside them; the names of the problem in each language. */
import type { FileRef, Statement } from '#contract/package.js';
import { languageCode } from './fields.js';
import type { ProblemYaml } from './problem-yaml.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import type { TreeNode } from './tree.js';

export interface Statements {
  names: Record<string, string>;
  statements: Statement[];
  /** `path` is relative to the statement's folder. */
  statementFiles: FileRef[];
}

const FORMATS = { md: 'markdown', tex: 'latex', pdf: 'pdf' } as const;
const NAME = /^problem(?:\.([a-z]{2,3}(?:[-_][A-Za-z]{2})?))?\.(md|tex|pdf)$/;
/** Of several forms of one language the first is the statement. */
const PREFERENCE = ['md', 'tex', 'pdf'];

interface Found {
  node: TreeNode;
  language: string;
  ending: keyof typeof FORMATS;
}

export async function readStatements(reading: Reading, yaml: ProblemYaml): Promise<Statements> {
  const { tree, files, findings, modern } = reading;
  const folder = statementFolder(reading);
  const found = new Map<string, Found>();
  const beside: TreeNode[] = [];
  for (const node of tree.filesUnder(folder)) {
    const statement = asStatement(reading, node, folder);
    const before = statement && found.get(statement.language);
    if (!statement) beside.push(node);
    else if (!before) found.set(statement.language, statement);
    else {
      const [best, other] = [before, statement].sort((a, b) => PREFERENCE.indexOf(a.ending) - PREFERENCE.indexOf(b.ending)) as [Found, Found];
      found.set(statement.language, best);
      beside.push(other.node);
      findings.warn(other.node.path, `${best.node.name} is the statement in ${statement.language}; this one is kept beside it.`);
    }
  }
  // DOMjudge's packages have it at the top, or as HTML or plain text, or do without.
  const atTop = found.size === 0 ? ['problem.pdf', `${folder}/problem.html`, `${folder}/problem.txt`, 'problem.html', 'problem.txt'].map((path) => tree.file(path)).find((node) => node !== undefined) : undefined;
  if (atTop?.name === 'problem.pdf') found.set('en', { node: atTop, language: 'en', ending: 'pdf' });
  else if (found.size === 0 && (atTop || !modern)) return { ...(await plainStatement(reading, yaml, atTop)), statementFiles: [] };
  if (found.size === 0) findings.fault(folder, `No statement. Add ${folder}/problem.en.md, .tex or .pdf.`);

  const sorted = [...found.values()].sort((a, b) => rankOf(a.language) - rankOf(b.language) || (a.language < b.language ? -1 : 1));
  const statements: Statement[] = [];
  for (const { node, language, ending } of sorted) {
    const file = ending === 'pdf' ? await files.ref(node) : await files.refToSource(node);
    statements.push({ language, format: FORMATS[ending], file });
  }
  const statementFiles: FileRef[] = [];
  for (const node of beside) statementFiles.push(await files.ref(node, node.path.slice(folder.length + 1)));
  return { names: await namesOf(reading, yaml, sorted), statements, statementFiles };
}

/** HTML is what Markdown may contain; plain text is shown as it stands. */
async function plainStatement(reading: Reading, yaml: ProblemYaml, node: TreeNode | undefined): Promise<Pick<Statements, 'names' | 'statements'>> {
  const { files, findings } = reading;
  const text = node ? await readStart(node) : 'The package has no statement.\n';
  if (!node) findings.warn('problem_statement', 'No statement: solvers will see none. Add problem_statement/problem.en.tex or problem.pdf.');
  const shown = node?.name === 'problem.txt' ? `~~~~~~~~text\n${text}\n~~~~~~~~\n` : text;
  const names = Object.keys(yaml.names).length > 0 ? yaml.names : { en: yaml.anyName ?? reading.domjudge.name ?? reading.packageName };
  return { names, statements: [{ language: 'en', format: 'markdown', file: await files.refToText('problem_statement/problem.en.md', shown) }] };
}

function statementFolder(reading: Reading): string {
  const [usual, other] = reading.modern ? ['statement', 'problem_statement'] : ['problem_statement', 'statement'];
  if (reading.tree.folder(usual) || !reading.tree.folder(other)) return usual;
  reading.findings.warn(other, `Read as ${usual}/, the name that this format has for it.`);
  return other;
}

function asStatement(reading: Reading, node: TreeNode, folder: string): Found | null {
  const match = node.path === `${folder}/${node.name}` ? NAME.exec(node.name) : null;
  if (!match) return null;
  const [, language, ending] = match as unknown as [string, string | undefined, keyof typeof FORMATS];
  if (language === undefined && reading.format === '2025-09') {
    reading.findings.warn(node.path, `The language is missing: taken for English. Name it problem.en.${ending}, or what its language is.`);
  }
  return { node, language: languageCode(language ?? 'en'), ending };
}

/** English first: it is what is shown where a reader's language is not there. */
function rankOf(language: string): number {
  return language === 'en' ? 0 : language.startsWith('en-') ? 1 : 2;
}

async function namesOf(reading: Reading, yaml: ProblemYaml, statements: readonly Found[]): Promise<Record<string, string>> {
  const { findings, modern } = reading;
  const names: Record<string, string> = { ...yaml.names };
  const fallback = yaml.anyName ?? (modern ? (Object.values(names)[0] ?? null) : reading.domjudge.name);
  for (const { language, ending, node } of statements) {
    if (names[language] !== undefined) continue;
    const own = !modern && ending === 'tex' ? latexName(await readStart(node)) : null;
    const name = own ?? fallback;
    if (name !== null) names[language] = name;
    if (modern) findings.warn('problem.yaml', `"name" has none in ${language}, the language of ${node.path}. Add it.`);
  }
  const [first] = statements;
  if (Object.keys(names).length === 0 && first && !modern) {
    names[first.language] = reading.packageName;
    findings.warn('problem.yaml', `The problem has no name: it is called as its package is, "${reading.packageName}". Add the key "name".`);
  } else if (Object.keys(names).length === 0 && first) findings.fault('problem.yaml', 'The problem has no name. Add the key "name".');
  for (const language of Object.keys(yaml.names)) {
    if (statements.length > 0 && !statements.some((statement) => statement.language === language)) {
      findings.warn('problem.yaml', `"name" has one in ${language}, in which there is no statement. Add the statement or take the name out.`);
    }
  }
  return names;
}

/** `%% plainproblemname: …`, or the argument of \problemname without its commonest commands. */
export function latexName(source: string): string | null {
  const plain = /^%%\s*plainproblemname:(.*)$/m.exec(source)?.[1]?.trim();
  if (plain) return plain;
  const start = /^[^%\n]*\\problemname\{/m.exec(source);
  if (!start) return null;
  let depth = 1;
  let end = start.index + start[0].length;
  const from = end;
  for (; end < source.length && depth > 0; end += 1) depth += source[end] === '{' ? 1 : source[end] === '}' ? -1 : 0;
  const name = source.slice(from, end - 1);
  const shown = name.replace(/\\(?:emph|text\w\w|mathrm)\b/g, '').replace(/\\([&%$#_{}])/g, '$1').replace(/(?<!\\)[{}$]/g, '').replace(/~/g, ' ').replace(/``|''/g, '"').replace(/\s+/g, ' ').trim();
  return shown === '' ? null : shown;
}
