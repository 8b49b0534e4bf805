/** The labelled submissions: by them a package proves itself, and its time limit is found. */
import { ANSWERS } from '#contract/language.js';
import type { FileRef, LabelledSubmission, Requirement } from '#contract/package.js';
import { findScoreTag, findTag, verdictsOfWord } from './expected-results.js';
import { detectLanguage, isSourceName, languageIdsOf, type LanguageFound, type SourceFile } from './languages.js';
import type { ProblemYaml } from './problem-yaml.js';
import type { Reading } from './reading.js';
import { readStart } from './source-text.js';
import { globMatches, readSubmissionDetails, readSubmissionRules, type SubmissionRule } from './submissions-yaml.js';
import type { TreeNode } from './tree.js';

/** Folders that have no verdict's name. Empty: anything goes. */
const OTHER_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  partially_accepted: ['accepted'],
  brute_force: ['time-limit-exceeded', 'idleness-limit-exceeded', 'runtime-error', 'memory-limit-exceeded', 'output-limit-exceeded'],
  slow_accepted: ['accepted'],
};
const DOCUMENT = /^(?:readme.*|makefile|.*\.(?:md|txt|ya?ml|pdf|class|o|exe|out|in|ans|log|bak|orig|pyc))$/i;
/** Of answers, which may bear any name. */
const NOTE = /^readme\b/i;
/** A score just below the best one. */
const SLIGHTLY = 1e-9;

/** `bestScore`: where one is known, what a submission in partially_accepted/ must not reach. */
export async function readSubmissions(reading: Reading, yaml: ProblemYaml, bestScore: number | null): Promise<LabelledSubmission[]> {
  const { tree, findings } = reading;
  const answers = yaml.types.includes('submit-answer');
  const all: { node: TreeNode; folder: string; path: string }[] = [];
  for (const folder of tree.children('submissions')) {
    if (folder.kind === 'file') {
      if (!/^submissions\.ya?ml$/.test(folder.name)) findings.warn(folder.path, 'Ignored: submissions lie in a folder named after their verdict. Move it there.');
      continue;
    }
    for (const node of tree.children(folder.path)) {
      if (node.kind === 'folder' && tree.filesUnder(node.path).length === 0) findings.warn(node.path, 'The folder is empty. Put files into it or take it out.');
      else all.push({ node, folder: folder.name, path: node.path.slice('submissions/'.length) });
    }
  }
  const rules = [...(await readSubmissionDetails(reading)), ...(await readSubmissionRules(reading, reading.modern, all.map(({ path }) => path)))];
  const found = all.filter(({ node, path }) => {
    const isProgram = node.kind === 'folder' || !(answers ? NOTE : DOCUMENT).test(node.name) || rules.some(({ pattern, language }) => pattern === path && language !== undefined);
    if (!isProgram) findings.warn(node.path, 'Ignored: not a program.');
    return isProgram;
  });
  for (const folder of new Set(found.map((each) => each.folder))) {
    if (expectedOfFolder(folder) === null && !rules.some((rule) => rule.requirements.length > 0 && found.some((each) => each.folder === folder && globMatches(rule.pattern, each.path)))) {
      findings.warn(`submissions/${folder}`, 'The name of the folder is no verdict: anything goes for what is in it. Name it accepted, wrong_answer, time_limit_exceeded or run_time_error to say what is expected.');
    }
  }
  const submissions: LabelledSubmission[] = [];
  for (const { node, folder, path } of found) {
    submissions.push(await readSubmission(reading, yaml, bestScore, node, folder, path, rules.filter((rule) => globMatches(rule.pattern, path))));
  }
  return submissions;
}

