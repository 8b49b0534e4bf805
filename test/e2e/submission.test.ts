/**
 * The page of a submission in real Chromium, on an instance as `npm start` makes it: three hundred tests that fill in
 * live, groups and points, a link between two accounts, two submissions compared, the source sent again, and what staff see.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK, expectAccessible, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { aContest, uniqueName } from '#test/support/world.js';
import { zipOf } from '../server/problems/zips.js';
import { MANY, mainThreadTasks, manyTests } from './many-tests.js';

const ECHO = 'import time\ntime.sleep(0.01)\nprint(input())\n';
/** Fails in the second group, on the test whose input is 250. */
const ALMOST = 'x = input()\nprint("wrong" if x == "250" else x)\n';
const PHONE = { width: 390, height: 844 };

let site: Site;
let owner: Page;
let friend: Page;
let admin: Page;
let right: string;
let wrong: string;
const [ownerName, friendName] = [uniqueName('owner'), uniqueName('friend')];

beforeAll(async () => {
  site = await startSite('the tests of submissions', []);
  [owner, friend, admin] = [await site.page(), await site.page(), await site.page()];
  for (const [{ request }, name] of [[owner, ownerName], [friend, friendName]] as const) {
    await signUp(request, name);
    await signIn(request, name);
  }
  await signIn(admin.request, 'admin', site.instance.adminPassword);
  const answer = await admin.request.post('/api/v1/problems', { multipart: { slug: 'many', visibility: 'public', package: { name: 'many.zip', mimeType: 'application/zip', buffer: Buffer.from(zipOf(manyTests())) } } });
  expect(answer.status(), await answer.text()).toBe(201);
}, 400_000);
afterAll(() => site?.close());

async function submit(page: Page, problem: string, language: string, files: { name: string; content: string }[]): Promise<string> {
  const answer = await page.request.post('/api/v1/submissions', { data: { problem, language, files } });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
const python = (content: string) => [{ name: 'main.py', content }];
async function finished(page: Page, id: string): Promise<void> {
  await expect.poll(async () => ((await (await page.request.get(`/api/v1/submissions/${id}`)).json()) as { state: string }).state, { timeout: 120_000, interval: 200 }).toBe('finished');
}
/** Of long tables the first rows are looked at: the others are like them, and it would take minutes. */
const looksRight = (page: Page) => expectAccessible(page, ['.raw-tests tbody tr:nth-child(n+4)', '.tile:nth-child(n+12)']);
async function fitsAPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
}

describe('a submission with three hundred tests', { timeout: 240_000 }, () => {
  it('is told live without keeping the page busy', async () => {
    // The page and the editor are there before the tests begin.
    await owner.goto('/submissions');
    await owner.getByRole('heading', { level: 1 }).waitFor();
    right = await submit(owner, 'many', 'python3', python(ECHO));
    await owner.goto(`/submissions/${right}`);
    await owner.locator('.tile').first().waitFor();
    await owner.locator('.cm-content').waitFor();
    await owner.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      const status = document.querySelector('.verdict-head [role=status]')!;
      new MutationObserver(() => heard.push(status.textContent)).observe(status, { characterData: true, childList: true, subtree: true });
    });
    await site.browser.startTracing(owner, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'] });
    const seen = new Set<number>();
    await expect
      .poll(
        async () => {
          seen.add(await owner.locator('button.tile').count());
          return owner.getByRole('heading', { level: 1, name: 'Accepted' }).count();
        },
        { timeout: 180_000, interval: 100 },
      )
      .toBe(1);
    expect(seen.size).toBeGreaterThan(10);
    const tasks = mainThreadTasks(await site.browser.stopTracing());
    const heard = await owner.evaluate(() => (window as unknown as { heard: string[] }).heard);
    console.log(`while ${MANY} verdicts came the page showed ${seen.size} states in ${tasks.length} tasks, the longest of ${tasks.slice(0, 4).join(', ')} ms`);
    expect(tasks.length).toBeGreaterThan(100);
    // Work is counted, and none of it holds up a key.
    expect(tasks[0]).toBeGreaterThan(0);
    expect(tasks[0]).toBeLessThan(100);
    // Stages and the verdict, not each test.
    expect(heard.length).toBeLessThanOrEqual(3);
    expect(heard.at(-1)).toBe('Accepted, 100 points');
  });

  it('tells the points of each group and where the time went', async () => {
    await owner.getByText('40 of 40 points').waitFor();
    await owner.getByText('60 of 60 points').waitFor();
    await owner.getByText('100 of 100 points').first().waitFor();
    expect(await owner.getByRole('list', { name: 'Stages of the judging' }).getByRole('listitem').count()).toBe(4);
    await looksRight(owner);
  });

  it('lets arrow keys walk its tests', async () => {
    await owner.locator('.tile[tabindex="0"]').focus();
    await owner.keyboard.press('ArrowRight');
    await owner.keyboard.press('ArrowRight');
    await owner.getByText('Test 3', { exact: true }).waitFor();
    await owner.keyboard.press('End');
    await owner.getByText(`Test ${MANY}`, { exact: true }).waitFor();
  });

  it('says why a group has no points', async () => {
    wrong = await submit(owner, 'many', 'python3', python(ALMOST));
    await finished(owner, wrong);
    await owner.goto(`/submissions/${wrong}`);
    await owner.getByText('0 of 60 points').waitFor();
    await owner.getByText('All points only if every test is accepted; test 250 is not.').waitFor();
    await fitsAPhone(owner);
    await looksRight(owner);
    await owner.setViewportSize(DESK);
  });
});

