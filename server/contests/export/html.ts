/** Standings as a page that stands alone: no scripts, nothing from elsewhere; readable on paper, by a screen reader and in the dark. Pure. */
import type { Scoreboard, ScoreboardCell, ScoreboardRow } from '#contract/scoreboard.js';

export function standingsHtml({ name, at }: { name: string; at: Date }, board: Scoreboard): string {
  const { problems, rows, frozen, format } = board;
  const passFail = format === 'icpc';
  const head = [...['Rank', 'Name', passFail ? 'Solved' : 'Score', ...(passFail ? ['Penalty'] : [])].map((text) => `<th scope="col">${text}</th>`), ...problems.map((problem) => `<th scope="col"><abbr title="${escape(problem.name)}">${escape(problem.label)}</abbr></th>`)];
  const state = `${frozen ? 'Frozen: what was submitted since the freeze is not judged here. ' : ''}As of ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Standings: ${escape(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(name)}</h1>
<p>${escape(state)}</p>
<div class="wide" tabindex="0" role="region" aria-labelledby="caption">
<table>
<caption id="caption">Standings</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, passFail)).join('\n')}
</tbody>
</table>
</div>
${rows.length === 0 ? '<p>Nobody takes part yet.</p>' : ''}
</main>
</body>
</html>
`;
}

function rowHtml({ rank, participant: { name, affiliation, group, disqualified }, solved, score, penaltySeconds, cells }: ScoreboardRow, passFail: boolean): string {
  const below = [affiliation, group].filter((text) => text !== null).join(', ');
  const totals = passFail ? [solved, Math.round(penaltySeconds / 60)] : [rounded(score)];
  return `<tr><td>${rank ?? `<abbr title="${disqualified ? 'disqualified' : 'out of competition'}">–</abbr>`}</td><th scope="row">${escape(name)}${below === '' ? '' : `<small>${escape(below)}</small>`}</th>${totals.map((total) => `<td>${total}</td>`).join('')}${cells.map((cell) => cellHtml(cell, passFail)).join('')}</tr>`;
}

function cellHtml(cell: ScoreboardCell, passFail: boolean): string {
  const { tries, pending, solvedAtSeconds, score, first } = cell;
  if (tries + pending === 0) return '<td></td>';
  const waits = pending > 0 ? `<small>${pending} pending</small>` : '';
  const kind = first ? 'first' : solvedAtSeconds !== null ? 'solved' : pending > 0 ? 'pending' : 'tried';
  const tried = tries === 0 ? '' : `<small>${tries} ${tries === 1 ? 'try' : 'tries'}</small>`;
  const main = passFail ? (solvedAtSeconds === null ? '' : `✓ ${Math.floor(solvedAtSeconds / 60)}`) : score === null ? '' : rounded(score);
  return `<td class="${kind}">${main}${first ? '<small>first</small>' : ''}${tried}${waits}</td>`;
}

const rounded = (score: number): string => String(Math.round(score * 100) / 100);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --good: #bfe8c5; --first: #8fd69b; --bad: #f6cfcb; --wait: #f3e3b0; }
@media (prefers-color-scheme: dark) { :root { --good: #1f5130; --first: #17703a; --bad: #5e2623; --wait: #5a4a12; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-block: .5rem; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: center; }
tbody th { text-align: start; font-weight: 500; }
small { display: block; font-size: .75rem; }
abbr { text-decoration: none; }
.solved { background: var(--good); } .first { background: var(--first); font-weight: 600; } .tried { background: var(--bad); } .pending { background: var(--wait); }
@media print { .wide { overflow: visible; } td { print-color-adjust: exact; } }
`.trim();