async function readSubmission(reading: Reading, yaml: ProblemYaml, bestScore: number | null, node: TreeNode, folder: string, path: string, rules: readonly SubmissionRule[]): Promise<LabelledSubmission> {
  const scoring = yaml.types.includes('scoring');
  const nodes = reading.tree.filesUnder(node.path);
  const sources: SourceFile[] = [];
  const files: FileRef[] = [];
  for (const each of nodes) {
    if (isSourceName(each.name) || nodes.length === 1) sources.push({ name: each.name, text: await readStart(each) });
    files.push(await reading.files.refToSource(each));
  }
  const named = rules.findLast((rule) => rule.language !== undefined)?.language;
  const language = yaml.types.includes('submit-answer') ? { language: ANSWERS } : named === undefined ? detectLanguage(sources) : languageByName(named, sources);
  if (language.language === null) reading.findings.warn(node.path, `Cannot be judged: ${language.reason}`);
  const entryPoint = rules.findLast((rule) => rule.entryPoint !== undefined)?.entryPoint;
  const texts = sources.map((source) => source.text);
  const tag = findTag(texts);
  if (tag && tag.unknownWords.length > 0) reading.findings.warn(node.path, `@EXPECTED_RESULTS@ has unknown words: ${tag.unknownWords.join(', ').slice(0, 200)}.`);
  const tagged = tag && (tag.expected.length > 0 || tag.unknownWords.length === 0) ? tag : null;
  // A tag takes the place of what the folder says, not of what submissions.yaml says of this very submission.
  const requirements = rules.filter((rule) => !tagged || rule.pattern.includes('/')).flatMap((rule) => rule.requirements);
  const score = findScoreTag(texts);
  const expected = tagged?.expected ?? (reading.modern || requirements.length > 0 ? expectedOf(requirements, scoring, folder) : [...(expectedOfFolder(folder) ?? [])]);
  const partial = scoring && folder === 'partially_accepted' && bestScore !== null;
  const wholeScore = requirements.find((each) => each.tests === null && each.score)?.score;
  return {
    path,
    files,
    language: language.language,
    ...(language.language === null ? { languageProblem: language.reason } : {}),
    ...(entryPoint === undefined ? {} : { entryPoint }),
    expected,
    expectedScore: score !== null ? [score, score] : (wholeScore ?? (partial ? (yaml.objective === 'max' ? [-Number.MAX_VALUE, bestScore - SLIGHTLY] : [bestScore + SLIGHTLY, Number.MAX_VALUE]) : null)),
    // Part of the points says nothing about how fast a whole solution is.
    calibrates: calibratesBy(requirements, expected, (tagged !== null || !reading.modern) && folder !== 'partially_accepted'),
    ...(requirements.length > 0 ? { requirements } : {}),
  };
}

function languageByName(code: string, sources: readonly SourceFile[]): LanguageFound {
  const ids = languageIdsOf(code);
  if (!ids.includes('pypy3')) return { language: ids[0] ?? code };
  const detected = detectLanguage(sources);
  return { language: detected.language === 'python3' ? 'python3' : 'pypy3' };
}

function expectedOfFolder(folder: string): readonly string[] | null {
  return OTHER_FOLDERS[folder] ?? verdictsOfWord(folder);
}

/** The submission's own verdict, as far as requirements on all its tests settle it. */
function expectedOf(requirements: readonly Requirement[], scoring: boolean, folder: string): string[] {
  const whole = requirements.filter((each) => each.tests === null);
  const permitted = whole.flatMap((each) => (each.permitted ? [each.permitted] : []));
  const mustFail = whole.some((each) => each.required && !each.required.includes('accepted'));
  const everything = [...(expectedOfFolder('rejected') ?? []), 'accepted'];
  const left = everything.filter((verdict) => permitted.every((set) => set.includes(verdict)) && !(mustFail && verdict === 'accepted'));
  if (left.length === everything.length) return [...(whole.length === 0 ? (expectedOfFolder(folder) ?? []) : [])];
  // With points for part of the tests, a failed test does not make a rejected submission.
  return scoring && !(left.length === 1 && left[0] === 'accepted') ? [] : left;
}

function calibratesBy(requirements: readonly Requirement[], expected: readonly string[], byVerdict: boolean): LabelledSubmission['calibrates'] {
  const whole = requirements.filter((each) => each.tests === null).map((each) => each.calibrates);
  if (whole.includes('upper')) return 'upper';
  if (whole.includes('lower')) return 'lower';
  if (!byVerdict || whole.length > 0) return 'no';
  if (expected.length === 1 && expected[0] === 'accepted') return 'lower';
  return expected.length > 0 && expected.every((verdict) => verdict === 'time-limit-exceeded' || verdict === 'idleness-limit-exceeded') ? 'upper' : 'no';
}
