/** How a rejudging moves the standings: the jury's board with what its submissions had, beside the same board with what they get. */
import type { RejudgedStandings } from '#contract/rejudging.js';
import type { ScoreboardRow } from '#contract/scoreboard.js';
import type { Database } from '#database/connect.js';
import { selectJudgedTests } from '#database/contest-groups.js';
import { selectSeqs } from '#database/contest-results.js';
import { selectRejudgedResults, type RejudgedResult } from '#database/rejudging-diff.js';
import type { BoardAttempt } from '../contests/board.js';
import { emptyBoard, pointsOf, readMaterials, resultsUpTo } from '../contests/load-board.js';

const MOST_ROWS = 200;
const MOST_CONTESTS = 5;

/** Of each contest that a submission of it was made in, five at most. */
export async function rejudgedStandings(db: Database, rejudgingId: string): Promise<RejudgedStandings[]> {
  const results = await selectRejudgedResults(db, rejudgingId);
  const contests = [...new Set(results.map(({ contestId }) => contestId))].slice(0, MOST_CONTESTS);
  const found: RejudgedStandings[] = [];
  for (const contestId of contests) {
    const standings = await compare(db, contestId, new Map(results.filter((result) => result.contestId === contestId).map((result) => [result.submissionId, result])));
    if (standings) found.push(standings);
  }
  return found;
}

async function compare(db: Database, contestId: string, rejudged: ReadonlyMap<string, RejudgedResult>): Promise<RejudgedStandings | null> {
  const seqs = await selectSeqs(db, contestId);
  const materials = seqs && (await readMaterials(db, contestId));
  if (!materials) return null;
  const { contest } = materials.contest;
  const byGroups = contest.format === 'ioi' && contest.rules.best === 'groups';
  const judged = byGroups ? await selectJudgedTests(db, [...rejudged.values()].flatMap((result) => [result.old.judgingId, result.new.judgingId])) : new Map<string, never>();
  const [before, after] = [emptyBoard(materials, { hidden: true }), emptyBoard(materials, { hidden: true })];
  const as = (which: 'old' | 'new') => (attempt: BoardAttempt): BoardAttempt => {
    const result = rejudged.get(attempt.submission)?.[which];
    if (result === undefined) return attempt;
    return { ...attempt, verdict: result.verdict, groups: undefined, ...pointsOf(materials, attempt.label, result.score, judged.get(result.judgingId)) };
  };
  for await (const page of resultsUpTo(db, materials, seqs.seq)) {
    const attempts = page.map(({ attempt }) => attempt);
    before.apply(attempts.map(as('old')));
    after.apply(attempts.map(as('new')));
  }
  const rows = new Map(after.rows().map((row) => [row.participant.id, row]));
  const moved = before.rows().flatMap((row) => {
    const now = rows.get(row.participant.id)!;
    return isSame(row, now) ? [] : [{ participant: { id: row.participant.id, name: row.participant.name }, before: standing(row), after: standing(now) }];
  });
  moved.sort((a, b) => distance(b) - distance(a) || (a.after.rank ?? 0) - (b.after.rank ?? 0));
  return { contest: contest.slug, contestName: contest.name, moved: moved.length, rows: moved.slice(0, MOST_ROWS) };
}

const standing = ({ rank, solved, score, penaltySeconds }: ScoreboardRow) => ({ rank, solved, score, penaltySeconds });
const isSame = (a: ScoreboardRow, b: ScoreboardRow) => a.rank === b.rank && a.solved === b.solved && a.score === b.score && a.penaltySeconds === b.penaltySeconds;
const distance = ({ before, after }: RejudgedStandings['rows'][number]) => Math.abs((after.rank ?? 0) - (before.rank ?? 0));
