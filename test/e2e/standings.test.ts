/**
 * The standings in real Chromium, on an instance as `npm start` makes it, with verdicts of its judge: rows move by themselves, one's own
 * stays in view, and the ceremony after a freeze ends with what the jury sees.
 */
import type { APIRequestContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scoreboard } from '#contract/scoreboard.js';
import { expectAccessible, expectToFit, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { aContest, uniqueName } from '#test/support/world.js';

const RIGHT = 'a, b = map(int, open(0).read().split())\nprint(a + b)\n';
const WRONG = 'print("no sum")\n';
const HOUR = 3_600_000;

let site: Site;
let jury: APIRequestContext;
let watcher: Page;
let own: Page;
const [ann, bob] = [uniqueName('ann'), uniqueName('bob')];
const LIVE = uniqueName('live');
const FROZEN = uniqueName('frozen');
const PROBLEMS = [{ slug: 'aplusb', label: 'A', color: '#e3342f' }, { slug: 'hello', label: 'B' }];

async function post(as: APIRequestContext, path: string, data: object): Promise<unknown> {
  const answer = await as.post(`/api/v1${path}`, { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}
async function submit(as: APIRequestContext, contest: string, content: string): Promise<void> {
  const { id } = (await post(as, '/submissions', { problem: 'aplusb', contest, language: 'python3', files: [{ name: 'main.py', content }] })) as { id: string };
  await expect.poll(async () => ((await (await as.get(`/api/v1/submissions/${id}`)).json()) as { state: string }).state, { timeout: 90_000, interval: 200 }).toBe('finished');
}
const boardOf = async (as: APIRequestContext, slug: string, query = '') => (await (await as.get(`/api/v1/contests/${slug}/scoreboard${query}`)).json()) as Scoreboard;

beforeAll(async () => {
  site = await startSite('the tests of standings', ['aplusb', 'hello']);
  const { request: admin } = await site.context();
  await signIn(admin, 'admin', site.instance.adminPassword);
  const teacher = uniqueName('teacher');
  await signUp(admin, teacher, { role: 'instructor' });
  for (const name of [ann, bob]) await signUp(admin, name);
  jury = (await site.context()).request;
  await signIn(jury, teacher);
  await post(jury, '/contests', aContest({ slug: LIVE, problems: PROBLEMS }));
  await post(jury, '/contests', aContest({ slug: FROZEN, freezeSeconds: 4.5 * 3600, problems: PROBLEMS }));
  // Enough that not all are drawn.
  for (let at = 0; at < 90; at += 1) await post(jury, `/contests/${LIVE}/registrations`, { team: `Team ${at}`, members: [], group: at % 2 ? 'Odd' : 'Even', affiliation: at === 7 ? 'Łódź' : 'Elsewhere' });
  [watcher, own] = [await site.page(), await site.page()];
  await signIn(own.request, ann);
  await post(own.request, `/contests/${LIVE}/registrations`, { team: 'Zebras' });
}, 400_000);
afterAll(() => site?.close());

const row = (page: Page, name: string) => page.locator('.standings-frame tbody tr', { has: page.locator('.name-text', { hasText: name }) });
const names = (page: Page, within = '.standings') => page.locator(`${within} tbody .name-text`).allTextContents();
/** Whether the own row is seen within what scrolls. */
const pinned = (page: Page) =>
  page.evaluate(() => {
    const [frame, mine] = ['.standings-frame', '.standings tr.own'].map((selector) => document.querySelector(selector)!.getBoundingClientRect());
    return mine!.top >= frame!.top - 1 && mine!.bottom <= frame!.bottom + 1;
  });

describe('standings', { timeout: 180_000 }, () => {
  it('keep the own row in view, wherever one is', async () => {
    await own.goto(`/contests/${LIVE}/standings`);
    await own.locator('.standings tr.own').waitFor();
    expect(await own.locator('.standings tr.own').textContent()).toContain('You');
    expect(await own.locator('.standings-frame table').getAttribute('aria-rowcount')).toBe('92');
    expect(await own.locator('.standings tr.own').getAttribute('aria-rowindex')).toBe('92');
    expect(await pinned(own)).toBe(true);
    await own.locator('.standings-frame').evaluate((frame) => frame.scrollTo(0, 1200));
    await expect.poll(() => row(own, 'Team 40').count()).toBe(1);
    expect(await pinned(own)).toBe(true);
  });

  it('move by themselves when a verdict falls, for everybody who looks on', async () => {
    await watcher.goto(`/contests/${LIVE}/standings`);
    await row(watcher, 'Team 10').waitFor();
    await watcher.locator('.standings-frame').evaluate((frame) => frame.scrollTo(0, 1e6));
    await row(watcher, 'Zebras').waitFor();
    await submit(own.request, LIVE, WRONG);
    // Whoever comes while something happens may have to load it; from now on they are told.
    await expect.poll(() => row(watcher, 'Zebras').locator('.cell-main').first().textContent(), { timeout: 20_000 }).toBe('−1');
    const loads: string[] = [];
    watcher.on('request', (request) => request.url().includes('/scoreboard') && loads.push(request.url()));
    await submit(own.request, LIVE, RIGHT);
    for (const page of [watcher, own]) {
      await expect.poll(async () => (await names(page))[0], { timeout: 20_000 }).toContain('Zebras');
      await expect.poll(() => row(page, 'Zebras').locator('.cell').first().textContent()).toContain('the first to solve it');
      expect(await row(page, 'Zebras').locator('.cell .cell-main').first().textContent()).toBe('+1');
      expect(await page.locator('.standings thead .cell-counts').first().textContent()).toContain('1/1');
      expect(await page.locator('.standings tbody .rank').first().textContent()).toBe('1');
    }
    // The rows that change are told; nothing is loaded anew.
    expect(loads).toEqual([]);
    await own.locator('.standings-frame').evaluate((frame) => frame.scrollTo(0, 9999));
    await expect.poll(() => pinned(own)).toBe(true);
  });

  it('are searched and filtered, in the address too', async () => {
    await watcher.getByRole('searchbox').fill('lodz');
    await expect.poll(() => names(watcher)).toEqual(['Team 7']);
    await watcher.waitForURL('**search=lodz');
    await watcher.reload();
    await expect.poll(() => names(watcher)).toEqual(['Team 7']);
    await watcher.getByRole('searchbox').fill('nobody like this');
    await watcher.getByRole('button', { name: 'Show all' }).click();
    await watcher.getByLabel('Group').selectOption('Odd');
    await expect.poll(() => watcher.locator('.standings-frame table').getAttribute('aria-rowcount')).toBe('46');
    await watcher.getByLabel('Group').selectOption('');
  });

  it('are walked by keyboard, open somebody and give the focus back', async () => {
    await watcher.locator('.standings-frame').focus();
    await watcher.keyboard.press('j');
    await expect.poll(() => watcher.evaluate(() => document.activeElement?.textContent)).toContain('Zebras');
    await watcher.keyboard.press('ArrowDown');
    expect(await watcher.evaluate(() => document.activeElement?.textContent)).toBe('Team 0');
    await watcher.keyboard.press('ArrowUp');
    await watcher.keyboard.press('Enter');
    const dialog = watcher.getByRole('dialog', { name: 'Zebras' });
    await dialog.getByRole('img', { name: 'Rank over time' }).waitFor();
    expect(await dialog.getByRole('img').first().getAttribute('aria-labelledby')).toBeTruthy();
    await expectAccessible(watcher);
    await watcher.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await watcher.evaluate(() => document.activeElement?.textContent)).toContain('Zebras');
    await expectAccessible(watcher);
    for (const width of [320, 390]) await expectToFit(watcher, width);
  });

  it('fill a projector without the rest of the page, turned by keys, and left by Escape', async () => {
    await watcher.getByRole('button', { name: 'Projector' }).click();
    const stage = watcher.getByRole('dialog');
    await stage.getByRole('timer').waitFor();
    const first = (await names(watcher, '.stage'))[0];
    expect(first).toContain('Zebras');
    await watcher.keyboard.press('ArrowRight');
    await expect.poll(async () => (await names(watcher, '.stage'))[0]).not.toBe(first);
    await watcher.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await names(watcher, '.stage'))[0]).toBe(first);
    await expectAccessible(watcher);
    await watcher.keyboard.press('Escape');
    await stage.waitFor({ state: 'detached' });
    expect(new URL(watcher.url()).search).not.toContain('projector');
  });
});

