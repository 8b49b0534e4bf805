/**
 * The network drops, in real Chromium on an instance as `npm start` makes it: once in the browser (the cable), once behind
 * it (the server is gone, by a relay that is cut). What was written is kept, a submit that failed says so and works again,
 * and what happened meanwhile is caught up with.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { startRelay, type Relay } from '#test/support/relay.js';
import { uniqueName } from '#test/support/world.js';

/** Sixteen tests of 0.3 s: long enough to lose the connection in the middle. */
const SLOW = 'import time\na, b = map(int, open(0).read().split())\ntime.sleep(0.3)\nprint(a + b)\n';
const OFFLINE = 'You are offline. What you write is kept; this page catches up when the connection is back.';
const LOST = 'The live connection is lost. What you write is kept; this page catches up by itself.';
const username = uniqueName('traveller');

let site: Site;
let relay: Relay;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  site = await startSite('the tests of a dropped network', ['aplusb']);
  relay = await startRelay(site.instance.url);
  context = await site.context({ baseURL: relay.url });
  await signUp(context.request, username);
  await signIn(context.request, username);
  page = await context.newPage();
  // Not its console, where Chromium writes each request that the network has lost.
  page.on('pageerror', (error) => complaints.push(error.message));
}, 400_000);
afterAll(async () => {
  await relay?.cut();
  await site?.close();
});

interface Listed {
  id: string;
  state: string;
}
/** Asked of the instance itself, past the relay. */
async function submissions(): Promise<Listed[]> {
  const answer = await context.request.get(`${site.instance.url}/api/v1/submissions?limit=50`);
  return ((await answer.json()) as { items: Listed[] }).items;
}
const notice = (words: string) => page.locator('.notice').filter({ hasText: words });
const program = () => page.locator('.cm-content').evaluate((content) => [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));

async function write(text: string): Promise<void> {
  await page.goto('/problems/aplusb');
  await page.locator('.cm-content').waitFor();
  await page.getByLabel('Language', { exact: true }).selectOption('python3');
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

/** Opens the newest submission of the list beside the problem, and waits until tests come in but not all. */
async function watchNewest(): Promise<void> {
  const [newest] = await submissions();
  await page.goto(`/submissions/${newest?.id}`);
  await expect.poll(() => page.getByText('Accepted', { exact: true }).count(), { timeout: 60_000, interval: 50 }).toBeGreaterThan(0);
  expect((await submissions())[0]?.state).toBe('judging');
}
const finished = () => expect.poll(async () => (await submissions())[0]?.state, { timeout: 60_000 }).toBe('finished');

describe.each([
  { where: 'in the browser', words: OFFLINE, said: /You are offline, so nothing was sent/, drop: () => context.setOffline(true), restore: () => context.setOffline(false) },
  { where: 'behind the browser', words: LOST, said: /The server cannot be reached/, drop: () => relay.cut(), restore: () => relay.mend() },
])('the network drops $where', { timeout: 150_000 }, ({ where, words, said, drop, restore }) => {
  const text = `# ${where}\n${SLOW}`;

  it('a submit says that it failed, keeps the program, and works when pressed again', async () => {
    const before = (await submissions()).length;
    await write(text);
    await drop();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(said).waitFor();
    expect((await program()).trimEnd()).toBe(text.trimEnd());
    expect((await submissions()).length).toBe(before);
    await restore();
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(async () => (await submissions()).length, { timeout: 30_000 }).toBe(before + 1);
    expect(await page.getByText(said).count()).toBe(0);
  });

  it('a submission that is watched meanwhile is told as lost, and catches up', async () => {
    await watchNewest();
    await drop();
    await notice(words).waitFor();
    expect(await page.getByRole('heading', { name: 'Accepted' }).count()).toBe(0);
    await finished();
    await page.getByRole('img', { name: 'No connection' }).waitFor();
    await restore();
    await page.getByRole('heading', { name: 'Accepted' }).waitFor({ timeout: 30_000 });
    await page.getByRole('img', { name: 'No connection' }).waitFor({ state: 'detached' });
    expect(await notice(words).count()).toBe(0);
  });

  it('a page that could not be fetched comes by itself', async () => {
    await page.goto('/problems');
    await page.getByRole('link', { name: 'Two Tills' }).waitFor();
    await drop();
    await page.getByRole('link', { name: 'Status' }).click();
    await notice(words).or(page.getByText('No connection')).first().waitFor();
    expect(await page.getByText('Rust').count()).toBe(0);
    await restore();
    await page.getByText('Rust').first().waitFor({ timeout: 30_000 });
  });

  it('a draft written meanwhile is kept', async () => {
    await write('# before\n');
    await drop();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(`# written ${where}`);
    // Longer than the half second after which a draft is kept.
    await page.waitForTimeout(900);
    await restore();
    await page.reload();
    await expect.poll(() => program(), { timeout: 15_000 }).toContain(`# written ${where}`);
  });
});

it('older submissions that did not come are said to be missing, and come when asked for again', { timeout: 60_000 }, async () => {
  const all = (await submissions()).length;
  expect(all).toBeGreaterThan(1);
  // Pages of one, so that there are older ones.
  await page.route(/\/api\/v1\/submissions(\?|$)/, (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '1');
    return route.continue({ url: url.href });
  });
  await page.goto('/submissions');
  const rows = page.locator('main tbody tr');
  await expect.poll(() => rows.count()).toBe(1);
  const older = page.getByRole('button', { name: 'Show older ones' });
  await relay.cut();
  await older.click();
  await page.locator('main').getByRole('alert').getByText('The server cannot be reached').waitFor({ timeout: 30_000 });
  expect(await rows.count()).toBe(1);
  await relay.mend();
  await older.click();
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(2);
  expect(await page.locator('main').getByRole('alert').count()).toBe(0);
  await page.unrouteAll();
});

it('no page met an error', () => expect(complaints).toEqual([]));
