/**
 * Whole journeys by keyboard alone in real Chromium, on an instance as `npm start` makes it: no mouse, and no focus given
 * by the test. Whatever has the focus shows it, and what is needed is reached by Tab, arrows and Enter in the order of the page.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';
import { aTree, zipOf } from '../server/problems/zips.js';

const username = uniqueName('typist');
const teacher = uniqueName('teacher');

let site: Site;
let page: Page;
let staff: Page;

beforeAll(async () => {
  site = await startSite('the tests of the keyboard', ['aplusb', 'brackets', 'hello']);
  [page, staff] = [await site.page({ reducedMotion: 'reduce' }), await site.page({ reducedMotion: 'reduce' })];
  const { request: admin } = await site.context();
  await signIn(admin, 'admin', site.instance.adminPassword);
  await signUp(admin, teacher, { role: 'instructor' });
}, 400_000);
afterAll(() => site?.close());

interface Focused {
  what: string;
  /** By outline or shadow, of itself or of what stands for it. */
  shown: boolean;
  inView: boolean;
}
const focused = (on: Page): Promise<Focused | null> =>
  on.evaluate(() => {
    const element = document.activeElement;
    // The page as a whole, or the window of the browser itself, which Tab passes between the last and the first.
    if (!(element instanceof HTMLElement) || element === document.body || element.id === 'main') return null;
    const label = element.matches('input.pick') ? (element as HTMLInputElement).labels?.[0] : undefined;
    const stands = [element, label, element.closest('.code-editor'), element.closest('.palette-search')].filter((each) => each instanceof HTMLElement);
    const shown = stands.some((each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    });
    const box = (label ?? element).getBoundingClientRect();
    return { what: `<${element.tagName.toLowerCase()}> "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}"`, shown, inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
  });

/** One Tab; where it goes is seen. */
async function tab(on: Page, key = 'Tab'): Promise<Focused | null> {
  await on.keyboard.press(key);
  const at = await focused(on);
  if (at) expect(at, `${new URL(on.url()).pathname}: ${at.what}`).toMatchObject({ shown: true, inView: true });
  return at;
}
const has = (target: Locator): Promise<boolean> => target.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** Tab by Tab. */
async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
  const on = target.page();
  await target.first().waitFor({ state: 'attached' });
  const way: (string | undefined)[] = [];
  for (let step = 0; step < 80; step += 1) {
    if (await has(target)) return;
    way.push((await tab(on, key))?.what);
  }
  throw new Error(`Tab does not reach it. It reached ${way.join(', ')}`);
}
async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}
/** A list of choices that is folded: arrows choose. */
async function choose(target: Locator, value: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Home');
  for (let step = 0; step < 20 && (await target.inputValue()) !== value; step += 1) await target.page().keyboard.press('ArrowDown');
  expect(await target.inputValue()).toBe(value);
}
const link = (on: Page, name: string | RegExp) => on.getByRole('link', { name, exact: true });
const button = (on: Page, name: string | RegExp) => on.getByRole('button', { name, exact: true });

