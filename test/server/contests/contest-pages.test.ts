/** What the pages of contests ask for: which contests there are, and how far each of their problems is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contest, ContestSummary } from '#contract/contest.js';
import type { Verdict } from '#contract/verdict.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aContest, aResult, createProblem, uniqueName } from '#test/support/world.js';
import { claimOf, startJudge } from '../submissions/judged.js';

let server: TestServer;
let jury: Person;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
  jury = await server.person('instructor');
});
afterAll(() => server.close());

const HOUR = 3600;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR * 1000).toISOString();

async function make(overrides: Parameters<typeof aContest>[0]): Promise<string> {
  const made = await jury.call('POST', '/api/v1/contests', aContest(overrides));
  expect(made.status).toBe(201);
  return (made.body as { slug: string }).slug;
}

describe('the list of contests', () => {
  const word = uniqueName('cup');
  const listed = async (who: { call: Person['call'] }, query: string) => {
    const answer = await who.call('GET', `/api/v1/contests?search=${word}&${query}`);
    expect(answer.status).toBe(200);
    return answer.body as { items: ContestSummary[]; nextCursor: string | null; now: string };
  };
  const names = ({ items }: { items: ContestSummary[] }) => items.map(({ name }) => name.replace(`${word} `, ''));
  const everybody = { call: (...given: Parameters<Person['call']>) => server.anonymous(...given) };

  beforeAll(async () => {
    for (const [name, hours] of [['old', -100], ['older', -200], ['runs', -1], ['soon', 2], ['later', 50]] as const) await make({ name: `${word} ${name}`, startsAt: fromNow(hours) });
    await make({ name: `${word} secret`, startsAt: fromNow(3), visibility: 'private' });
  });

  it('tells those that are not over as they come, and those that are from the last one back', async () => {
    expect(names(await listed(everybody, 'over=false'))).toEqual(['runs', 'soon', 'later']);
    expect(names(await listed(everybody, 'over=true'))).toEqual(['old', 'older']);
    expect(names(await listed(jury, 'over=false'))).toEqual(['runs', 'soon', 'secret', 'later']);
    expect(Math.abs(Date.parse((await listed(everybody, 'over=true')).now) - Date.now())).toBeLessThan(60_000);
  });

  it('goes on page by page in either order', async () => {
    for (const [query, expected] of [['over=false', ['runs', 'soon', 'later']], ['over=true', ['old', 'older']], ['', ['later', 'soon', 'runs', 'old', 'older']]] as const) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Awaited<ReturnType<typeof listed>> = await listed(everybody, `${query}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...names(page));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(expected);
    }
  });

  it('finds what somebody takes part in, private ones too', async () => {
    const person = await server.person();
    expect(names(await listed(person, 'registered=true'))).toEqual([]);
    const { items } = await listed(jury, 'over=false');
    const secret = items.find(({ name }) => name.endsWith('secret'))!.slug;
    expect((await jury.call('POST', `/api/v1/contests/${secret}/registrations`, { username: person.username })).status).toBe(201);
    expect(await listed(person, 'registered=true&over=false')).toMatchObject({ items: [{ slug: secret, registered: true, participants: 1 }] });
    expect(names(await listed(everybody, 'registered=true'))).toEqual([]);
  });
});

describe('a problem of a contest', () => {
  async function begun(overrides: Parameters<typeof aContest>[0] = {}) {
    const problem = await createProblem(server.db, { visibility: 'private' });
    const slug = await make({ problems: [{ slug: problem.slug, label: 'A' }], ...overrides });
    const [ann, bob] = [await server.person(), await server.person()];
    for (const person of [ann, bob]) expect((await person.call('POST', `/api/v1/contests/${slug}/registrations`, {})).status).toBe(201);
    const submit = async (person: Person, verdict?: Verdict) => {
      const sent = await person.call('POST', '/api/v1/submissions', { problem: problem.slug, language: 'cpp', contest: slug, files: [{ name: 'main.cpp', content: 'int main() {}' }] });
      const { id } = sent.body as { id: string };
      if (verdict) expect(await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict }))).toBe(true);
    };
    const seen = async (who: { call: Person['call'] }) => ((await who.call('GET', `/api/v1/contests/${slug}`)).body as Contest).problems?.[0];
    return { slug, problem, ann, bob, submit, seen };
  }

  it('says on its own page where a submission would count, and takes one though it is private', async () => {
    const { slug, problem, ann } = await begun();
    const page = async () => (await ann.call('GET', `/api/v1/problems/${problem.slug}`)).body;
    expect(await page()).toMatchObject({ contest: slug, may: { submit: true } });
    expect((await jury.call('GET', `/api/v1/problems/${problem.slug}`)).body).not.toHaveProperty('contest');
    expect((await jury.call('PATCH', `/api/v1/contests/${slug}`, { startsAt: fromNow(-6) })).status).toBe(200);
    expect(await page()).not.toHaveProperty('contest');
  });

  it('tells how far the caller is with it, and how many have solved it', async () => {
    const { ann, bob, submit, seen } = await begun();
    expect(await seen(ann)).toMatchObject({ label: 'A', solvedBy: 0, triedBy: 0 });
    expect(await seen(ann)).not.toHaveProperty('own');
    await submit(ann, 'wrong-answer');
    expect(await seen(ann)).toMatchObject({ own: 'tried', solvedBy: 0, triedBy: 1 });
    await submit(ann, 'accepted');
    await submit(bob);
    expect(await seen(ann)).toMatchObject({ own: 'solved', solvedBy: 1 });
    expect(await seen(bob)).toMatchObject({ own: 'submitted', solvedBy: 1 });
  });

  it('counts nothing of the freeze but for the jury, and still tells everybody their own', async () => {
    const { ann, bob, submit, seen } = await begun({ freezeSeconds: 5 * HOUR });
    await submit(ann, 'accepted');
    expect(await seen(ann)).toMatchObject({ own: 'solved', solvedBy: 0 });
    expect(await seen(bob)).toMatchObject({ solvedBy: 0 });
    expect(await seen(jury)).toMatchObject({ solvedBy: 1 });
  });
});