describe('a link to a submission', { timeout: 120_000 }, () => {
  let link: string;

  it('is made by its owner', async () => {
    await friend.goto(`/submissions/${right}`);
    await friend.getByRole('heading', { name: /no such submission/ }).waitFor();
    await owner.goto(`/submissions/${right}`);
    await owner.getByRole('button', { name: 'Share…' }).click();
    await expect.poll(() => owner.getByLabel('Link', { exact: true }).inputValue()).toMatch(/\?share=[\w-]{22}$/);
    link = await owner.getByLabel('Link', { exact: true }).inputValue();
    await looksRight(owner);
    await owner.keyboard.press('Escape');
    await owner.getByRole('button', { name: 'Shared: link…' }).waitFor();
  });

  it('shows it to whoever is signed in, to be read only', async () => {
    await friend.goto(link);
    await friend.getByText(`${ownerName} shares this submission with you by a link.`).waitFor();
    await friend.getByRole('heading', { level: 1, name: 'Accepted' }).waitFor();
    await friend.locator('.cm-content').getByText('time.sleep').waitFor();
    for (const name of [/share/i, /judge again/i, /submit again/i]) expect(await friend.getByRole('button', { name }).count()).toBe(0);
    expect(await friend.getByText('All raw facts').count()).toBe(0);
    await looksRight(friend);
    const guest = await site.page();
    await guest.goto(link);
    await guest.getByRole('link', { name: 'Sign in' }).first().waitFor();
    expect(await guest.getByText('time.sleep').count()).toBe(0);
    await guest.context().close();
  });

  it('is worth nothing once it is taken back', async () => {
    await owner.getByRole('button', { name: 'Shared: link…' }).click();
    await owner.getByRole('button', { name: 'Take the link back' }).click();
    await owner.getByRole('button', { name: 'Share…' }).waitFor();
    await friend.reload();
    await friend.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
    await looksRight(friend);
  });
});

