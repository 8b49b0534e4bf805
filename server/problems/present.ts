/** A problem as somebody may see it. */
import { LANGUAGES_OF_ECOSYSTEM } from '#contract/environment.js';
import { ANSWERS } from '#contract/language.js';
import type { FileRef, ProblemPackage } from '#contract/package.js';
import type { Problem, ProblemSummary } from '#contract/problem.js';
import type { Database } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { selectOpenContests } from '#database/participants.js';
import { selectProblemCounts, type ListedProblem, type ProblemAndVersion } from '#database/problems.js';
import { statedLimits } from '#judge/core/stated-limits.js';
import { isStaff, type Caller } from '../http/caller.js';
import { mayDeleteProblem, mayEditProblem, maySubmitTo } from './policy.js';
import { fileUrl } from './file-url.js';
import { scoringOf } from './scoring.js';
import { shownOf } from './shown.js';

export function presentListed(row: ListedProblem, caller: Caller | null): ProblemSummary {
  const { slug, name, visibility, types, tags, difficulty, solvedBy, triedBy, status } = row;
  return { slug, name, visibility, types, tags, difficulty, solvedBy, triedBy, ...(caller === null ? {} : { status }) };
}

export async function presentProblem(db: Database, { problem, version, ownerUsername, published }: ProblemAndVersion, caller: Caller | null): Promise<Problem> {
  const content = version.package;
  const [counts, offered, shown, open] = await Promise.all([selectProblemCounts(db, problem.id, caller?.id ?? null), selectOfferedLanguages(db), shownOf(db, problem.slug, version), caller === null ? [] : selectOpenContests(db, caller.id, problem.id)]);
  const contest = open[0]?.contest.slug;
  const { limits } = content;
  const scoring = scoringOf(content);
  return {
    ...presentListed({ ...problem, ...counts }, caller),
    version: version.number,
    published,
    statements: shown.statements,
    limits: { timeMs: version.timeLimitMs, memoryKib: limits.memoryKib, ...limitsOfLanguages(version, offered.map(({ id }) => id)), outputKib: limits.outputKib, codeKib: limits.codeKib },
    samples: shown.samples,
    attachments: content.attachments.map((file) => ({ name: file.path.slice(file.path.lastIndexOf('/') + 1), size: file.size, url: fileUrl(problem.slug, file) })),
    languages: content.types.includes('submit-answer') ? [ANSWERS] : offered.map((language) => language.id).filter((id) => content.languages === null || content.languages.includes(id)),
    ...packagesOf(content),
    testCount: content.tests.length,
    ...(scoring ? { scoring } : {}),
    author: content.author,
    source: content.source,
    license: content.license,
    ...(isStaff(caller) ? { owner: ownerUsername } : {}),
    may: { edit: mayEditProblem(caller, problem), submit: caller !== null && (contest !== undefined || maySubmitTo(caller, problem, published)), delete: mayDeleteProblem(caller, problem) },
    ...(contest === undefined ? {} : { contest }),
  };
}

/** Of languages that have other limits than most. */
function limitsOfLanguages({ package: content, timeLimitMs }: ProblemAndVersion['version'], offered: readonly string[]): Pick<Problem['limits'], 'languages'> {
  const other = offered.filter((id) => Object.keys(content.languageLimits?.[id] ?? {}).length > 0);
  const languages = other.map((language) => {
    const { timeMs, memoryKib } = statedLimits(content, language, timeLimitMs ?? 0);
    return { language, timeMs: timeLimitMs === null ? null : timeMs, memoryKib };
  });
  return languages.length > 0 ? { languages } : {};
}

/** What was asked for; not what that needs in turn. */
function packagesOf({ environments = [] }: ProblemPackage): Pick<Problem, 'packages'> {
  const packages = environments.flatMap(({ ecosystem, packages: locked }) => locked.filter(({ requested }) => requested).map(({ name, version }) => ({ name, version, languages: [...LANGUAGES_OF_ECOSYSTEM[ecosystem]] })));
  return packages.length > 0 ? { packages } : {};
}

/** Files that whoever sees the problem may have: never tests, answers, submissions or validators. */
export function publicFiles(content: ProblemPackage): FileRef[] {
  const statements = content.statements.filter((statement) => statement.format === 'pdf').map((statement) => statement.file);
  return [...statements, ...content.statementFiles, ...content.attachments];
}
