/** Solutions of a Polygon package, by their tags. */
import type { LabelledSubmission, Requirement } from '#contract/package.js';
import { detectLanguage, type LanguageFound } from './languages.js';
import { PROBLEM_XML } from './polygon-programs.js';
import { programmingLanguage, verdictsOfTag } from './polygon-words.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import type { TreeNode } from './tree.js';
import { find, findAll, type XmlElement } from './xml.js';

export async function readPolygonSolutions(reading: Reading, problem: XmlElement, scoring: boolean): Promise<LabelledSubmission[]> {
  const { tree, files, findings } = reading;
  const submissions: LabelledSubmission[] = [];
  for (const solution of findAll(problem, 'assets', 'solutions', 'solution')) {
    const tag = solution.attributes['tag'] ?? '';
    const source = find(solution, 'source');
    const path = source?.attributes['path'] ?? '';
    const node = tree.file(path);
    const expected = verdictsOfTag(tag);
    if (!node) findings.warn(PROBLEM_XML, `The solution ${path} is not in the package: ignored.`, solution.line);
    else if (expected === null) findings.warn(path, `Its tag is ${tag}: ignored.`);
    else {
      if (expected === undefined) findings.warn(PROBLEM_XML, `Unknown tag "${tag}": anything goes for ${path}.`, solution.line);
      const language = await languageOf(node, source?.attributes['type'] ?? '');
      if (language.language === null) findings.warn(path, `Cannot be judged: ${language.reason}`);
      submissions.push({
        path: `${tag || 'untagged'}/${node.name}`,
        files: [await files.ref(node)],
        language: language.language,
        ...(language.language === null ? { languageProblem: language.reason } : {}),
        ...expectationOf(expected ?? [], scoring),
        ...requirementsOfGroups(solution, scoring, expected ?? []),
        expectedScore: null,
      });
    }
  }
  return submissions;
}

async function languageOf(node: TreeNode, type: string): Promise<LanguageFound> {
  const named = programmingLanguage(type);
  if (named === null) return { language: null, reason: 'It is written in Python 2.' };
  return named === undefined ? detectLanguage([{ name: node.name, text: await readStart(node) }]) : { language: named };
}

/** Where points are given, a wrong solution can have some of them, so tags speak of the tests. */
function expectationOf(expected: readonly string[], scoring: boolean): Pick<LabelledSubmission, 'expected' | 'calibrates'> {
  const accepted = expected.length === 1 && expected[0] === 'accepted';
  return { expected: scoring && !accepted ? [] : [...expected], calibrates: accepted ? 'lower' : 'no' };
}

function requirementsOfGroups(solution: XmlElement, scoring: boolean, expected: readonly string[]): { requirements?: Requirement[] } {
  if (!scoring || expected.length === 0) return {};
  const requirements = [requirement(null, expected)];
  for (const { attributes } of findAll(solution, 'extra-tags', 'extra-tag')) {
    const verdicts = verdictsOfTag(attributes['tag'] ?? '');
    if (verdicts && attributes['group']) requirements.push(requirement(`secret/${attributes['group'].replaceAll('/', '-')}`, verdicts));
  }
  return { requirements };
}

function requirement(tests: string | null, verdicts: readonly string[]): Requirement {
  return verdicts.includes('accepted') ? { tests, permitted: ['accepted', ...verdicts], calibrates: 'no' } : { tests, required: [...verdicts], calibrates: 'no' };
}
