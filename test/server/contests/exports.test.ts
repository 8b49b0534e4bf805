/** Standings as files, and contests as calendars: what they say, to whom, and that strangers' names do no harm in them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scoreboard } from '#contract/scoreboard.js';
import { calendarOf } from '#server/contests/calendar.js';
import { standingsCsv } from '#server/contests/export/csv.js';
import { standingsHtml } from '#server/contests/export/html.js';
import { resultsTsv } from '#server/contests/export/results-tsv.js';
import { startTestServer, type TestServer } from '#test/support/server.js';
import { startJudge } from '../submissions/judged.js';
import { startRound } from './round.js';

type Row = Scoreboard['rows'][number];

/** `solved`: the minute in which each problem was solved; null: tried once. */
function row(name: string, solved: (number | null)[], more: Partial<Row['participant']> = {}): Row {
  const minutes = solved.filter((minute) => minute !== null);
  const penalty = minutes.reduce((sum, minute) => sum + minute, 0);
  return {
    rank: null, participant: { id: name, name, affiliation: null, group: null, unofficial: false, ...more }, solved: minutes.length, score: minutes.length, penaltySeconds: penalty * 60,
    cells: solved.map((minute, at) => ({ label: 'ABC'[at]!, tries: 1, pending: 0, solvedAtSeconds: minute === null ? null : minute * 60 + 5, score: minute === null ? null : 1, gainedAtSeconds: null, first: false })),
    order: [-minutes.length, penalty, Math.max(0, ...minutes)],
  };
}
const board = (rows: Row[], more: Partial<Scoreboard> = {}): Scoreboard => ({
  contest: 'c', state: 'running', frozen: false, format: 'icpc', seq: 1,
  problems: ['A', 'B'].map((label) => ({ label, name: `<b>${label}</b>`, color: null, points: null, solvedBy: 0, triedBy: 0 })), rows, ...more,
});

describe('results.tsv', () => {
  it('gives ranks, awards and group winners by the rules, and counts nobody who is out of competition', () => {
    const rows = [
      row('one', [10, 20], { group: 'North' }), row('guest', [11, 20], { unofficial: true, group: 'South' }), row('two', [12, 20], { group: 'South' }), row('three', [12, 30]), row('four', [40, null]), row('five', [50, null]),
      row('six', [60, null]), row('seven', [null, null]), row('eight', [null, null]), row('nine\tnine', [null, null]),
    ];
    const teams = new Map([['one', { icpcId: '24314', externalId: '1' }], ['two', { icpcId: null, externalId: '2' }]]);
    expect(resultsTsv(board(rows), teams).split('\n')).toEqual([
      'results\t1',
      '24314\t1\tGold Medal\t2\t30\t20\tNorth',
      '2\t2\tSilver Medal\t2\t32\t20\tSouth',
      'three\t3\tBronze Medal\t2\t42\t30\t',
      'four\t4\tRanked\t1\t40\t40\t',
      'five\t4\tRanked\t1\t50\t50\t',
      'six\t4\tRanked\t1\t60\t60\t',
      'seven\t\tHonorable\t0\t0\t0\t',
      'eight\t\tHonorable\t0\t0\t0\t',
      'nine nine\t\tHonorable\t0\t0\t0\t',
      '',
    ]);
    expect(resultsTsv(board([]), new Map())).toBe('results\t1\n');
  });
});

