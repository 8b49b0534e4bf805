/**
 * Computes ratings of rated contests that are over, in the order of their ends, and anew from the first that has changed. One transaction:
 * who dies in the middle leaves all as it was, and of two servers one does it.
 *
 * Rated is who takes part by themselves, officially and seen by all, and has submitted. A team's place tells little of each of its
 * members, so teams are not rated.
 */
import { compareOrder } from '#contract/standings.js';
import { inTransaction, type Database, type Transaction } from '#database/connect.js';
import { deleteRatings, insertRatings, lockRatedContests, lockRatings, refreshAccountRatings, selectFirstStale, selectHistories, selectSingles, type NewRating, type RatedContest } from '#database/ratings.js';
import type { BoardAttempt } from '../contests/board.js';
import { emptyBoard, readMaterials, resultsUpTo } from '../contests/load-board.js';
import { NEWCOMER, rateField, remembered, skillOf, type Skill } from './elo-mmr.js';

/** Answers with how many contests were rated. */
export async function rateContests(db: Database): Promise<number> {
  // Most of the time there is nothing to do, and nothing need be locked.
  if ((await selectFirstStale(db)) === null) return 0;
  return inTransaction(db, async (tx) => {
    if (!(await lockRatings(tx))) return 0;
    const since = await selectFirstStale(tx);
    if (since === null) return 0;
    const touched = new Set(await deleteRatings(tx, since));
    const contests = await lockRatedContests(tx, since);
    const people = new Map<string, Known>();
    for (const contest of contests) {
      const field = await fieldOf(tx, contest);
      await recall(tx, people, field.map(({ accountId }) => accountId));
      const rated = rate(field, people);
      for (const { accountId } of rated) touched.add(accountId);
      await insertRatings(tx, contest, rated);
    }
    await refreshAccountRatings(tx, [...touched]);
    return contests.length;
  });
}

interface Known {
  skill: Skill;
  /** Null: there is none yet. */
  rating: number | null;
}

interface Entrant {
  accountId: string;
  participantId: string;
  /** Equal ones share it. */
  place: number;
}

/** Who is rated, with their places among themselves. */
async function fieldOf(tx: Transaction, { id }: RatedContest): Promise<Entrant[]> {
  const materials = await readMaterials(tx, id);
  if (materials === null) return [];
  const singles = await selectSingles(tx, id);
  const results: BoardAttempt[] = [];
  for await (const page of resultsUpTo(tx, materials, MOST_SEQ)) results.push(...page.map(({ attempt }) => attempt));
  const submitted = new Set(results.map(({ participant }) => participant));
  const board = emptyBoard({ ...materials, people: materials.people.filter((person) => !person.unofficial && submitted.has(person.id) && singles.has(person.id)) }, { hidden: false });
  board.apply(results);
  const rows = board.rows();
  let place = 0;
  return rows.map((row, at) => {
    if (at === 0 || compareOrder(rows[at - 1]!.order, row.order) !== 0) place = at + 1;
    return { accountId: singles.get(row.participant.id)!, participantId: row.participant.id, place };
  });
}

const MOST_SEQ = 2 ** 31 - 1;

/** What those who are not known yet have behind them. */
async function recall(tx: Transaction, people: Map<string, Known>, accountIds: readonly string[]): Promise<void> {
  const unknown = accountIds.filter((id) => !people.has(id));
  const histories = await selectHistories(tx, unknown);
  for (const id of unknown) {
    const history = histories.get(id) ?? [];
    people.set(id, { skill: history.length === 0 ? NEWCOMER : skillOf(history), rating: history.at(-1)?.rating ?? null });
  }
}

function rate(field: readonly Entrant[], people: Map<string, Known>): NewRating[] {
  const results = rateField(field.map(({ accountId, place }) => ({ skill: people.get(accountId)!.skill, place })));
  if (results === null) return [];
  return field.map(({ accountId, participantId, place }, at) => {
    const { skill, rating: before } = people.get(accountId)!;
    const result = results[at]!;
    const rating = Math.round(result.mu);
    people.set(accountId, { skill: remembered(skill, result), rating });
    return { accountId, participantId, rank: place, ...result, rating, before };
  });
}
