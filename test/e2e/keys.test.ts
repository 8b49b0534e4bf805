/** The keys of every page, in real Chromium on an instance as `npm start` makes it: going, searching, the palette, and turning single keys off. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

const username = uniqueName('typist');

let site: Site;
let page: Page;

beforeAll(async () => {
  site = await startSite('the tests of the keys', ['aplusb', 'brackets', 'hello']);
  page = await site.page({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await signUp(page.request, username);
  await signIn(page.request, username);
}, 400_000);
afterAll(() => site?.close());

const path = () => new URL(page.url()).pathname;
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('the keyboard', { timeout: 60_000 }, () => {
  it('goes to pages by two keys, and opens a row of a list', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: username }).waitFor();
    await press('g', 'p');
    await page.waitForURL('**/problems');
    await page.getByRole('table').getByRole('link', { name: 'Two Tills' }).waitFor();
    await press('j');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await press('ArrowDown');
    const second = await page.evaluate(() => document.activeElement?.textContent);
    expect(second).not.toBe(first);
    await press('k');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first);
    await press('Enter');
    await page.waitForURL('**/problems/*');
    await press('g', 's');
    await page.waitForURL('**/submissions*');
    await press('g', 'h');
    await page.waitForURL((url) => url.pathname === '/');
  });

  it('keeps the focus where a menu was, whatever is chosen in it', async () => {
    await page.goto('/problems');
    const theme = page.getByRole('button', { name: /^Theme:/ });
    await theme.focus();
    await press('Enter', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Theme: Dark');
    await press('Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Theme: As the system');
  });

  it('types into fields what is typed there', async () => {
    await page.goto('/problems');
    await page.getByRole('link', { name: 'Two Tills' }).waitFor();
    await press('/');
    await page.keyboard.type('g h ? j/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('g h ? j/');
    expect(path()).toBe('/problems');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('reaches problems, people and actions by the palette, the latest problem first', async () => {
    await page.goto('/problems/aplusb');
    await page.getByRole('heading', { level: 1, name: 'Two Tills' }).waitFor();
    await page.goto('/status');
    await page.getByRole('button', { name: username }).waitFor();
    await press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Go to anything' });
    await palette.getByRole('group', { name: 'Recent problems' }).getByRole('option', { name: 'Two Tills' }).waitFor();
    expect(await palette.getByRole('option').first().textContent()).toBe('Two Tills');
    await expectAccessible(page);
    await page.keyboard.type('theme dark');
    await expect.poll(() => palette.getByRole('status').textContent()).toBe('1 suggestion');
    await press('Enter');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await press('Control+k');
    await page.keyboard.type(`@${username}`);
    await press('Enter');
    await page.waitForURL(`**/people/${username}`);
  });

  it('lists the shortcuts, and can be told to heed no single keys', async () => {
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Preferences' }).waitFor();
    await expectAccessible(page);
    await page.locator('main').focus();
    await press('?');
    const list = page.getByRole('dialog', { name: 'Shortcuts' });
    await list.waitFor();
    await expectAccessible(page);
    await press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Shortcuts of single keys' }).uncheck();
    await page.locator('main').focus();
    await press('?', 'g', 'p', '/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(path()).toBe('/account');
    await press('Control+k');
    await page.getByRole('dialog', { name: 'Go to anything' }).waitFor();
    await press('Escape');
    await page.reload();
    expect(await page.getByRole('checkbox', { name: 'Shortcuts of single keys' }).isChecked()).toBe(false);
  });

  it('is told what is wrong with a form before it is sent', async () => {
    await page.getByRole('button', { name: `Account of ${username}` }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign up' }).click();
    await page.getByLabel('Username').fill('x');
    await press('Enter');
    await page.getByText('Use 2 to 32 letters').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('username');
    await page.getByLabel('Username').fill(username);
    expect(await page.getByText('Use 2 to 32 letters').count()).toBe(0);
    await page.getByLabel('E-mail').fill('typist@example.org');
    await page.getByLabel('Password').fill('12345678');
    await press('Enter');
    await page.getByText('This username is taken').waitFor();
    await expectAccessible(page);
  });

  it('meets no error in any page', () => expect(site.complaints).toEqual([]));
});