describe('the resolver', { timeout: 240_000 }, () => {
  it('goes from the frozen standings to those of the jury', async () => {
    const { request: other } = await site.context();
    await signIn(other, bob);
    await post(own.request, `/contests/${FROZEN}/registrations`, {});
    await post(other, `/contests/${FROZEN}/registrations`, {});
    const shown = await site.page({ storageState: await jury.storageState() });
    await shown.goto(`/contests/${FROZEN}/standings?view=public`);
    await row(shown, bob).waitFor();
    await submit(own.request, FROZEN, WRONG);
    await expect.poll(() => row(shown, ann).locator('.cell-main').first().textContent(), { timeout: 20_000 }).toBe('?');
    const loads: string[] = [];
    shown.on('request', (request) => request.url().includes('/scoreboard') && loads.push(request.url()));
    await submit(other, FROZEN, WRONG);
    await submit(other, FROZEN, RIGHT);
    // The jury sees what everybody else sees as it goes on, and nothing of the verdicts.
    await expect.poll(() => row(shown, bob).locator('.cell-main').first().textContent(), { timeout: 5_000 }).toBe('?2');
    expect(loads).toEqual([]);
    expect(await row(shown, bob).locator('.rank').textContent()).toBe('1');
    await shown.close();
    // It ends in this moment: whatever was submitted was within it.
    const change = await jury.patch(`/api/v1/contests/${FROZEN}`, { data: { startsAt: new Date(Date.now() - 5 * HOUR).toISOString() } });
    expect(change.status()).toBe(200);
    const [frozen, open] = [await boardOf(jury, FROZEN, '?public=true'), await boardOf(jury, FROZEN)];
    expect([frozen.rows.map(({ solved }) => solved), open.rows.map(({ participant, solved }) => [participant.name, solved])]).toEqual([[0, 0], [[bob, 1], [ann, 0]]]);

    const page = await site.page({ storageState: await jury.storageState() });
    await page.goto(`/contests/${FROZEN}/resolver`);
    const begin = page.getByRole('button', { name: 'Begin' });
    await begin.waitFor();
    await expectAccessible(page);
    await begin.click();
    const signs = () => page.locator('.stage tbody tr').evaluateAll((rows) => rows.map((each) => [each.querySelector('.name-text')!.textContent, ...[...each.querySelectorAll('.cell')].map((cell) => cell.querySelector('.cell-main')?.textContent ?? '')]));
    await expect.poll(signs).toEqual(frozen.rows.map(({ participant, cells }) => [participant.name, ...cells.map(({ pending }) => (pending === 0 ? '' : pending === 1 ? '?' : `?${pending}`))]));
    const done = page.getByText('Everything is unveiled.');
    const said: string[] = [];
    for (let press = 0; press < 10 && (await done.count()) === 0; press += 1) {
      await page.keyboard.press('Space');
      said.push((await page.locator('.stage-award').textContent()) ?? '');
    }
    // bob alone has solved something.
    expect(said.filter((word) => word.includes('rank')).join()).toContain(`Gold: ${bob}, rank 1`);
    const ends = open.rows.map(({ participant, cells }) => [participant.name, ...cells.map(({ tries, solvedAtSeconds }) => (solvedAtSeconds !== null ? `+${tries - 1 || ''}` : tries > 0 ? `−${tries}` : ''))]);
    await expect.poll(signs).toEqual(ends);
    await expectAccessible(page);
    await page.keyboard.press('Home');
    await expect.poll(async () => (await signs()).flat().filter((sign) => sign?.startsWith('?')).length).toBe(2);
    await page.keyboard.press('f');
    await expect.poll(signs, { timeout: 20_000 }).toEqual(ends);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('is followed by a replay, and by virtual runs beside the field as it was', async () => {
    expect((await jury.patch(`/api/v1/contests/${FROZEN}`, { data: { unfrozen: true } })).status()).toBe(200);
    // ann takes part in another contest that has the problem, and runs; what bob submits is of his run alone.
    const page = await site.page();
    await signIn(page.request, bob);
    await expect.poll(async () => ((await (await page.request.get(`/api/v1/contests/${FROZEN}`)).json()) as { may: { runVirtually: boolean } }).may.runVirtually, { timeout: 30_000 }).toBe(true);
    await page.goto(`/contests/${FROZEN}/standings?replay=true`);
    await row(page, bob).locator('.cell-main').waitFor();
    await page.getByRole('slider').fill('0');
    await expect.poll(() => row(page, bob).locator('.cell-main').count()).toBe(0);
    await expectAccessible(page);
    for (const width of [320, 390]) await expectToFit(page, width);

    await page.goto(`/contests/${FROZEN}`);
    await page.getByRole('button', { name: 'Start a virtual run' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Start now' }).click();
    await page.getByText('Your virtual run goes on.').waitFor();
    const { id } = (await post(page.request, '/submissions', { problem: 'aplusb', language: 'python3', files: [{ name: 'main.py', content: RIGHT }] })) as { id: string };
    await expect.poll(async () => ((await (await page.request.get(`/api/v1/submissions/${id}`)).json()) as { verdict?: string }).verdict, { timeout: 90_000 }).toBe('accepted');
    await page.getByRole('link', { name: 'Standings beside you' }).click();
    await expect.poll(() => page.locator('.standings tr.own').textContent(), { timeout: 30_000 }).toContain('Virtual');
    expect(await page.locator('.standings tr.own .cell-main').first().textContent()).toBe('+');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'The final standings' }).click();
    // The contest itself is as it was.
    await expect.poll(() => row(page, bob).locator('.rank').textContent()).toBe('1');
    expect(await page.locator('.standings tr.own .cell-main').first().textContent()).toBe('+1');
    await page.goto(`/contests/${FROZEN}`);
    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await page.getByRole('link', { name: /^Your run of/ }).waitFor();
  });

  it('is closed to everybody else, and complains of nothing', async () => {
    await own.goto(`/contests/${FROZEN}/resolver`);
    await own.getByText('does not have the rights').waitFor();
    expect(site.complaints).toEqual([]);
  });
});
