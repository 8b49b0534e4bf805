/** Standings as comma-separated values (RFC 4180). Pure. */
import type { Scoreboard, ScoreboardCell } from '#contract/scoreboard.js';

/** A spreadsheet takes what begins with these for a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[\t\r ]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

export function standingsCsv({ format, problems, rows }: Scoreboard): string {
  const passFail = format === 'icpc';
  const head = ['Rank', 'Name', 'Affiliation', 'Group', 'Official', 'Solved', ...(passFail ? ['Penalty minutes'] : ['Score', 'Penalty seconds']), ...problems.flatMap(({ label }) => [`${label} tries`, passFail ? `${label} solved at minute` : `${label} score`])];
  const cells = (cell: ScoreboardCell) => [cell.tries, passFail ? (cell.solvedAtSeconds === null ? null : Math.floor(cell.solvedAtSeconds / 60)) : cell.score];
  const lines = rows.map(({ rank, participant: { name, affiliation, group, unofficial, disqualified }, solved, score, penaltySeconds, cells: all }) => [
    rank, name, affiliation, group, disqualified ? 'disqualified' : unofficial ? 'no' : 'yes', solved, ...(passFail ? [Math.round(penaltySeconds / 60)] : [score, penaltySeconds]), ...all.flatMap(cells),
  ]);
  // The mark in front tells spreadsheets that it is UTF-8.
  return `\ufeff${[head, ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}

/** Numbers are ours; every text may be a stranger's. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
