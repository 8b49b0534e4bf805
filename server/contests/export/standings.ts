/** The standings as a file, in each of its formats. */
import type { StandingsFormat } from '#contract/contest-exchange.js';
import type { Scoreboard } from '#contract/scoreboard.js';
import { listParticipants } from '#database/participants.js';
import type { Database } from '#database/connect.js';
import type { ContestRow } from '#database/contests.js';
import { ApiError } from '../../http/errors.js';
import { standingsCsv } from './csv.js';
import { standingsHtml } from './html.js';
import { resultsTsv } from './results-tsv.js';

interface File {
  name: string;
  type: string;
  content: string;
}

/** @throws ApiError `conflict` where the format has no words for such a contest */
export async function standingsFile(db: Database, contest: ContestRow, board: Scoreboard, format: StandingsFormat): Promise<File> {
  const at = new Date();
  switch (format) {
    case 'csv':
      return { name: `${contest.slug}.csv`, type: 'text/csv; charset=utf-8; header=present', content: standingsCsv(board) };
    case 'json':
      return { name: `${contest.slug}.json`, type: 'application/json', content: JSON.stringify({ name: contest.name, at: at.toISOString(), ...board }) };
    case 'html':
      return { name: `${contest.slug}.html`, type: 'text/html; charset=utf-8', content: standingsHtml({ name: contest.name, at }, board) };
    case 'tsv': {
      if (contest.format !== 'icpc') throw new ApiError('conflict', 'results.tsv tells of solved problems and penalty: it is there for contests of the format icpc only.');
      const people = await listParticipants(db, contest.id);
      return { name: 'results.tsv', type: 'text/tab-separated-values; charset=utf-8', content: resultsTsv(board, new Map(people.map(({ participant }) => [participant.id, participant]))) };
    }
  }
}
