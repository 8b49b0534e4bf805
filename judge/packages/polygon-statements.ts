/** Statements of a Polygon package: made of their sections, or else of the whole document or the PDF. */
import type { FileRef, Statement } from '#contract/package.js';
import { PROBLEM_XML } from './polygon-programs.js';
import { languageCode } from './polygon-words.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import type { Statements } from './statements.js';
import { findAll, type XmlElement } from './xml.js';

const SECTIONS = ['legend', 'input', 'output', 'interaction', 'scoring', 'notes'] as const;
type Section = (typeof SECTIONS)[number];
const TITLES: Readonly<Record<string, Readonly<Record<Exclude<Section, 'legend'>, string>>>> = {
  ru: { input: 'Входные данные', output: 'Выходные данные', interaction: 'Протокол взаимодействия', scoring: 'Система оценки', notes: 'Замечание' },
  en: { input: 'Input', output: 'Output', interaction: 'Interaction', scoring: 'Scoring', notes: 'Note' },
};
/** Commands of olymp.sty that head a section. */
const HEADS: Readonly<Record<string, Exclude<Section, 'legend'>>> = { InputFile: 'input', OutputFile: 'output', Interaction: 'interaction', Scoring: 'scoring', Note: 'notes', Notes: 'notes' };

export async function readPolygonStatements(reading: Reading, problem: XmlElement): Promise<Statements> {
  const { tree, findings } = reading;
  const names: Record<string, string> = {};
  for (const { attributes } of findAll(problem, 'names', 'name')) names[languageCode(attributes['language'] ?? '')] ??= attributes['value'] ?? '';
  const languages = new Set([...findAll(problem, 'statements', 'statement').map(({ attributes }) => attributes['language'] ?? ''), ...['statement-sections', 'statements'].flatMap((folder) => tree.children(folder).filter(({ kind, name }) => kind === 'folder' && !name.startsWith('.')).map(({ name }) => name))].filter(Boolean));
  const statements: Statement[] = [];
  const statementFiles: FileRef[] = [];
  for (const name of languages) {
    const statement = await readStatement(reading, problem, name);
    if (!statement || statements.some((other) => other.language === statement.language)) continue;
    statements.push(statement);
    const folder = statement.file.path.slice(0, statement.file.path.lastIndexOf('/'));
    for (const node of [...tree.filesUnder(folder), ...tree.filesUnder(`statements/${name}`)]) {
      const path = `${folder}/${node.name}`;
      if (/\.(?:png|jpe?g|gif|svg|webp)$/i.test(node.name) && !statementFiles.some((file) => file.path === path)) statementFiles.push(await reading.files.ref(node, path));
    }
  }
  if (statements.length === 0) {
    findings.warn(PROBLEM_XML, 'No statement: solvers will see none. Write one in Polygon and make the package anew.', problem.line);
    const [language = 'en'] = Object.keys(names);
    statements.push({ language, format: 'markdown', file: await reading.files.refToText('statements/problem.md', 'The package has no statement.\n') });
  }
  if (Object.keys(names).length === 0) names['en'] = problem.attributes['short-name'] ?? 'Problem';
  statements.sort((a, b) => Number(b.language === 'en') - Number(a.language === 'en'));
  return { names, statements, statementFiles };
}

async function readStatement({ tree, files }: Reading, problem: XmlElement, name: string): Promise<Statement | null> {
  const language = languageCode(name);
  const titles = TITLES[language] ?? TITLES['en']!;
  const sections = `statement-sections/${name}`;
  if (tree.file(`${sections}/legend.tex`)) {
    const parts: string[] = [];
    for (const section of SECTIONS) {
      const node = tree.file(`${sections}/${section}.tex`);
      const text = node ? (await readStart(node)).trim() : '';
      if (text !== '') parts.push(section === 'legend' ? text : `\\section*{${titles[section]}}\n\n${text}`);
    }
    return { language, format: 'latex', file: await files.refToText(`${sections}/problem.tex`, `${parts.join('\n\n')}\n`) };
  }
  const given = findAll(problem, 'statements', 'statement').filter(({ attributes }) => attributes['language'] === name);
  const pathOf = (type: RegExp) => given.find(({ attributes }) => type.test(attributes['type'] ?? ''))?.attributes['path'] ?? '';
  const tex = tree.file(pathOf(/tex/)) ?? tree.file(`statements/${name}/problem.tex`);
  if (tex) return { language, format: 'latex', file: await files.refToText(tex.path, withoutOlymp(await readStart(tex), titles)) };
  const pdf = tree.file(pathOf(/pdf/)) ?? tree.file(`statements/.pdf/${name}/problem.pdf`);
  return pdf ? { language, format: 'pdf', file: await files.ref(pdf) } : null;
}

/** The document without the frame that olymp.sty gives it, and without the samples, which are shown from the tests. */
function withoutOlymp(text: string, titles: Readonly<Record<Exclude<Section, 'legend'>, string>>): string {
  const body = /\\begin\{problem\}(?:\s*\{(?:[^{}]|\{[^{}]*\})*\})*([\s\S]*?)(?:\\end\{problem\}|$)/.exec(text)?.[1] ?? text;
  return body
    .replace(/\\Examples?\b[\s\S]*?\\end\{example(?:wide|three)?\}/g, '')
    .replace(/\\begin\{example(?:wide|three)?\}[\s\S]*?\\end\{example(?:wide|three)?\}/g, '')
    .replace(/\\(InputFile|OutputFile|Interaction|Scoring|Notes?)\b/g, (_, command: string) => `\n\n\\section*{${titles[HEADS[command] ?? 'notes']}}\n\n`);
}
