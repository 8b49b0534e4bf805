/**
 * `results.tsv`, by which the final standings go to ICPC's own system: ICPC id, rank, award, problems solved, penalty and last
 * solution in minutes, group that is won. Ranks and awards: https://ccs-specs.icpc.io/2021-11/ccs_system_requirements#scoring. Pure.
 */
import type { Scoreboard, ScoreboardRow } from '#contract/scoreboard.js';
import { medalsOfEach, rankRows } from '#contract/standings.js';

export interface ResultsTeam {
  icpcId: string | null;
  externalId: string | null;
}

/** `teams` by participant. Those out of competition are not among them. */
export function resultsTsv({ rows: all }: Scoreboard, teams: ReadonlyMap<string, ResultsTeam>): string {
  const rows = rankRows(all.filter(({ participant }) => !participant.unofficial));
  const each = medalsOfEach(rows);
  const solved = rows.map((row) => row.solved);
  const median = solved[Math.floor((solved.length - 1) / 2)] ?? 0;
  const winners = new Map<string, ScoreboardRow>();
  for (const row of rows) if (row.participant.group !== null && row.solved > 0 && !winners.has(row.participant.group)) winners.set(row.participant.group, row);
  const lines = rows.map((row) => {
    const { rank, award } = placeOf(row, each, median, solved);
    const { group, id, name } = row.participant;
    const team = teams.get(id);
    const last = Math.max(0, ...row.cells.map(({ solvedAtSeconds }) => Math.floor((solvedAtSeconds ?? 0) / 60)));
    const wins = group !== null && winners.get(group)?.rank === row.rank && row.solved > 0 ? group : '';
    return [team?.icpcId ?? team?.externalId ?? name, rank, award, row.solved, Math.round(row.penaltySeconds / 60), last, wins].map(cellOf).join('\t');
  });
  return ['results\t1', ...lines, ''].join('\n');
}

function placeOf({ rank, solved }: { rank: number | null; solved: number }, each: number, median: number, all: readonly number[]): { rank: number | ''; award: string } {
  const medal = ['Gold Medal', 'Silver Medal', 'Bronze Medal'][Math.ceil((rank ?? Infinity) / each) - 1];
  if (medal !== undefined && solved > 0) return { rank: rank ?? '', award: medal };
  if (solved < median || solved === 0) return { rank: '', award: 'Honorable' };
  // Behind the medals only the number of solved problems counts.
  return { rank: Math.max(all.filter((other) => other > solved).length + 1, 3 * each + 1), award: 'Ranked' };
}

const cellOf = (value: string | number): string => String(value).replaceAll(/[\t\r\n]+/g, ' ');