describe('standings as CSV', () => {
  it('quote what must be quoted', () => {
    expect(standingsCsv(board([{ ...row('A "B", C', [10, null], { affiliation: 'two\nlines', group: 'x;y' }), rank: 1 }]))).toBe(
      '\ufeffRank,Name,Affiliation,Group,Official,Solved,Penalty minutes,A tries,A solved at minute,B tries,B solved at minute\r\n1,"A ""B"", C","two\nlines",x;y,yes,1,10,1,10,1,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '=HYPERLINK("http://x","y")', '\n=1'])('are no formula where a name is %j', (name) => {
    const cell = standingsCsv(board([row(name, [null, null])])).split('\r\n').slice(1).join('\r\n').split(',')[1]!;
    expect(cell).toMatch(/^"?'/);
  });
});

it('standings as a page contain no markup of strangers, and name what they show', () => {
  const html = standingsHtml({ name: '<script>alert(1)</script>', at: new Date(0) }, board([{ ...row('"><img src=x onerror=alert(1)>', [10, null], { affiliation: "O'Neill & <i>sons</i>" }), rank: 1 }], { frozen: true }));
  expect(html).not.toMatch(/<script|<img|<i>|<b>/);
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('<caption id="caption">');
  expect(html.match(/scope="col"/g)).toHaveLength(6);
  expect(html).toContain('Frozen');
});

it('calendars escape and fold by RFC 5545', () => {
  const contest = { id: 'f0', slug: 'autumn', name: `Finals; a, b \\ ${'ü'.repeat(60)}\nBEGIN:VEVENT`, startsAt: new Date('2026-12-01T09:00:00Z'), durationSeconds: 5 * 3600, windowSeconds: null, seq: 1, createdAt: new Date(0) };
  const text = calendarOf([contest], { name: 'Contests', origin: 'https://judge.example', now: new Date('2026-11-28T00:00:00Z') });
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded).toEqual(expect.arrayContaining(['DTSTART:20261201T090000Z', 'DTEND:20261201T140000Z', 'UID:f0@arbiter', 'URL:https://judge.example/contests/autumn', `SUMMARY:Finals\\; a\\, b \\\\ ${'ü'.repeat(60)}\\nBEGIN:VEVENT`]));
  expect(unfolded.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
});

describe('over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await startJudge(server.db);
  });
  afterAll(() => server.close());

  it('standings are those of who asks, frozen for all but the jury', async () => {
    const round = await startRound(server, { freezeSeconds: 4.5 * 3600 });
    const team = await round.join({ team: 'Seen' });
    await round.join({ team: 'Ghost', hidden: true });
    await round.solve(team, 'A');
    const file = async (format: string, call = server.anonymous) => call('GET', `${round.path}/scoreboard.${format}`);
    for (const [format, type] of [['csv', 'text/csv'], ['json', 'application/json'], ['tsv', 'text/tab-separated-values'], ['html', 'text/html']] as const) {
      const [open, jury] = [await file(format), await file(format, round.jury.call)];
      expect([open.status, open.headers.get('content-type')?.startsWith(type), open.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, true, true]);
      const [shown, whole] = [JSON.stringify(open.body), JSON.stringify(jury.body)];
      expect(shown).toContain('Seen');
      expect(shown).not.toContain('Ghost');
      expect(shown).not.toBe(whole);
      expect((await round.jury.call('GET', `${round.path}/scoreboard.${format}?public=true`)).body).toEqual(format === 'json' ? expect.objectContaining({ rows: open.body.rows as unknown }) : open.body);
    }
    expect((await file('json')).body).toMatchObject({ frozen: true, rows: [{ solved: 0, cells: [{ pending: 1 }, {}] }] });
    expect((await file('xml')).status).toBe(404);
    const scored = await startRound(server, { format: 'ioi' });
    expect((await server.anonymous('GET', `${scored.path}/scoreboard.tsv`)).status).toBe(409);
    const hidden = await startRound(server, { visibility: 'private' });
    expect((await server.anonymous('GET', `${hidden.path}/scoreboard.csv`)).status).toBe(404);
  });

  it('standings tell nothing of the problems before the start, nor what they are called to who has not begun in a time of their own', async () => {
    const round = await startRound(server, { startsAt: new Date(Date.now() + 3_600_000).toISOString() });
    const team = await round.join();
    const own = await startRound(server, { windowSeconds: 3600 });
    for (const format of ['csv', 'json', 'html', 'tsv']) {
      for (const call of [server.anonymous, team.call]) {
        const { status, body } = await call('GET', `${round.path}/scoreboard.${format}`);
        expect(status).toBe(200);
        expect(JSON.stringify(body), format).not.toMatch(/Hello World|A tries|>A</);
      }
      expect(JSON.stringify((await server.anonymous('GET', `${own.path}/scoreboard.${format}`)).body), format).not.toContain('Hello World');
    }
    expect(JSON.stringify((await round.jury.call('GET', `${round.path}/scoreboard.json`)).body)).toContain('Hello World');
  });

  it('the calendar has public contests, and that of one is for who sees it', async () => {
    const [open, hidden] = [await startRound(server), await startRound(server, { visibility: 'private' })];
    const old = await startRound(server, { startsAt: '2020-01-01T00:00:00Z' });
    const { headers, body } = await get('/api/v1/contests.ics');
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(body).toContain(`/contests/${open.slug}`);
    expect(body).not.toContain(hidden.slug);
    expect(body).not.toContain(old.slug);
    expect((await get(`${hidden.path}/calendar.ics`)).status).toBe(404);
    expect((await hidden.jury.call('GET', `${hidden.path}/calendar.ics`)).body).toContain(hidden.slug);
    async function get(path: string) {
      return server.anonymous('GET', path);
    }
  });
});
