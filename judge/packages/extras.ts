/** What goes along with a problem: attachments for contestants, files compiled with each submission. */
import type { FileRef } from '#contract/package.js';
import { ARBITER_YAML } from './arbiter-yaml.js';
import { languageIdsOf } from './languages.js';
import type { Reading } from './reading.js';
import { SUBMISSIONS_JSON } from './submissions-yaml.js';

/** `path` is relative to attachments/. */
export async function readAttachments(reading: Reading): Promise<FileRef[]> {
  const { tree, files, findings } = reading;
  for (const child of tree.children('attachments')) {
    if (child.kind === 'folder' && child.name !== 'templates' && reading.format === '2025-09') {
      findings.fault(child.path, 'Only templates/ may be a folder here. Attach a zip file of it instead.');
    }
  }
  const attachments: FileRef[] = [];
  for (const node of tree.filesUnder('attachments')) attachments.push(await files.ref(node, node.path.slice('attachments/'.length)));
  return attachments;
}

/** By LanguageId or `default`; `path` is the name beside the submission's own files. */
export async function readIncludes(reading: Reading): Promise<Record<string, FileRef[]>> {
  const { tree, files, findings } = reading;
  const includes: Record<string, FileRef[]> = {};
  for (const child of tree.children('include')) {
    if (child.kind === 'file') {
      findings.warn(child.path, 'Ignored: files lie in a folder named after their language, or default. Move it there.');
      continue;
    }
    const refs: FileRef[] = [];
    for (const node of tree.filesUnder(child.path)) refs.push(await files.refToSource(node, node.path.slice(child.path.length + 1)));
    if (refs.length === 0) findings.warn(child.path, 'The folder is empty. Put files into it or take it out.');
    else for (const id of languageIdsOf(child.name)) includes[id] = refs;
  }
  return includes;
}

/** Folders and files at the top that belong to the format or to its common tools and that no judging needs. */
const NOT_NEEDED = /^(?:generators|solution|solutions|input_visualizer|output_visualizer|answer_validators|README.*|LICENSE.*|Makefile|.*\.(?:md|txt|sh|py|pdf|kpp|zip))$/i;
const READ = new Set([
  'problem.yaml', ARBITER_YAML, SUBMISSIONS_JSON, 'domjudge-problem.ini', '.timelimit', '.memlimit', 'statement', 'problem_statement', 'data', 'submissions', 'include',
  'attachments', 'input_validators', 'input_format_validators', 'output_validators', 'output_validator', 'graders', 'static_validator',
]);

/** Names in one warning what lies at the top and is not read. */
export function warnOfTheRest(reading: Reading): void {
  const ignored = reading.tree.children('').filter((child) => !READ.has(child.name) && !NOT_NEEDED.test(child.name));
  if (ignored.length > 0) reading.findings.warn('', `Ignored: ${ignored.map((child) => child.name).join(', ')}.`);
}
