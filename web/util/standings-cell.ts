/** What stands in a cell of the standings, and which totals a format has. Pure; signs are those that contests use everywhere. */
import type { ContestFormat } from '#contract/contest.js';
import type { ScoreboardCell, ScoreboardRow } from '#contract/scoreboard.js';
import { number } from './format.js';

export type CellLook = 'none' | 'solved' | 'partial' | 'failed' | 'pending';
export type TotalColumn = 'solved' | 'penalty' | 'score' | 'time';

export const TOTALS: Record<ContestFormat, readonly TotalColumn[]> = { icpc: ['solved', 'penalty'], ioi: ['score'], codeforces: ['score'], atcoder: ['score', 'time'], leaderboard: ['score'] };

/** How it is told to the eye, beside the signs. A try that waits is told before what was there. */
export function lookOf(format: ContestFormat, { tries, pending, solvedAtSeconds, score }: ScoreboardCell): CellLook {
  if (pending > 0) return 'pending';
  if (solvedAtSeconds !== null) return 'solved';
  if (tries === 0) return 'none';
  return format !== 'icpc' && (score ?? 0) > 0 ? 'partial' : 'failed';
}

/** Two short lines: `+1` and `1:05`, or `73.5` and `3×`. */
export function linesOf(format: ContestFormat, cell: ScoreboardCell, locale?: string): [string, string] {
  const { tries, pending, solvedAtSeconds, gainedAtSeconds, score } = cell;
  const waiting = pending > 0 ? `?${pending > 1 ? pending : ''}` : '';
  if (format === 'icpc') {
    if (solvedAtSeconds !== null) return [tries > 1 ? `+${tries - 1}` : '+', contestTime(solvedAtSeconds)];
    const failed = tries > 0 ? `−${tries}` : '';
    return waiting ? [waiting, failed] : [failed, ''];
  }
  if (tries === 0) return [waiting, ''];
  const points = number(score ?? 0, 2, locale);
  const below = TIMED[format] ? timeOf(solvedAtSeconds ?? gainedAtSeconds) : `${tries}×`;
  return [points, [waiting, below].filter(Boolean).join(' ')];
}

const timeOf = (seconds: number | null): string => (seconds === null ? '' : contestTime(seconds));

/** Whether it matters when, and not how often. */
const TIMED: Record<ContestFormat, boolean> = { icpc: true, ioi: false, codeforces: true, atcoder: true, leaderboard: false };

export function totalText(column: TotalColumn, { solved, score, penaltySeconds }: Pick<ScoreboardRow, 'solved' | 'score' | 'penaltySeconds'>, locale?: string): string {
  switch (column) {
    case 'solved':
      return number(solved, 0, locale);
    case 'score':
      return number(score, 2, locale);
    case 'penalty':
      return number(Math.floor(penaltySeconds / 60), 0, locale);
    case 'time':
      return contestTime(penaltySeconds);
  }
}

/** Hours and minutes: 0:45, 12:05. */
export function contestTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
