/** A student submits answers to a problem that takes no program, in real Chromium, judged by the real judge. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectToFit, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';
import { zipOf } from '../server/problems/zips.js';

const username = uniqueName('solver');
let site: Site;
let page: Page;
beforeAll(async () => {
  site = await startSite('the tests of answers', ['hello']);
  const { request: admin } = await site.context();
  await signIn(admin, 'admin', site.instance.adminPassword);
  const zip = zipOf({
    'problem.yaml': 'problem_format_version: 2025-09\ntype: submit-answer\nname: Two Sums\nuuid: 1b7b564d-429b-44d4-bf8c-c264a3703e11\nlimits:\n  time_limit: 1\n',
    'statement/problem.en.md': 'Add by hand.\n',
    'data/secret/1.in': '1 2\n', 'data/secret/1.ans': '3\n', 'data/secret/2.in': '4 5\n', 'data/secret/2.ans': '9\n',
    'input_validators/validate.py': 'exit(42)\n',
    'submissions/accepted/both/1.out': '3\n', 'submissions/accepted/both/2.out': '9\n',
  });
  const answer = await admin.post('/api/v1/problems', { multipart: { slug: 'two-sums', visibility: 'public', package: { name: 'two-sums.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) } } });
  expect(answer.status(), await answer.text()).toBe(201);
  page = await site.page({ reducedMotion: 'reduce' });
  await signUp(page.request, username);
  await signIn(page.request, username);
}, 400_000);
afterAll(() => site?.close());

const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const choose = (...files: ReturnType<typeof file>[]) => page.locator('input[type=file]').setInputFiles(files);

describe('answers', { timeout: 90_000 }, () => {
  it('are chosen, replaced and taken out again before they are sent', async () => {
    await page.goto('/problems/two-sums');
    await choose(file('1.out', '3\n'), file('2.out', '8\n'));
    await choose(file('3.out', 'x'));
    await page.getByRole('button', { name: 'Take 3.out out' }).click();
    expect(await page.getByRole('list', { name: 'Answers' }).getByRole('listitem').count()).toBe(2);
    await expectAccessible(page);
    for (const width of [320, 390]) await expectToFit(page, width);
  });

  it('are judged, each by its test', async () => {
    await page.reload();
    await choose(file('1.out', '3\n'), file('2.out', '8\n'));
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.locator('.own li').first().getByText('Wrong answer').waitFor({ timeout: 60_000 });
    await choose(file('2.out', '9\n'));
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    await page.locator('.own li').first().getByText('Accepted').waitFor({ timeout: 60_000 });
    await page.locator('.own li > a').first().click();
    await page.getByRole('heading', { level: 1, name: 'Accepted' }).waitFor();
    await expectAccessible(page);
  });
});

it('no page met an error', () => expect(site.complaints).toEqual([]));