async function write(program: string): Promise<void> {
  await tabTo(page.locator('.cm-content'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(program);
}

/** Opens a dialog by the button that has the focus, goes round in it, and closes it: the button has the focus again. */
async function isATrap(opener: Locator): Promise<void> {
  const on = opener.page();
  await press(opener);
  await on.getByRole('dialog').waitFor();
  for (const key of [...Array.from({ length: 12 }, () => 'Tab'), ...Array.from({ length: 4 }, () => 'Shift+Tab')]) {
    await tab(on, key);
    expect(await on.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true);
  }
  await on.keyboard.press('Escape');
  await on.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await has(opener)).toBe(true);
}

describe('a student without a mouse', { timeout: 180_000 }, () => {
  it('skips the header, and signs up in the order of the form', async () => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tab(page);
    expect(await has(link(page, 'Skip to the content'))).toBe(true);
    await page.keyboard.press('Enter');
    await tab(page);
    expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
    await press(link(page, 'Make an account').first());
    await page.waitForURL('**/sign-up');
    const fields = ['Username', 'E-mail', 'Password'].map((label) => page.getByLabel(label, { exact: true }));
    await tabTo(fields[0]!);
    await page.keyboard.type(username);
    for (const [at, text] of [`${username}@example.org`, PASSWORD].entries()) {
      await tab(page);
      expect(await has(fields[at + 1]!)).toBe(true);
      await page.keyboard.type(text);
    }
    await tab(page);
    expect(await has(button(page, 'Make the account'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Hello, ${username}` }).waitFor();
  });

  it('searches the list and opens a problem', async () => {
    await press(link(page, 'Problems').first());
    await page.waitForURL('**/problems');
    await tabTo(page.getByRole('searchbox'));
    await page.keyboard.type('two till');
    await press(link(page, 'Two Tills'));
    await page.waitForURL('**/problems/aplusb');
  });

  it('writes a program, leaves the editor, and submits', async () => {
    await choose(page.getByLabel('Language', { exact: true }), 'python3');
    await write('print("no sum")');
    // Tab indents, Shift+Tab takes it back.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await has(page.locator('.cm-content'))).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await has(page.locator('.cm-content'))).toBe(false);
    await press(button(page, 'Submit'));
    await page.locator('.own li').first().getByText('Wrong answer').waitFor({ timeout: 60_000 });
  });

  it('reads the verdict and the difference', async () => {
    await press(page.locator('.own li > a').first());
    await page.getByRole('heading', { level: 1, name: 'Wrong answer' }).waitFor();
    await tabTo(page.locator('.diff-frame'));
    expect(await focused(page)).toMatchObject({ what: expect.stringContaining('Expected output beside') as string });
  });

  it('mends it, submits by Ctrl+Enter, and compares the two', async () => {
    await press(button(page, 'Edit and submit again'));
    await page.waitForURL('**/problems/aplusb');
    await write('print(sum(map(int, input().split())))');
    await page.keyboard.press('Control+Enter');
    await page.locator('.own li').first().getByText('Accepted').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await press(page.locator('.own li > a').first());
    await page.getByRole('heading', { level: 1, name: 'Accepted' }).waitFor();
    await isATrap(button(page, 'Compare with…'));
    await page.keyboard.press('Enter');
    await press(page.getByRole('dialog').getByRole('link').first());
    await page.getByRole('heading', { level: 1, name: /^Two submissions to/ }).waitFor();
  });

  it('opens a dialog, shortcuts and the palette, and is back where it was', async () => {
    // Once it is opened there is a link, and its name says so.
    const share = button(page, /^Share/);
    await press(page.locator('.compare-heads a[href^="/submissions/"]').last());
    await page.getByRole('heading', { level: 1, name: 'Accepted' }).waitFor();
    await isATrap(share);
    for (const key of ['?', 'Control+k']) {
      await tabTo(share);
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await has(share)).toBe(true);
    }
  });

  it('opens a menu while a page is still coming, and keeps it', async () => {
    let letCome = () => {};
    const mayCome = new Promise<void>((resolve) => (letCome = resolve));
    const chunks = /\/assets\/.+\.js$/;
    // Whatever had the focus before has been fetched already.
    await page.goto('/problems');
    await page.getByRole('heading', { level: 1, name: 'Problems' }).waitFor();
    await page.route(chunks, async (route) => {
      await mayCome;
      await route.continue();
    });
    await tabTo(link(page, 'Status').first(), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/status');
    const account = button(page, `Account of ${username}`);
    await press(account);
    expect(await page.getByRole('heading', { level: 1, name: 'Status' }).count()).toBe(0);
    letCome();
    await page.getByRole('heading', { level: 1, name: 'Status' }).waitFor();
    await page.unroute(chunks);
    expect(await has(account)).toBe(true);
    expect(await account.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
  });

  it('signs out', async () => {
    const account = button(page, `Account of ${username}`);
    await tabTo(account, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    expect(await has(button(page, 'Sign out'))).toBe(true);
    await page.keyboard.press('Escape');
    expect(await has(account)).toBe(true);
    await page.keyboard.press('Enter');
    await press(button(page, 'Sign out'));
    await link(page, 'Sign in').first().waitFor();
  });
});

describe('an instructor without a mouse', { timeout: 180_000 }, () => {
  it('signs in and goes to the imports by the menu', async () => {
    await staff.goto('/sign-in');
    await tabTo(staff.getByLabel('Username'));
    await staff.keyboard.type(teacher);
    await tab(staff);
    await staff.keyboard.type(PASSWORD);
    await staff.keyboard.press('Enter');
    // A new page takes the focus, so that a screen reader begins there.
    await staff.waitForFunction(() => location.pathname === '/' && document.activeElement?.id === 'main');
    await press(button(staff, 'Staff'));
    await staff.keyboard.press('ArrowDown');
    await press(staff.getByRole('navigation').getByRole('link', { name: 'Import', exact: true }));
    await staff.waitForURL('**/problems/import');
  });

  it('imports a package by the picker', async () => {
    // Waited for from the start: the browser is told then that it must not show a window of its own.
    const chosen = staff.waitForEvent('filechooser');
    await tabTo(staff.locator('input[type=file]'));
    await staff.keyboard.press('Enter');
    const chooser = await chosen;
    const { 'submissions/accepted/sum.cpp': _cpp, ...tree } = aTree({ 'data/secret/hush.in': '20 22\n', 'data/secret/hush.ans': '42\n', 'submissions/accepted/adds.py': 'print(sum(map(int, input().split())))\n' });
    await chooser.setFiles([{ name: 'by-keyboard.zip', mimeType: 'application/zip', buffer: Buffer.from(zipOf(tree)) }]);
    await staff.getByText(/^Imported as by-keyboard/).waitFor();
  });

  it('verifies and publishes it', async () => {
    await press(link(staff, 'See its verification'));
    await staff.waitForURL('**/problems/by-keyboard/staff**');
    await press(button(staff, 'Verify version 1 again'));
    await staff.getByText('Every submission got what its label says.').waitFor({ timeout: 60_000 });
    await choose(staff.getByLabel('Who may see it'), 'public');
    await press(button(staff, 'Save'));
    await staff.getByText('Public', { exact: true }).waitFor();
  });
});

it('no page met an error', () => expect(site.complaints).toEqual([]));
