/** The keys of every page, in real Chromium on an instance as `npm start` makes it: going, searching, the palette, and turning single keys off. */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnInstance, type OwnInstance } from '#scripts/support/own-instance.js';
import { uniqueName } from '#test/support/world.js';

const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const account = { username: uniqueName('typist'), password: 'correct horse battery' };

let instance: OwnInstance;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [instance, browser] = await Promise.all([startOwnInstance('the tests of the keys', { problems: ['aplusb', 'brackets', 'hello'] }), chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: CHROMIUM_FLAGS })]);
  const context = await browser.newContext({ baseURL: instance.url, viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
  await context.request.post('/api/v1/accounts', { data: { ...account, email: `${account.username}@example.org` } });
  await context.request.post('/api/v1/session', { data: account });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

const path = () => new URL(page.url()).pathname;
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
async function axe(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${colorScheme}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  }
}

describe('the keyboard', { timeout: 60_000 }, () => {
  it('goes to pages by two keys, and opens a row of a list', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: account.username }).waitFor();
    await press('g', 'p');
    await page.getByRole('link', { name: 'Two Tills' }).waitFor();
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
    await page.getByRole('button', { name: account.username }).waitFor();
    await press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Go to anything' });
    await palette.getByRole('group', { name: 'Recent problems' }).getByRole('option', { name: 'Two Tills' }).waitFor();
    expect(await palette.getByRole('option').first().textContent()).toBe('Two Tills');
    await axe();
    await page.keyboard.type('theme dark');
    await expect.poll(() => palette.getByRole('status').textContent()).toBe('1 suggestion');
    await press('Enter');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await press('Control+k');
    await page.keyboard.type(`@${account.username}`);
    await press('Enter');
    await page.waitForURL(`**/people/${account.username}`);
  });

  it('lists the shortcuts, and can be told to heed no single keys', async () => {
    await page.goto('/account');
    await page.getByRole('heading', { name: 'Preferences' }).waitFor();
    await axe();
    await page.locator('main').focus();
    await press('?');
    const list = page.getByRole('dialog', { name: 'Shortcuts' });
    await list.waitFor();
    await axe();
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
    await page.getByRole('button', { name: `Account of ${account.username}` }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign up' }).click();
    await page.getByLabel('Username').fill('x');
    await press('Enter');
    await page.getByText('Use 2 to 32 letters').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('username');
    await page.getByLabel('Username').fill(account.username);
    expect(await page.getByText('Use 2 to 32 letters').count()).toBe(0);
    await page.getByLabel('E-mail').fill('typist@example.org');
    await page.getByLabel('Password').fill('12345678');
    await press('Enter');
    await page.getByText('This username is taken').waitFor();
    await axe();
  });

  it('meets no error in any page', () => expect(complaints).toEqual([]));
});
