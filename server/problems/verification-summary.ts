/** Verifications in lists: how many surprises there are, looked up once for as long as nothing is judged again. */
import type { VerificationSummary } from '#contract/problem.js';
import type { Querier } from '#database/connect.js';
import { selectOutcomes, type LabelledOutcome, type ListedVerification } from '#database/verification-list.js';
import { judgeExpectation } from './expectation.js';
import { groupScores } from './group-scores.js';

interface Judged {
  fingerprint: string;
  surprises: number;
  /** Not judged: cancelled, as no judge here could run it. */
  givenUp: number;
  allAsExpected: boolean;
}

const MOST_KEPT = 20_000;

/** Presents lists of verifications; keeps what it found out about each. */
export function verificationSummaries(): (db: Querier, listed: readonly ListedVerification[]) => Promise<Map<string, VerificationSummary>> {
  const known = new Map<string, Judged>();
  return async (db, listed) => {
    const unknown = listed.filter(({ id, fingerprint }) => known.get(id)?.fingerprint !== fingerprint);
    const outcomes = await selectOutcomes(db, unknown.map(({ id }) => id));
    for (const { id, fingerprint } of unknown) known.set(id, { fingerprint, ...judge(outcomes.filter(({ verificationId }) => verificationId === id)) });
    const found = new Map(listed.map((each) => [each.id, present(each, known.get(each.id)!)]));
    for (const id of known.keys()) {
      if (known.size <= MOST_KEPT) break;
      known.delete(id);
    }
    return found;
  };
}

function judge(outcomes: readonly LabelledOutcome[]): Omit<Judged, 'fingerprint'> {
  const results = outcomes.map(asExpected);
  return { surprises: results.filter((each) => each === false).length, givenUp: outcomes.filter(({ cancelled }) => cancelled).length, allAsExpected: results.length > 0 && results.every((each) => each === true) };
}

function asExpected({ label, verdict, score, tests: found, graderAnswers, ...content }: LabelledOutcome): boolean | null {
  if (verdict === null) return null;
  const tests = found.map(complete);
  return judgeExpectation(label, { verdict, score, tests, groupScores: groupScores(content, tests, graderAnswers) }, { limitMs: null, acFactor: 1, tleFactor: 1 }).asExpected;
}

/** Times tell nothing of whether it is as expected: they only make remarks. */
function complete({ name, group, verdict, score, judgeMessage }: LabelledOutcome['tests'][number]) {
  return { name, group, verdict: verdict as Parameters<typeof judgeExpectation>[1]['tests'][number]['verdict'], score, cpuMs: 0, ...(judgeMessage === null ? {} : { judgeMessage }) };
}

function present(listed: ListedVerification, { surprises, givenUp, allAsExpected }: Judged): VerificationSummary {
  const { id, problem, problemName, version, username, createdAt, queued, done, data } = listed;
  const unjudgeable = listed.unjudgeable + givenUp;
  const dataFailed = data !== null && (data.failed > 0 || data.broken);
  const known = allAsExpected && unjudgeable === 0 && data?.finished === true;
  return {
    id, problem, problemName, version, data,
    user: username,
    createdAt: createdAt.toISOString(),
    state: done === queued && data?.finished !== false ? 'finished' : 'running',
    done: done + listed.unjudgeable,
    total: queued + listed.unjudgeable,
    surprises,
    unjudgeable,
    asExpected: surprises > 0 || dataFailed ? false : known ? true : null,
  };
}
