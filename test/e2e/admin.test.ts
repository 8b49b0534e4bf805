/** An administrator looks after accounts, in real Chromium, on an instance as `npm start` makes it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectToFit, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';


let site: Site;
let page: Page;
const username = uniqueName('person');
let password = '';

beforeAll(async () => {
  site = await startSite('the tests of an administrator', ['aplusb']);
  page = await site.page();
}, 400_000);
afterAll(() => site?.close());

/** Whether a browser of their own gets in, and stays. */
async function tryToSignIn(name: string, secret: string): Promise<{ status: number; still: () => Promise<number> }> {
  const { request } = await site.context();
  const answer = await request.post('/api/v1/session', { data: { username: name, password: secret } });
  return { status: answer.status(), still: async () => (await request.get('/api/v1/me')).status() };
}
const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const dialog = () => page.getByRole('dialog');

describe('an administrator', { timeout: 120_000 }, () => {
  it('signs in and sees every account', async () => {
    await page.goto('/sign-in?then=/admin/accounts');
    await page.getByLabel(/username/i).fill('admin');
    await page.getByLabel('Password', { exact: true }).fill(site.instance.adminPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/accounts');
    await row('admin').getByText('Active').waitFor();
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('makes an account, whose password is shown once', async () => {
    await page.getByRole('button', { name: 'New account' }).click();
    await dialog().getByLabel('Username').fill('no good name!');
    await dialog().getByLabel('E-mail').fill(`${username}@example.org`);
    await dialog().getByRole('button', { name: 'Make the account' }).click();
    await dialog().getByText(/Use 2 to 32 letters/).waitFor();
    await expectAccessible(page);
    await dialog().getByLabel('Username').fill(username);
    await dialog().getByLabel('Role').selectOption('instructor');
    await page.keyboard.press('Enter');
    await dialog().getByText('it is not shown again').waitFor();
    password = (await dialog().locator('code').textContent()) ?? '';
    expect(password).toMatch(/^(?:[a-z0-9]{4}-){3}[a-z0-9]{4}$/);
    await expectAccessible(page);
    await dialog().getByRole('button', { name: 'Done' }).click();
    expect((await tryToSignIn(username, password)).status).toBe(200);
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
    const before = await tryToSignIn(username, password);
    await row(username).getByRole('button', { name: 'New password' }).click();
    await dialog().getByRole('button', { name: 'Make a new password' }).click();
    await dialog().locator('code').waitFor();
    const fresh = (await dialog().locator('code').textContent()) ?? '';
    await dialog().getByRole('button', { name: 'Done' }).click();
    expect(await before.still()).toBe(401);
    expect((await tryToSignIn(username, password)).status).toBe(401);
    expect((await tryToSignIn(username, fresh)).status).toBe(200);
    password = fresh;
  });

  it('changes a role, and is asked before somebody may do everything', async () => {
    await page.goto(`/admin/accounts?search=${username}`);
    const role = row(username).getByLabel(`Role of ${username}`);
    await role.selectOption('student');
    await page.getByText(`The role of ${username} is changed.`).last().waitFor();
    await role.selectOption('admin');
    await dialog().getByText(/Administrators may do everything here/).waitFor();
    await expectAccessible(page);
    await dialog().getByRole('button', { name: 'Leave it' }).click();
    await expect.poll(() => role.inputValue(), { timeout: 10_000 }).toBe('student');
  });

  it('disables it: signed out everywhere, and back when enabled', async () => {
    const before = await tryToSignIn(username, password);
    await row(username).getByRole('button', { name: 'Disable' }).click();
    await dialog().getByText(/is signed out everywhere/).waitFor();
    await dialog().getByRole('button', { name: 'Disable' }).click();
    await row(username).getByText('Disabled').filter({ visible: true }).waitFor();
    expect(await before.still()).toBe(401);
    expect((await tryToSignIn(username, password)).status).toBe(401);
    await row(username).getByRole('button', { name: 'Enable' }).click();
    await row(username).getByText('Active').waitFor();
    expect((await tryToSignIn(username, password)).status).toBe(200);
  });

  it('makes accounts from a list, and keeps their passwords', async () => {
    await page.getByRole('button', { name: 'From a list' }).click();
    const [one, two] = [uniqueName('list'), uniqueName('list')];
    await dialog().locator('input[type=file]').setInputFiles({ name: 'class.csv', mimeType: 'text/csv', buffer: Buffer.from(`username,email,role\n${one},${one}@example.org\n${two},${two}@example.org,instructor\nnobody\n${username},again@example.org\n`) });
    await dialog().getByText('3 accounts can be made.').waitFor();
    await dialog().getByText(/Line 4 has no username/).waitFor();
    await expectAccessible(page);
    await dialog().getByRole('button', { name: 'Make them' }).click();
    await dialog().getByText('2 accounts were made.').waitFor();
    await dialog().getByText('This username is taken').waitFor();
    const saved = page.waitForEvent('download');
    await dialog().getByRole('link', { name: 'Save the passwords' }).click();
    const text = Buffer.concat(await (await (await saved).createReadStream()).toArray()).toString();
    const secret = new RegExp(`^${one},${one}@example.org,student,(.+)\\r$`, 'm').exec(text)?.[1];
    expect((await tryToSignIn(one, secret ?? '')).status).toBe(200);
    await dialog().getByRole('button', { name: 'Done' }).click();
  });

  it('cannot lock themselves out, and reads why', async () => {
    await page.goto('/admin/accounts?search=admin');
    await row('admin').getByText(/only another administrator/).waitFor();
    expect(await row('admin').getByLabel('Role of admin').isDisabled()).toBe(true);
    expect(await row('admin').getByRole('button', { name: 'Disable' }).isDisabled()).toBe(true);
  });

  it('changes their own password in their account, where they stay signed in', async () => {
    const before = await tryToSignIn('admin', site.instance.adminPassword);
    await row('admin').getByRole('link', { name: 'Change your own password' }).click();
    await page.getByLabel('Present password').fill('not it');
    await page.getByLabel('New password').fill('another good one');
    await page.keyboard.press('Enter');
    await page.getByText('This is not your password').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('current');
    await expectAccessible(page);
    await page.getByLabel('Present password').fill(site.instance.adminPassword);
    await page.keyboard.press('Enter');
    await page.getByText(/^Your password is changed/).waitFor();
    expect(await before.still()).toBe(401);
    expect((await tryToSignIn('admin', 'another good one')).status).toBe(200);
    await page.reload();
    await page.getByRole('button', { name: 'Account of admin' }).waitFor();
  });

  it('meets no error in any page', () => expect(site.complaints).toEqual([]));
});
