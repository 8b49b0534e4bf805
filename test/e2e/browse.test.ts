/**
 * Finding a problem among 10,000 in real Chromium, against the real server: the list is there at once, scrolls without
 * holes, is walked by keyboard, and its address says what is shown. Then start page, profile and status.
 */
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportJudge } from '#database/judges.js';
import { build } from '#scripts/build/build.js';
import { ROOT } from '#scripts/support/root.js';
import { expectAccessible, hear, launchChromium, signIn } from '#test/support/browser.js';
import { createManyProblems, createManyResults } from '#test/support/many-problems.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';

const MANY = 10_000;
const username = uniqueName('reader');

let server: TestServer;
let browser: Browser;
let page: Page;
let me: Person;
let heartbeat: NodeJS.Timeout | undefined;
const complaints: string[] = [];

beforeAll(async () => {
  await build();
  [server, browser] = await Promise.all([
    startTestServer({ webFolder: join(ROOT, 'dist/web'), checkResponses: false }),
    launchChromium(),
  ]);
  await createManyProblems(server.db, MANY);
  me = await server.person('student', username);
  await createManyResults(server.db, [me.id]);
  // Not a judge that works, but one that is seen: nothing is submitted here.
  const judge = { name: 'judge-1', host: 'hall', slots: 4, languages: [{ id: 'cpp' as const, name: 'C++', version: 'g++ 12.2.0', extensions: ['.cpp'], compileCommand: 'g++ -O2 main.cpp', runCommand: './main' }], startedAt: new Date() };
  await reportJudge(server.db, judge);
  heartbeat = setInterval(() => void reportJudge(server.db, judge), 5_000);
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await signIn(context.request, username);
  page = await context.newPage();
  hear(page, complaints);
}, 400_000);
afterAll(async () => {
  clearInterval(heartbeat);
  await browser?.close();
  await server?.close();
});

const count = () => page.locator('.count-row [role=status]').textContent();
const search = () => new URL(page.url()).searchParams;
const names = () => page.locator('.problem-table tbody a').allTextContents();
/** Number of the row in the middle of the window; null: a hole. */
const rowInTheMiddle = () => page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('tr')?.getAttribute('aria-rowindex') ?? null);

