/**
 * The editor of the problem page in real Chromium, on an instance as `npm start` makes it: one account on two devices,
 * Vim's keys, a program of several files, and submitting without a mouse.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, expectAccessible, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

const RIGHT = 'a, b = map(int, open(0).read().split())\nprint(a + b)\n';
const PROBLEM = '/problems/aplusb';
const username = uniqueName('writer');

let site: Site;
let desk: Page;
let laptop: Page;

beforeAll(async () => {
  site = await startSite('the tests of the editor', ['aplusb']);
  [desk, laptop] = [await site.page({ reducedMotion: 'reduce' }), await site.page({ reducedMotion: 'reduce' })];
  await signUp(desk.request, username);
  for (const { request } of [desk, laptop]) await signIn(request, username);
}, 400_000);
afterAll(() => site?.close());

async function open(page: Page, language = 'python3'): Promise<void> {
  await page.goto(PROBLEM);
  await page.locator('.cm-content').waitFor();
  await page.getByLabel('Language', { exact: true }).selectOption(language);
}
const text = (page: Page) => page.locator('.cm-content').evaluate((content) => [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
async function write(page: Page, program: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(program);
}
const saved = (page: Page) => page.locator('.draft-state[data-state=saved]').waitFor();
const submissions = async (page: Page): Promise<number> => ((await (await page.request.get('/api/v1/submissions?limit=200')).json()) as { items: unknown[] }).items.length;
async function setting(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel(label, { exact: true }).selectOption(value);
  await page.keyboard.press('Escape');
}

describe('a draft', { timeout: 120_000 }, () => {
  it('written at the desk is there on the laptop, and goes on there', async () => {
    await open(desk);
    await write(desk, 'print("desk")');
    await saved(desk);
    await open(laptop);
    await expect.poll(() => text(laptop)).toBe('print("desk")');
    await write(laptop, 'print("laptop")');
    await saved(laptop);
    await desk.reload();
    await expect.poll(() => text(desk)).toBe('print("laptop")');
  });

  it('that was changed on both asks, and loses neither', async () => {
    await laptop.context().setOffline(true);
    await write(laptop, 'print("in the train")');
    await laptop.locator('.draft-state[data-state=here]').waitFor();
    expect(await laptop.getByText('Saved on this device only').count()).toBe(1);
    await write(desk, 'print("at the desk")');
    await saved(desk);
    await laptop.context().setOffline(false);
    await laptop.getByRole('button', { name: 'Keep this one' }).waitFor();
    expect(await text(laptop)).toBe('print("in the train")');
    await expectAccessible(laptop);
    await laptop.getByRole('button', { name: 'Compare' }).click();
    await laptop.getByRole('dialog').getByText('at the desk').first().waitFor();
    await expectAccessible(laptop);
    await laptop.getByRole('dialog').getByRole('button', { name: /^Use the one from/ }).click();
    await expect.poll(() => text(laptop)).toBe('print("at the desk")');
    // What was given up can be brought back.
    await laptop.locator('.cm-content').click();
    await laptop.keyboard.press('Control+Z');
    await expect.poll(() => text(laptop)).toBe('print("in the train")');
    await saved(laptop);
    await desk.reload();
    await expect.poll(() => text(desk)).toBe('print("in the train")');
  });

  it('stays under the hands while the page cannot be asked for again', async () => {
    await desk.context().setOffline(true);
    await desk.getByRole('img', { name: 'No connection' }).waitFor();
    await desk.route(`**/api/v1${PROBLEM}`, (route) => route.fulfill({ status: 429, json: { error: { code: 'rate-limited', message: 'Too often.' } } }));
    const refused = desk.waitForResponse((response) => response.status() === 429);
    await desk.context().setOffline(false);
    await refused;
    await desk.locator('.cm-content').click();
    await desk.keyboard.press('Control+End');
    await desk.keyboard.insertText('#');
    expect(await text(desk)).toBe('print("in the train")#');
    await desk.keyboard.press('Backspace');
    await desk.unroute(`**/api/v1${PROBLEM}`);
    await saved(desk);
  });

  it('is not given to whoever signs in in another tab', async () => {
    const other = uniqueName('other');
    await signUp(desk.request, other);
    const context = await site.context({ reducedMotion: 'reduce' });
    await signIn(context.request, username);
    const [tab, next] = [await context.newPage(), await context.newPage()];
    await open(tab);
    await write(tab, 'print("mine")');
    await saved(tab);
    await next.goto('/');
    await next.getByRole('button', { name: `Account of ${username}` }).click();
    await next.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { name: 'Sign in to write and submit' }).waitFor();
    await next.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
    await next.getByLabel('Username').fill(other);
    await next.getByLabel('Password').fill(PASSWORD);
    await next.keyboard.press('Enter');
    await tab.getByRole('button', { name: `Account of ${other}` }).waitFor();
    await tab.locator('.cm-content').waitFor();
    expect(await text(tab)).not.toContain('mine');
    // Longer than it takes until a draft is sent.
    await tab.waitForTimeout(2_500);
    expect(await (await context.request.get('/api/v1/drafts/aplusb')).json()).toMatchObject({ items: [] });
    await context.close();
    await write(laptop, 'print("in the train")');
    await saved(laptop);
  });

  it('begins with a template where there is none', async () => {
    await desk.getByLabel('Language', { exact: true }).selectOption('cpp');
    await desk.getByRole('button', { name: 'Start from a template' }).click();
    await expect.poll(() => text(desk)).toContain('int main()');
    expect(await desk.evaluate(() => document.activeElement?.classList.contains('cm-content'))).toBe(true);
  });
});

describe('the keys of Vim', { timeout: 120_000 }, () => {
  it('write and save, and never submit by saving', async () => {
    await desk.getByLabel('Language', { exact: true }).selectOption('python3');
    await setting(desk, 'Keys', 'vim');
    await desk.locator('.cm-vim-panel, .cm-vimMode').first().waitFor();
    const before = await submissions(desk);
    await desk.locator('.cm-content').click();
    await desk.keyboard.press('Escape');
    await desk.keyboard.type('ggdGi# by vim');
    await desk.keyboard.press('Escape');
    expect(await text(desk)).toBe('# by vim');
    await desk.keyboard.type(':w');
    await desk.keyboard.press('Enter');
    await desk.locator('.draft-state[data-state=saved]').waitFor({ timeout: 1500 });
    expect(await submissions(desk)).toBe(before);
  });

  it('leave Ctrl+Enter to submit, and Escape, then Tab to leave', async () => {
    const before = await submissions(desk);
    await desk.keyboard.type('Go');
    await desk.keyboard.insertText('print(1)');
    await desk.keyboard.press('Control+Enter');
    await expect.poll(() => submissions(desk)).toBe(before + 1);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Tab');
    expect(await desk.evaluate(() => document.activeElement?.closest('.cm-editor') === null)).toBe(true);
    await setting(desk, 'Keys', 'emacs');
    await desk.locator('.cm-content').click();
    await desk.keyboard.press('Control+Enter');
    await expect.poll(() => submissions(desk)).toBe(before + 2);
    await setting(desk, 'Keys', 'plain');
  });
});

describe('a program of several files', { timeout: 120_000 }, () => {
  it('comes by picking them, begins where it is told, and is accepted', async () => {
    await desk.locator('.editor-panel input[type=file]').setInputFiles([
      { name: 'answer.py', mimeType: 'text/x-python', buffer: Buffer.from('from helper import total\nprint(total())\n') },
      { name: 'helper.py', mimeType: 'text/x-python', buffer: Buffer.from('def total():\n    return sum(map(int, open(0).read().split())) + 1\n') },
    ]);
    // There is a program already: it is not replaced unasked.
    await desk.getByRole('button', { name: 'Replace what is there' }).click();
    await desk.getByRole('tab', { name: 'helper.py' }).click();
    await expect.poll(() => text(desk)).toContain('def total');
    await desk.getByLabel('The program begins in').selectOption('answer.py');
    await write(desk, 'def total():\n    return sum(map(int, open(0).read().split()))\n');
    await expectAccessible(desk);
    await desk.keyboard.press('Control+Enter');
    await expect.poll(() => desk.locator('.own li').first().getByText('Accepted').count(), { timeout: 60_000 }).toBe(1);
    // Above the statement too, without the page being asked for again.
    await desk.getByText('Solved', { exact: true }).waitFor();
    const [{ id }] = ((await (await desk.request.get('/api/v1/submissions?limit=1')).json()) as { items: [{ id: string }] }).items;
    expect(await (await desk.request.get(`/api/v1/submissions/${id}`)).json()).toMatchObject({ entryPoint: 'answer.py', files: [{ name: 'answer.py' }, { name: 'helper.py' }] });
  });

  it('can be renamed, added to and taken from, on both devices alike', async () => {
    await desk.getByRole('button', { name: 'Files' }).click();
    await desk.getByRole('button', { name: 'Rename helper.py…' }).click();
    await desk.getByLabel('Name of the file').fill('answer.py');
    await desk.getByText('Another file has this name.').waitFor();
    await desk.getByLabel('Name of the file').fill('sums.py');
    await desk.keyboard.press('Enter');
    await desk.getByRole('tab', { name: 'sums.py' }).waitFor();
    await desk.getByRole('button', { name: 'Files' }).click();
    await desk.getByRole('button', { name: 'Add a file' }).click();
    await desk.getByRole('tab', { name: 'file3.py' }).waitFor();
    await saved(desk);
    await open(laptop);
    await laptop.getByRole('tab', { name: 'file3.py' }).click();
    await laptop.getByRole('button', { name: 'Files' }).click();
    await laptop.getByRole('button', { name: 'Remove file3.py' }).click();
    await expect.poll(() => laptop.getByRole('tab').allTextContents()).toEqual(['answer.py', 'sums.py']);
  });
});

describe('without a mouse', { timeout: 120_000 }, () => {
  it('a program is written, submitted twice from the same place, and its verdict said once', async () => {
    await open(laptop);
    const offered = await laptop.getByLabel('Language', { exact: true }).locator('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    const language = offered.includes('pypy3') ? 'pypy3' : 'javascript';
    await laptop.getByLabel('Language', { exact: true }).selectOption(language);
    await laptop.getByLabel('Language', { exact: true }).focus();
    // Tab by Tab into the editor.
    for (let at = 0; at < 12 && !(await laptop.evaluate(() => document.activeElement?.classList.contains('cm-content'))); at++) await laptop.keyboard.press('Tab');
    await laptop.keyboard.insertText(language === 'pypy3' ? RIGHT : 'console.log(require("fs").readFileSync(0, "utf8").split(/\\s+/).slice(0, 2).map(Number).reduce((a, b) => a + b));\n');
    await laptop.keyboard.press('Escape');
    for (let at = 0; at < 6 && !(await laptop.evaluate(() => document.activeElement?.textContent?.includes('Submit') === true)); at++) await laptop.keyboard.press('Tab');
    await laptop.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => {
        for (const each of document.querySelectorAll('.own [role=status]')) if (each.textContent && said.at(-1) !== each.textContent) said.push(each.textContent);
      }).observe(document.querySelector('.own')!, { subtree: true, childList: true, characterData: true });
    });
    const before = await submissions(laptop);
    await laptop.keyboard.press('Enter');
    await expect.poll(() => submissions(laptop)).toBe(before + 1);
    await expect.poll(() => laptop.evaluate(() => (window as unknown as { said: string[] }).said), { timeout: 60_000 }).toEqual(['Verdict: Accepted']);
    expect(await laptop.locator('.own li').first().getByText('Accepted').count()).toBe(1);
    expect(await laptop.evaluate(() => document.activeElement?.textContent?.includes('Submit'))).toBe(true);
    await laptop.keyboard.press('Enter');
    await expect.poll(() => submissions(laptop)).toBe(before + 2);
  });

  it('what the compiler refuses is shown at its line', async () => {
    await open(laptop, 'cpp');
    await write(laptop, 'int main() {\n    return nothing;\n}\n');
    await laptop.keyboard.press('Control+Enter');
    await laptop.locator('.cm-lint-marker-error').waitFor({ timeout: 60_000 });
    await laptop.keyboard.press('F8');
    await laptop.getByText(/was not declared/).first().waitFor();
    await expectAccessible(laptop);
  });
});

// One of them was offline for a while, of which Chromium writes.
it('no page met an error', () => expect(site.complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]));
