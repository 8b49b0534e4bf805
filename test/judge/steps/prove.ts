/** A whole package through the real reader and the real judge: what its labelled submissions come to. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { LabelledSubmission, ProblemPackage } from '#contract/package.js';
import { readPackage } from '#judge/packages/read-package.js';
import { judgeExpectation } from '#server/problems/expectation.js';
import { sound, writeTree, type Tree } from '#test/judge/packages/package-trees.js';
import type { TestJudge } from '#test/support/judge.js';

export async function problemOf(judge: Pick<TestJudge, 'file'>, tree: Tree): Promise<ProblemPackage> {
  const read = await readPackage({ folder: await writeTree(tree) }, { storeFile: ({ absolute }) => Promise.resolve(judge.file(readFileSync(absolute))).then(() => undefined) });
  return sound(read);
}

/** One line for each labelled submission: its path, what it came to, and why that is a surprise, if it is one. */
export async function prove(judge: TestJudge, tree: Tree): Promise<string[]> {
  const problem = await problemOf(judge, tree);
  const lines: string[] = [];
  for (const label of problem.submissions) {
    const result = await judgeLabel(judge, problem, label);
    const { asExpected, note } = judgeExpectation(label, result, { limitMs: problem.limits.timeMs, acFactor: 1, tleFactor: 1 });
    lines.push(`${label.path}: ${result.verdict}${result.score === null ? '' : ` ${result.score}`}${asExpected ? '' : ` SURPRISE ${note} ${result.reason ?? ''} ${result.compile?.ok === false ? result.compile.log : ''}`}`);
  }
  return lines;
}

export async function judgeLabel(judge: TestJudge, problem: ProblemPackage, label: LabelledSubmission) {
  const folder = `submissions/${label.path}/`;
  const files: Record<string, Buffer> = {};
  for (const file of label.files) {
    const name = file.path.startsWith(folder) ? file.path.slice(folder.length) : file.path.slice(file.path.lastIndexOf('/') + 1);
    files[name] = await readFile(await judge.packageFiles.path(file));
  }
  const timed = { ...problem, limits: { ...problem.limits, timeMs: problem.limits.timeMs ?? 2000 } };
  const ofTests = label.requirements?.some(({ tests, required }) => tests !== null || required !== undefined) === true;
  return judge.judge({ language: label.language ?? 'none', files, problem: timed, ...(label.entryPoint === undefined ? {} : { entryPoint: label.entryPoint }), mode: ofTests ? 'every-test' : 'until-settled', labelled: true });
}
