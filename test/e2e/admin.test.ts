/** An administrator looks after accounts, in real Chromium, on an instance as `npm start` makes it. */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnInstance, type OwnInstance } from '#scripts/support/own-instance.js';
import { uniqueName } from '#test/support/world.js';

const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let instance: OwnInstance;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];
const username = uniqueName('person');
let password = '';

beforeAll(async () => {
  [instance, browser] = await Promise.all([startOwnInstance('the browser tests', { problems: ['aplusb'] }), chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: CHROMIUM_FLAGS })]);
  context = await browser.newContext({ baseURL: instance.url, viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/40[0-9]|422/.test(message.text())) complaints.push(message.text());
  });
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await instance?.stop();
});

async function axe(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours glide from one theme to the other.
    await page.waitForTimeout(250);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${page.url()} ${colorScheme}: ${id} at ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Whether a browser of their own gets in, and stays. */
async function signIn(secret: string): Promise<{ status: number; still: () => Promise<number> }> {
  const { request } = await browser.newContext({ baseURL: instance.url });
  const answer = await request.post('/api/v1/session', { data: { username, password: secret } });
  return { status: answer.status(), still: async () => (await request.get('/api/v1/me')).status() };
}
const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const dialog = () => page.getByRole('dialog');

describe('an administrator', { timeout: 120_000 }, () => {
  it('signs in and sees every account', async () => {
    await page.goto('/sign-in?then=/admin/accounts');
    await page.getByLabel(/username/i).fill('admin');
    await page.getByLabel('Password', { exact: true }).fill(instance.adminPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/accounts');
    await row('admin').getByText('Active').waitFor();
    await axe();
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('makes an account, whose password is shown once', async () => {
    await page.getByRole('button', { name: 'New account' }).click();
    await dialog().getByLabel('Username').fill('no good name!');
    await dialog().getByLabel('E-mail').fill(`${username}@example.org`);
    await dialog().getByRole('button', { name: 'Make the account' }).click();
    await dialog().getByText(/Use 2 to 32 letters/).waitFor();
    await axe();
    await dialog().getByLabel('Username').fill(username);
    await dialog().getByLabel('Role').selectOption('instructor');
    await page.keyboard.press('Enter');
    await dialog().getByText('it is not shown again').waitFor();
    password = (await dialog().locator('code').textContent()) ?? '';
    expect(password).toMatch(/^(?:[a-z0-9]{4}-){3}[a-z0-9]{4}$/);
    await axe();
    await dialog().getByRole('button', { name: 'Done' }).click();
    expect((await signIn(password)).status).toBe(200);
  });

  it('finds it by typing, by role and by state; the address holds what was asked', async () => {
    await page.getByRole('searchbox').fill(username);
    await expect.poll(() => page.getByRole('row').count(), { timeout: 10_000 }).toBe(2);
    await page.getByLabel('Role', { exact: true }).selectOption('student');
    await page.getByRole('heading', { name: 'No account fits' }).waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption('instructor');
    await row(username).waitFor();
    await page.getByLabel('State').selectOption('disabled');
    await page.getByRole('heading', { name: 'No account fits' }).waitFor();
    await page.getByLabel('State').selectOption('active');
    await page.reload();
    await row(username).waitFor();
    expect(page.url()).toContain('role=instructor');
  });

  it('gives it a new password: who was signed in is out, and only the new one opens', async () => {
    const before = await signIn(password);
    await row(username).getByRole('button', { name: 'New password' }).click();
    await dialog().getByRole('button', { name: 'Make a new password' }).click();
    await dialog().locator('code').waitFor();
    const fresh = (await dialog().locator('code').textContent()) ?? '';
    await dialog().getByRole('button', { name: 'Done' }).click();
    expect(await before.still()).toBe(401);
    expect((await signIn(password)).status).toBe(401);
    expect((await signIn(fresh)).status).toBe(200);
    password = fresh;
  });

  it('changes a role, and is asked before somebody may do everything', async () => {
    await page.goto(`/admin/accounts?search=${username}`);
    const role = row(username).getByLabel(`Role of ${username}`);
    await role.selectOption('student');
    await page.getByText(`The role of ${username} is changed.`).last().waitFor();
    await role.selectOption('admin');
    await dialog().getByText(/Administrators may do everything here/).waitFor();
    await axe();
    await dialog().getByRole('button', { name: 'Leave it' }).click();
    await expect.poll(() => role.inputValue(), { timeout: 10_000 }).toBe('student');
  });

  it('disables it: signed out everywhere, and back when enabled', async () => {
    const before = await signIn(password);
    await row(username).getByRole('button', { name: 'Disable' }).click();
    await dialog().getByText(/is signed out everywhere/).waitFor();
    await dialog().getByRole('button', { name: 'Disable' }).click();
    await row(username).getByText('Disabled').waitFor();
    expect(await before.still()).toBe(401);
    expect((await signIn(password)).status).toBe(401);
    await row(username).getByRole('button', { name: 'Enable' }).click();
    await row(username).getByText('Active').waitFor();
    expect((await signIn(password)).status).toBe(200);
  });

  it('makes accounts from a list, and keeps their passwords', async () => {
    await page.getByRole('button', { name: 'From a list' }).click();
    const [one, two] = [uniqueName('list'), uniqueName('list')];
    await dialog().locator('input[type=file]').setInputFiles({ name: 'class.csv', mimeType: 'text/csv', buffer: Buffer.from(`username,email,role\n${one},${one}@example.org\n${two},${two}@example.org,instructor\nnobody\n${username},again@example.org\n`) });
    await dialog().getByText('3 accounts can be made.').waitFor();
    await dialog().getByText(/Line 4 has no username/).waitFor();
    await axe();
    await dialog().getByRole('button', { name: 'Make them' }).click();
    await dialog().getByText('2 accounts were made.').waitFor();
    await dialog().getByText('This username is taken').waitFor();
    const saved = page.waitForEvent('download');
    await dialog().getByRole('link', { name: 'Save the passwords' }).click();
    const text = Buffer.concat(await (await (await saved).createReadStream()).toArray()).toString();
    const secret = new RegExp(`^${one},${one}@example.org,student,(.+)\\r$`, 'm').exec(text)?.[1];
    const { request } = await browser.newContext({ baseURL: instance.url });
    expect((await request.post('/api/v1/session', { data: { username: one, password: secret } })).status()).toBe(200);
    await dialog().getByRole('button', { name: 'Done' }).click();
  });

  it('cannot lock themselves out, and reads why', async () => {
    await page.goto('/admin/accounts?search=admin');
    await row('admin').getByText(/only another administrator/).waitFor();
    expect(await row('admin').getByLabel('Role of admin').isDisabled()).toBe(true);
    expect(await row('admin').getByRole('button', { name: 'Disable' }).isDisabled()).toBe(true);
  });

  it('meets no error in any page', () => expect(complaints).toEqual([]));
});