describe('a list of 10,000 problems', { timeout: 120_000 }, () => {
  it('comes in one packed answer, of which only the rows in view are drawn', async () => {
    await page.goto('/problems');
    await page.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    expect(await count()).toBe('10,001 problems');
    const sent = await page.evaluate(() => performance.getEntriesByType('resource').flatMap((entry) => (entry.name.includes('/problem-list') ? [(entry as PerformanceResourceTiming).encodedBodySize] : [])));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toBeLessThan(250_000);
    expect(await page.locator('.problem-table tbody tr').count()).toBeLessThan(80);
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('10002');
    await expectAccessible(page);
  });

  it('is asked for again without being sent again', async () => {
    await page.reload();
    await page.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    const [transferred] = await page.evaluate(() => performance.getEntriesByType('resource').flatMap((entry) => (entry.name.includes('/problem-list') ? [(entry as PerformanceResourceTiming).transferSize] : [])));
    // An answer without a body; 0 would be none at all.
    expect(transferred).toBeGreaterThan(0);
    expect(transferred).toBeLessThan(2_000);
  });

  it('scrolls to its end without holes, at less than 50 ms of work a step', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const work = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
    await page.mouse.move(640, 500);
    const before = await work();
    const STEPS = 40;
    for (let step = 0; step < STEPS; step += 1) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(30);
    }
    const each = ((await work()) - before) / STEPS;
    console.log(`${each.toFixed(1)} ms of the main thread's time for each step of 700 pixels`);
    expect(each).toBeLessThan(50);
    await expect.poll(rowInTheMiddle).toMatch(/^\d+$/);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByText('Zero', { exact: true }).waitFor();
    expect(await page.locator('.problem-table tbody tr').last().getAttribute('aria-rowindex')).toBe('10002');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.evaluate(() => scrollTo(0, 0));
  });

  it('is found by / and typing, and walked by j, k and Enter', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('sheep 0123');
    await expect.poll(count).toBe('2 problems');
    await expect.poll(() => search().get('search')).toBe('sheep 0123');
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe((await names())[0]);
    await page.keyboard.press('j');
    expect(await focused()).toBe((await names())[1]);
    await page.keyboard.press('k');
    const first = (await focused())!;
    await page.keyboard.press('Enter');
    await page.waitForURL('**/problems/problem-*');
    await page.goBack();
    await page.getByRole('link', { name: first }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('sheep 0123');
  });

  it('is not called back by a search that settles while another page is on its way', async () => {
    await page.goto('/problems');
    await page.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    // The program of the next page takes its time.
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    let held = 0;
    await page.route(/\/assets\/.*\.js/, async (route) => {
      held++;
      await released;
      await route.continue();
    });
    // At once, so that the search cannot settle before.
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('main input[type=search]')!;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, 'sheep');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.querySelector<HTMLElement>('header a[href="/contests"]')!.click();
    });
    // Longer than a search takes to settle.
    await page.waitForTimeout(1000);
    expect(held).toBeGreaterThan(0);
    release();
    await page.getByRole('heading', { level: 1, name: 'Contests' }).waitFor();
    await page.waitForTimeout(500);
    expect(new URL(page.url()).pathname).toBe('/contests');
    await page.unroute(/\/assets\/.*\.js/);
    await page.goBack();
    await page.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/problems');
  });

  it('is walked by j beyond what was drawn at first', async () => {
    await page.goto('/problems');
    await page.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    for (let row = 0; row < 60; row += 1) {
      await page.keyboard.press('j');
      if (row % 5 === 0) await page.waitForTimeout(50);
    }
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex'))).toBe('61');
    // The row with the focus stays, however far it is scrolled away.
    await page.evaluate(() => scrollTo(0, 200_000));
    await expect.poll(rowInTheMiddle).toMatch(/^\d{4}$/);
    expect(await page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex'))).toBe('61');
  });

  it('holds every filter in its address, which can be sent to a friend', async () => {
    await page.goto('/problems');
    await page.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    await page.getByRole('button', { name: 'tag 16', exact: true }).click();
    await page.getByLabel('Difficulty from').selectOption('3');
    await page.getByLabel('Difficulty to').selectOption('7');
    await page.getByLabel('My status').selectOption('untried');
    await page.getByLabel('Type').selectOption('pass-fail');
    await page.getByLabel('Sort by').selectOption('newest');
    await expect.poll(() => search().get('sort')).toBe('newest');
    expect(Object.fromEntries(search())).toEqual({ tags: 'tag 16', from: '3', to: '7', status: 'untried', type: 'pass-fail', sort: 'newest' });
    const seen = { count: await count(), names: await names() };
    expect(seen.names.length).toBeGreaterThan(5);
    const friend = await page.context().newPage();
    await friend.goto(page.url());
    await friend.locator('.problem-table tbody a').first().waitFor();
    expect(await friend.locator('.problem-table tbody a').allTextContents()).toEqual(seen.names);
    await friend.close();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(count).toBe('10,001 problems');
    expect(Object.fromEntries(search())).toEqual({ sort: 'newest' });
  });

  it('fits a phone, with all that is known of a problem', async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto('/problems?search=bridge');
    await page.getByText('Difficulty 3.5').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Filter and sort' }).click();
    await page.getByLabel('My status').waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('lets go who opens a problem before the address has followed the search', async () => {
    const slow = await page.context().newPage();
    let late = false;
    // The code of the next page comes when the address would have changed long since.
    await slow.route('**/assets/**', async (route) => {
      if (late) await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await slow.goto('/problems');
    await slow.getByRole('link', { name: /^Problem 00001/ }).waitFor();
    late = true;
    await slow.getByRole('searchbox').fill('00042');
    await slow.getByRole('link', { name: /^Problem 00042/ }).evaluate((link: HTMLElement) => link.click());
    // All of them share one package, whose name this is.
    await slow.getByRole('heading', { level: 1, name: 'Zero' }).waitFor();
    expect(new URL(slow.url()).pathname).toBe('/problems/problem-42');
    await slow.close();
  });

  it('says what to do where nothing fits', async () => {
    await page.goto('/problems?search=no-such-thing');
    await page.getByRole('heading', { name: 'No problem fits' }).waitFor();
    await expectAccessible(page);
  });
});

describe('the pages around it', { timeout: 120_000 }, () => {
  it('start with what comes next', async () => {
    await page.goto('/');
    await page.getByText('A step harder').waitFor();
    await page.getByText('One judge at work').waitFor();
    await expectAccessible(page);
  });

  it('tell of each day in words, by keyboard, and hide a profile', async () => {
    const version = (await server.db.execute<{ id: string }>(sql`select id from problem_versions limit 1`)).rows[0]!.id;
    await server.db.execute(sql`
      with s as (insert into submissions (problem_id, account_id, language) select id, ${me.id}, 'cpp' from problems where slug in ('problem-1', 'problem-2') returning id, account_id, language)
      insert into judgings (submission_id, version_id, account_id, language, priority, claimed_at, finished_at, judge, verdict, tests) select id, ${version}, account_id, language, 20, now(), now(), 'judge-1', 'accepted', '[]' from s`);
    await page.goto(`/people/${username}`);
    const today = page.getByRole('gridcell', { name: /submissions: 2, accepted: 2$/ });
    await today.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/: no submission$/);
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/submissions: 2, accepted: 2$/);
    await page.getByText('As a table: one day with submissions').click();
    await page.getByRole('table', { name: 'Days with submissions' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hide my profile from others' }).click();
    await page.getByText('only you and staff see it').waitFor();
    const other = await server.person();
    expect((await other.call('GET', `/api/v1/people/${username}`)).status).toBe(404);
  });

  it('say how the judges do', async () => {
    await page.goto('/status');
    await page.getByText('All is well.').waitFor();
    await page.getByRole('rowheader', { name: 'judge-1' }).waitFor();
    expect(await page.getByText('Machinery, for staff').count()).toBe(0);
    await expectAccessible(page);
  });

  it('meet no error', () => expect(complaints).toEqual([]));
});
