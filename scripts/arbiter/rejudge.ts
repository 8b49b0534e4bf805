/** arbiter rejudge: judges all submissions to a problem or in a contest again, shows what would change, and applies it if told to. */
import { rejudgingChoiceSchema, type RejudgedStandings, type Rejudging } from '#contract/rejudging.js';
import { UsageError, type Command } from './command.js';
import { installation } from './installation.js';
import { readWords } from './words.js';

const OPTIONS = { contest: { type: 'string' }, language: { type: 'string' }, verdict: { type: 'string', multiple: true }, since: { type: 'string' }, until: { type: 'string' }, version: { type: 'string' }, reason: { type: 'string' }, apply: { type: 'boolean' }, json: { type: 'boolean' } } as const;
/** A rejudging of many thousands may take long. */
const WITHIN_MS = 24 * 3_600_000;

export const rejudge: Command = {
  summary: 'judges the submissions to a problem or in a contest again, and tells what would change',
  usage: [
    'Usage: arbiter rejudge [PROBLEM] [--contest C] [--language L] [--verdict V]… [--since T] [--until T] [--version N] [--reason TEXT] [--apply] [--json]',
    '',
    'With a contest, the submissions that were made in it; with both, those of the contest to the problem.',
    'Without --apply nothing counts yet: apply or cancel it on its page. Times are as in 2026-11-24T12:00:00Z.',
    'The exit code is 0 where nothing failed.',
  ].join('\n'),
  async run(words) {
    const { values, named } = readWords(words, OPTIONS, [0, 1]);
    const { verdict, version, reason, apply, json, ...filter } = values;
    const wanted = { ...(named[0] === undefined ? {} : { problem: named[0] }), ...filter, ...(verdict === undefined ? {} : { verdicts: verdict }), ...(version === undefined ? {} : { version: Number(version) }) };
    const choice = rejudgingChoiceSchema.safeParse(wanted);
    if (!choice.success) throw new UsageError(choice.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    const api = await installation();
    const { id } = await api.call('createRejudging', { body: { ...choice.data, ...(reason === undefined ? {} : { reason }) } });
    let rejudging = await api.until((on) => on.call('getRejudging', { parameters: { id } }), ({ state }) => state !== 'running', { everyMs: 1000, withinMs: WITHIN_MS });
    const applied = apply === true && rejudging.state === 'ready' ? await api.call('applyRejudging', { parameters: { id } }) : null;
    if (applied) rejudging = await api.call('getRejudging', { parameters: { id } });
    const { items: standings } = await api.call('getRejudgedStandings', { parameters: { id } });
    console.log(json ? JSON.stringify({ ...rejudging, standings }) : told(rejudging, standings, `${api.url}/staff/rejudgings/${id}`));
    return rejudging.failed > 0 || rejudging.state === 'cancelled' ? 1 : 0;
  },
};

const MOST_MOVES = 10;

function told({ state, total, changed, matrix, people, outcomes }: Rejudging, standings: readonly RejudgedStandings[], page: string): string {
  return [
    `${total} judged again, ${changed} changed, ${outcomes.failed} failed, ${outcomes.stale} judged by another way meanwhile.`,
    ...matrix.filter((cell) => cell.old !== cell.new).map((cell) => `  ${cell.old ?? 'unfinished'} → ${cell.new ?? 'unfinished'}: ${cell.count}`),
    `${people.gained} people solve it now, ${people.lost} do not any more.`,
    ...standings.flatMap(({ contestName, moved, rows }) => [
      `${contestName}: ${moved} participants move.`,
      ...rows.slice(0, MOST_MOVES).map(({ participant, before, after }) => `  ${participant.name}: rank ${before.rank ?? '–'} → ${after.rank ?? '–'}, ${before.solved} → ${after.solved} solved, ${before.score} → ${after.score} points`),
    ]),
    state === 'applied' ? 'It is applied.' : `Nothing counts yet. Apply or cancel it: ${page}`,
  ].join('\n');
}
