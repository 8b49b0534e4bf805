/**
 * A student's first evening, in real Chromium, on an instance as `npm start` makes it: signs up, reads a problem, submits,
 * watches each test get its verdict, and finds everything by keyboard. Every page is checked by axe in both themes.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

const RIGHT = 'import time\na, b = map(int, open(0).read().split())\ntime.sleep(0.1)\nprint(a + b)\n';
const WRONG = 'print("no sum")\n';

let site: Site;
let page: Page;
const username = uniqueName('student');

beforeAll(async () => {
  site = await startSite('the tests of a student', ['aplusb', 'brackets', 'hello']);
  page = await site.page();
}, 400_000);
afterAll(() => site?.close());

async function write(program: string): Promise<void> {
  const editor = page.locator('.cm-content');
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(program);
}

describe('a student', { timeout: 120_000 }, () => {
  it('signs up', async () => {
    await page.goto('/');
    await expectAccessible(page);
    await page.goto('/sign-up');
    await expectAccessible(page);
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('E-mail').fill(`${username}@example.org`);
    await page.getByLabel('Password').fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/sign-up');
    await expect.poll(() => page.getByRole('button', { name: username }).count()).toBe(1);
  });

  it('finds a problem by typing', async () => {
    await page.goto('/problems');
    await page.getByRole('searchbox').fill('two till');
    await expect.poll(() => page.getByRole('link', { name: 'Two Tills' }).count()).toBe(1);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Two Tills' }).click();
    await page.waitForURL('**/problems/aplusb');
    await page.getByRole('heading', { level: 1, name: 'Two Tills' }).waitFor();
    await page.locator('.cm-content').waitFor();
    await expectAccessible(page);
  });

  it('submits by Ctrl+Enter and watches every test to the verdict', async () => {
    await page.getByLabel('Language', { exact: true }).selectOption('python3');
    await write(RIGHT);
    await page.keyboard.press('Control+Enter');
    const link = page.locator('a[href^="/submissions/"]').first();
    await link.waitFor();
    await link.click();
    await page.waitForURL('**/submissions/*');
    // Sixteen tests of a tenth of a second: some are seen while others are still to come.
    const seen = new Set<number>();
    await expect
      .poll(
        async () => {
          seen.add(await page.getByText('Accepted', { exact: true }).count());
          return page.getByRole('heading', { name: 'Accepted' }).count();
        },
        { timeout: 60_000, interval: 60 },
      )
      .toBe(1);
    expect(seen.size).toBeGreaterThan(3);
    await expectAccessible(page);
  });

  it('is shown what was wrong on a sample', async () => {
    await page.goto('/problems/aplusb');
    await page.locator('.cm-content').waitFor();
    await write(WRONG);
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(() => page.getByText('Wrong answer').count(), { timeout: 30_000 }).toBeGreaterThan(0);
    await page.locator('a[href^="/submissions/"]').first().click();
    await page.getByText('no sum').first().waitFor();
    await expectAccessible(page);
  });

  it('sees nothing of what staff see', async () => {
    for (const path of ['/admin/accounts', '/problems/import', '/problems/aplusb/staff']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.getByRole('button', { name: /import|disable|verify/i }).count()).toBe(0);
    }
  });

  it('makes a token, which is shown once', async () => {
    await page.goto('/account');
    await page.getByLabel('Name').fill('laptop');
    await page.keyboard.press('Enter');
    await page.getByText(/arbiter_[\w-]{20,}/).first().waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByText('laptop').first().waitFor();
    expect(await page.getByText(/arbiter_[\w-]{20,}/).count()).toBe(0);
  });

  it('reads the status of the judges', async () => {
    await page.goto('/status');
    await page.getByText('Rust').first().waitFor();
    await expectAccessible(page);
  });

  it('meets no error in any page', () => expect(site.complaints).toEqual([]));
});
