/**
 * The page of a submission in real Chromium, on an instance as `npm start` makes it: three hundred tests that fill in
 * live, groups and points, a link between two accounts, two submissions compared, the source sent again, and what staff see.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnInstance, type OwnInstance } from '#scripts/support/own-instance.js';
import { uniqueName } from '#test/support/world.js';
import { zipOf, type Tree } from '../server/problems/zips.js';

const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PASSWORD = 'correct horse battery';
const MANY = 300;
const ECHO = 'import time\ntime.sleep(0.01)\nprint(input())\n';
/** Fails in the second group, on the test whose input is 250. */
const ALMOST = 'x = input()\nprint("wrong" if x == "250" else x)\n';
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

let instance: OwnInstance;
let browser: Browser;
let owner: Page;
let friend: Page;
let admin: Page;
let right: string;
let wrong: string;
const complaints: string[] = [];
const [ownerName, friendName] = [uniqueName('owner'), uniqueName('friend')];

beforeAll(async () => {
  [instance, browser] = await Promise.all([startOwnInstance('the tests of submissions', { problems: [] }), chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: CHROMIUM_FLAGS })]);
  owner = await signedIn(ownerName, PASSWORD, true);
  friend = await signedIn(friendName, PASSWORD, true);
  admin = await signedIn('admin', instance.adminPassword, false);
  const answer = await admin.request.post('/api/v1/problems', { multipart: { slug: 'many', visibility: 'public', package: { name: 'many.zip', mimeType: 'application/zip', buffer: Buffer.from(zipOf(manyTests())) } } });
  expect(answer.status(), await answer.text()).toBe(201);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

/** A problem that scores: a sample, a group of 100 tests and one of the rest, which requires the first. */
function manyTests(): Tree {
  const tree: Tree = {
    'problem.yaml': 'problem_format_version: 2025-09\ntype: scoring\nname: Many Tests\nuuid: 9b7b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n',
    'statement/problem.en.md': 'Print what you read.\n',
    'data/secret/test_group.yaml': 'max_score: 100\nscore_aggregation: sum\n',
    'data/secret/group1/test_group.yaml': 'max_score: 40\nscore_aggregation: pass-fail\n',
    'data/secret/group2/test_group.yaml': 'max_score: 60\nscore_aggregation: pass-fail\nrequire_pass: secret/group1\n',
    'input_validators/validate.py': 'exit(42)\n',
    'submissions/accepted/echo.py': 'print(input())\n',
  };
  for (let number = 1; number <= MANY; number++) {
    const name = number === 1 ? 'sample/1' : `secret/group${number <= 101 ? 1 : 2}/${String(number).padStart(3, '0')}`;
    tree[`data/${name}.in`] = `${number}\n`;
    tree[`data/${name}.ans`] = `${number}\n`;
  }
  return tree;
}

async function signedIn(username: string, password: string, isNew: boolean): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ baseURL: instance.url, viewport: DESK, locale: 'en-GB' });
  if (isNew) await context.request.post('/api/v1/accounts', { data: { username, email: `${username}@example.org`, password } });
  expect((await context.request.post('/api/v1/session', { data: { username, password } })).status()).toBe(200);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

async function submit(page: Page, problem: string, language: string, files: { name: string; content: string }[]): Promise<string> {
  const answer = await page.request.post('/api/v1/submissions', { data: { problem, language, files } });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
const python = (content: string) => [{ name: 'main.py', content }];
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds of CPU: what other processes of this machine take does not count. */
  tdur?: number;
  args?: { name?: string };
}
/** CPU milliseconds of each task of the page's main thread, longest first. */
function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => name.endsWith('RunTask') && ph === 'X' && mains.has(`${pid} ${tid}`));
  return tasks.map(({ tdur = 0 }) => Math.round(tdur / 1000)).sort((a, b) => b - a);
}
async function finished(page: Page, id: string): Promise<void> {
  await expect.poll(async () => ((await (await page.request.get(`/api/v1/submissions/${id}`)).json()) as { state: string }).state, { timeout: 120_000, interval: 200 }).toBe('finished');
}
/** Of long tables the first rows are looked at: the others are like them, and it would take minutes. */
async function axe(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion: colours on their way from one theme to the other are none of either.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).exclude('.raw-tests tbody tr:nth-child(n+4)').exclude('.tile:nth-child(n+12)').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${page.url()} ${colorScheme}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
}
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
    await browser.startTracing(owner, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'] });
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
    const tasks = mainThreadTasks(await browser.stopTracing());
    const heard = await owner.evaluate(() => (window as unknown as { heard: string[] }).heard);
    console.log(`while ${MANY} verdicts came the page showed ${seen.size} states in ${tasks.length} tasks, the longest of ${tasks.slice(0, 4).join(', ')} ms`);
    expect(tasks.length).toBeGreaterThan(100);
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
    await axe(owner);
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
    await axe(owner);
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
    await axe(owner);
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
    await axe(friend);
    const guest = await (await browser.newContext({ baseURL: instance.url })).newPage();
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
    await friend.getByRole('heading', { name: /no such submission/ }).waitFor();
  });
});

describe('two submissions', { timeout: 120_000 }, () => {
  it('are ticked in the list and compared', async () => {
    await owner.goto('/submissions');
    for (const id of [right, wrong]) await owner.locator('tr', { has: owner.locator(`a[href="/submissions/${id}"]`) }).getByRole('checkbox').check();
    await axe(owner);
    await owner.getByRole('link', { name: 'Compare these two' }).click();
    await owner.waitForURL(`**/compare?left=${right}&right=${wrong}`);
    // Test 250 is wrong, and those of its group after it are not run.
    await owner.getByText('51 tests have another verdict.').waitFor();
    await owner.getByText('time.sleep').first().waitFor();
    await owner.getByText('"wrong"').first().waitFor();
    await axe(owner);
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
    await axe(owner);
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
    await axe(owner);
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
    await axe(admin);
    await fitsAPhone(admin);
  });

  it('and everybody meet no error in any page', () => expect(complaints).toEqual([]));
});