describe('a submission in a contest that tells little', { timeout: 240_000 }, () => {
  const HOUR = 3_600_000;
  /** Held by the admin; the friend takes part and submits. */
  async function sent(rules: object): Promise<{ slug: string; id: string }> {
    const contest = aContest({ ...rules });
    const made = await admin.request.post('/api/v1/contests', { data: contest });
    expect(made.status(), await made.text()).toBe(201);
    expect((await friend.request.post(`/api/v1/contests/${contest.slug}/registrations`, { data: {} })).status()).toBe(201);
    const answer = await friend.request.post('/api/v1/submissions', { data: { problem: 'many', contest: contest.slug, language: 'python3', files: python(ECHO) } });
    const { id } = (await answer.json()) as { id: string };
    await finished(admin, id);
    return { slug: contest.slug, id };
  }
  const problems = [{ slug: 'many', label: 'A' }];
  const over = async (slug: string) => expect((await admin.request.patch(`/api/v1/contests/${slug}`, { data: { startsAt: new Date(Date.now() - 6 * HOUR).toISOString() } })).status()).toBe(200);
  async function looksRightEverywhere(): Promise<void> {
    await looksRight(friend);
    await fitsAPhone(friend);
    await looksRight(friend);
    await friend.setViewportSize(DESK);
  }

  it('is received, with no word of what came of it, and its link opens for nobody yet', async () => {
    const { slug, id } = await sent({ feedback: 'none', problems });
    await friend.goto(`/submissions/${id}`);
    await friend.getByRole('heading', { level: 1, name: 'Received' }).waitFor();
    await friend.locator('.cm-content').getByText('time.sleep').waitFor();
    const text = (await friend.locator('main').textContent())!;
    for (const word of ['Not needed', 'Not run', 'Slowest', 'slowest', 'secret tests', 'Queue']) expect(text).not.toContain(word);
    expect(await friend.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Source']);
    await friend.getByRole('button', { name: 'Share…' }).click();
    await friend.getByText('the link opens for nobody until that is over').waitFor();
    await looksRight(friend);
    const link = await friend.getByLabel('Link', { exact: true }).inputValue();
    await friend.keyboard.press('Escape');
    await looksRightEverywhere();
    await owner.goto(link);
    await owner.getByRole('heading', { name: 'This link opens nothing' }).waitFor();
    await friend.goto(`/contests/${slug}/submissions`);
    await friend.getByText('Received').waitFor();
    await looksRightEverywhere();

    await over(slug);
    // Some seconds later its results are counted, and nothing is hidden any more.
    await expect.poll(async () => (await owner.request.get(`/api/v1${new URL(link).pathname}${new URL(link).search}`)).status(), { timeout: 60_000, interval: 500 }).toBe(200);
    await owner.reload();
    await owner.getByText(`${friendName} shares this submission with you by a link.`).waitFor();
    await friend.goto(`/submissions/${id}`);
    await friend.getByRole('heading', { level: 1, name: 'Accepted' }).waitFor();
    await friend.getByText('40 of 40 points').waitFor();
  });

  it('tells what each test group came to, and nothing of single tests or what was measured', async () => {
    const { id } = await sent({ feedback: 'groups', format: 'ioi', problems });
    await friend.goto(`/submissions/${id}`);
    await friend.getByText('40 of 40 points').waitFor();
    await friend.getByText('60 of 60 points').waitFor();
    await friend.getByText('it tells of single tests only how the samples went').waitFor();
    const text = (await friend.locator('main').textContent())!;
    for (const word of ['0 tests', 'slowest', 'this problem shows nothing']) expect(text).not.toContain(word);
    await looksRightEverywhere();
  });

  it('has passed the pretests, which are all the tests that it has yet', async () => {
    const { id } = await sent({ format: 'codeforces', problems: problems.map((problem) => ({ ...problem, pretests: { first: 3 } })) });
    await friend.goto(`/submissions/${id}`);
    await friend.getByRole('heading', { level: 1, name: 'Pretests passed' }).waitFor();
    await friend.getByRole('heading', { level: 2, name: 'Pretests' }).waitFor();
    await looksRightEverywhere();
  });
});

describe('two submissions', { timeout: 120_000 }, () => {
  it('are ticked in the list and compared', async () => {
    await owner.goto('/submissions');
    for (const id of [right, wrong]) await owner.locator('tr', { has: owner.locator(`a[href="/submissions/${id}"]`) }).getByRole('checkbox').check();
    await looksRight(owner);
    await owner.getByRole('link', { name: 'Compare these two' }).click();
    await owner.waitForURL(`**/compare?left=${right}&right=${wrong}`);
    // Test 250 is wrong, and those of its group after it are not run.
    await owner.getByText('1 test has another verdict. 50 tests ran on one side only.').waitFor();
    await owner.getByText('time.sleep').first().waitFor();
    await owner.getByText('"wrong"').first().waitFor();
    await looksRight(owner);
    await owner.getByRole('button', { name: `Show all ${MANY} tests` }).click();
    expect(await owner.locator('.compare-table tbody tr').count()).toBe(MANY);
    await fitsAPhone(owner);
    await owner.setViewportSize(DESK);
  });

  it('are found from the page of one of them', async () => {
    await owner.goto(`/submissions/${wrong}`);
    await owner.getByRole('button', { name: 'Compare with…' }).click();
    await owner.getByRole('dialog').getByRole('link').first().click();
    await owner.waitForURL(`**/compare?left=${right}&right=${wrong}`);
  });

  it('are not there for somebody else', async () => {
    await friend.goto(`/compare?left=${right}&right=${wrong}`);
    await friend.getByRole('heading', { name: /no such submission/ }).waitFor();
  });
});

describe('the source of a submission', { timeout: 120_000 }, () => {
  it('goes back into the editor, but not over something else unasked', async () => {
    await owner.goto('/problems/many');
    await owner.locator('.cm-content').waitFor();
    await owner.getByLabel('Language', { exact: true }).selectOption('python3');
    await owner.locator('.cm-content').click();
    await owner.keyboard.insertText('print("a draft")');
    await owner.locator('.draft-state[data-state=saved]').waitFor();
    await owner.goto(`/submissions/${wrong}`);
    await owner.getByRole('button', { name: 'Edit and submit again' }).click();
    await owner.getByRole('button', { name: 'Keep my draft' }).click();
    await owner.getByRole('button', { name: 'Edit and submit again' }).click();
    await owner.getByRole('button', { name: 'Replace my draft' }).click();
    await owner.waitForURL('**/problems/many');
    await owner.locator('.cm-content').getByText('"wrong"').waitFor();
  });

  it('is where the lines of the compiler lead, by keyboard, in the right file', async () => {
    const id = await submit(owner, 'many', 'cpp', [{ name: 'main.cpp', content: '#include "help.h"\nint main() { return help(); }\n' }, { name: 'help.h', content: '\n\nint help() { return nothing; }\n' }]);
    await finished(owner, id);
    await owner.goto(`/submissions/${id}`);
    await owner.getByRole('heading', { name: 'Why it did not compile' }).waitFor();
    await looksRight(owner);
    await owner.getByRole('button', { name: /help\.h:3/ }).first().focus();
    await owner.keyboard.press('Enter');
    await expect.poll(() => owner.getByRole('tab', { name: 'help.h' }).getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => owner.evaluate(() => getSelection()?.toString())).toContain('nothing');
    // Coming back to the file by its tab keeps the focus on the tab.
    await owner.getByRole('tab', { name: 'help.h' }).focus();
    await owner.keyboard.press('ArrowLeft');
    await owner.keyboard.press('ArrowRight');
    await owner.locator('.cm-content').getByText('nothing').waitFor();
    expect(await owner.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tab');
  });
});

describe('a failing sample', { timeout: 120_000 }, () => {
  it('is compared side by side, and one above the other on a phone', async () => {
    const id = await submit(owner, 'many', 'python3', python('input()\nprint("0 \\t", end="")\n'));
    await finished(owner, id);
    await owner.goto(`/submissions/${id}`);
    await owner.getByText('no end of line').waitFor();
    expect(await owner.locator('.diff.unified').count()).toBe(0);
    await fitsAPhone(owner);
    await owner.locator('.diff.unified').waitFor();
    const frame = owner.locator('.diff-frame');
    expect(await frame.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    await looksRight(owner);
    await owner.setViewportSize(DESK);
  });
});

describe('staff', { timeout: 240_000 }, () => {
  it('find submissions by filters that the address holds', async () => {
    await admin.goto(`/submissions?user=${ownerName}&verdict=compile-error&from=2020-01-01`);
    await expect.poll(() => admin.locator('tbody tr:not([aria-hidden])').count()).toBe(1);
    await admin.getByLabel('To', { exact: true }).fill('2020-01-02');
    await admin.getByText('No submission fits').waitFor();
    expect(new URL(admin.url()).searchParams.get('to')).toBe('2020-01-02');
    await admin.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => admin.locator('tbody tr:not([aria-hidden])').count()).toBeGreaterThan(2);
    await admin.keyboard.press('j');
    await admin.keyboard.press('j');
    await admin.keyboard.press('Enter');
    await admin.waitForURL('**/submissions/*');
  });

  it('see every raw fact, and keep those of the judging before', async () => {
    await admin.goto(`/submissions/${wrong}`);
    await admin.getByRole('button', { name: 'Judge again' }).click();
    await admin.getByText('It is being judged again.').first().waitFor();
    await finished(admin, wrong);
    await admin.reload();
    await admin.getByText('All raw facts').click();
    await admin.getByRole('heading', { name: 'The judging that counts' }).waitFor();
    await admin.getByRole('heading', { name: /^Judged before/ }).waitFor();
    await admin.getByText('Host of the judge').first().waitFor();
    await admin.getByText('the validator rejected the output').first().waitFor();
    await looksRight(admin);
    await fitsAPhone(admin);
  });

  it('and everybody meet no error in any page', () => expect(site.complaints).toEqual([]));
});
