/** The standings as CLICS shapes them, and the awards that follow from them. Pure. */
import type { Scoreboard, ScoreboardRow } from '#contract/scoreboard.js';
import { compareOrder, medalsOfEach } from '#contract/standings.js';
import type { ClicsObject, ClicsScoreboard, ClicsScoreboardRow } from '#contract/clics.js';
import type { Audience } from './audience.js';
import { isPassFail, presentGroups, presentState, teamId } from './configuration.js';
import { idOr, isId } from './ids.js';
import { isTakenOff } from './policy.js';
import { contestTime, timeOf } from './times.js';

/** `group`: only its teams, ranked among themselves; by its name. Hidden teams are on no scoreboard, whoever asks, and disqualified ones not on the jury's. */
export function presentScoreboard(audience: Audience, board: Scoreboard, group: string | null): ClicsScoreboard {
  const { data: { full: { contest }, people }, view, now } = audience;
  const shown = (id: string) => {
    const found = people.get(id)?.participant;
    return found !== undefined && !found.hidden && !isTakenOff(view, found);
  };
  const rows = board.rows.filter(({ participant }) => shown(participant.id) && (group === null || participant.group === group));
  return { time: timeOf(now), contest_time: contestTime(contest.startsAt, now), state: presentState(contest, view, now), rows: presentRows(audience, rows) };
}

/** Those out of competition stand where they would be, and move nobody down. */
function presentRows(audience: Audience, rows: readonly ScoreboardRow[]): ClicsScoreboardRow[] {
  const { data } = audience;
  let official = 0;
  let rank = 1;
  let last: readonly number[] | null = null;
  return rows.flatMap((row) => {
    if (last === null || compareOrder(last, row.order) !== 0) rank = official + 1;
    last = row.order;
    if (!row.participant.unofficial) official++;
    const person = data.people.get(row.participant.id);
    return person === undefined ? [] : [{ rank, team_id: teamId(person), ...presentRow(audience, row) }];
  });
}

function presentRow({ data: { full: { contest, problems } }, problems: shown }: Audience, { solved, score, penaltySeconds, cells }: ScoreboardRow): Omit<ClicsScoreboardRow, 'rank' | 'team_id'> {
  const passFail = isPassFail(contest);
  const minutes = (value: number) => Math.floor(value / 60);
  const gains = cells.flatMap(({ gainedAtSeconds }) => gainedAtSeconds ?? []);
  const time = gains.length > 0 ? { time: minutes(Math.max(...gains)) } : {};
  return {
    score: passFail ? { num_solved: solved, total_time: Math.round(penaltySeconds / 60), ...time } : { score, ...time },
    problems: !shown ? [] : cells.flatMap((cell) => {
      const problem = problems.find(({ label }) => label === cell.label);
      if (problem === undefined) return [];
      const isSolved = cell.solvedAtSeconds !== null;
      const points = Math.max(0, cell.score ?? 0);
      const at = passFail ? cell.solvedAtSeconds : points > 0 ? (cell.gainedAtSeconds ?? cell.solvedAtSeconds ?? 0) : null;
      return [{
        problem_id: idOr(problem.slug, problem.problemId), num_judged: cell.tries, num_pending: cell.pending,
        ...(passFail ? { solved: isSolved } : { score: points }), ...(at === null ? {} : { time: minutes(at) }),
      }];
    }),
  };
}

const MEDALS = [{ id: 'gold-medal', citation: 'Gold medal' }, { id: 'silver-medal', citation: 'Silver medal' }, { id: 'bronze-medal', citation: 'Bronze medal' }];

/** As if the contest ended now, of what the audience sees. */
export function presentAwards(audience: Audience, board: Scoreboard): ClicsObject<'awards'>[] {
  const { data, view, problems } = audience;
  const ids = (rows: readonly ScoreboardRow[]) => rows.flatMap(({ participant }) => { const person = data.people.get(participant.id); return person ? [teamId(person)] : []; });
  const competing = board.rows.filter(({ participant, solved, score }) => !participant.unofficial && (solved > 0 || score > 0));
  const leaders = (rows: readonly ScoreboardRow[]) => rows.filter(({ order }) => compareOrder(order, rows[0]!.order) === 0);
  const each = medalsOfEach(board.rows);
  const medals = MEDALS.map(({ id, citation }, at) => ({ id, citation, team_ids: ids(competing.filter(({ rank }) => rank !== null && rank > at * each && rank <= (at + 1) * each)) }));
  return [
    ...(isPassFail(data.full.contest) ? medals : []),
    { id: 'winner', citation: 'Contest winner', team_ids: ids(leaders(competing)) },
    ...presentGroups(data, view).map(({ id, name }) => ({ id: `group-winner-${id}`, citation: `Winner of ${name}`, team_ids: ids(leaders(competing.filter(({ participant }) => participant.group === name))) })),
    ...(problems ? data.full.problems : []).map(({ label, slug, problemId }) => {
      const whole = `first-to-solve-${idOr(slug, problemId)}`;
      return { id: isId(whole) ? whole : `first-to-solve-${label}`, citation: `First to solve problem ${label}`, team_ids: ids(board.rows.filter(({ cells }) => cells.some((cell) => cell.label === label && cell.first))) };
    }),
  ];
}
