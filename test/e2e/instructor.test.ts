/**
 * An instructor's working day, in real Chromium, on an instance as `npm start` makes it: a package with faults is mended and
 * imported, the page is left meanwhile, it is verified and published, people submit, and what the judge failed at is judged again.
 */
import { randomBytes } from 'node:crypto';
import type { APIRequestContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, expectAccessible, expectToFit, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';
import { aTree, zipOf, type Tree } from '../server/problems/zips.js';

const ADDS = 'print(sum(map(int, input().split())))\n';
const YAML = 'problem_format_version: 2025-09\nname: Long Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 0.2\n  time_resolution: 0.1\n';

/** A right answer, a wrong one, and one that needs most of its time. The limit is small, as a busy machine may stretch a second to many. */
const sums = (overrides: Tree = {}): Tree => {
  const { 'submissions/accepted/sum.cpp': _cpp, ...rest } = aTree({
    'problem.yaml': YAML,
    'data/secret/hush.in': '20 22\n',
    'data/secret/hush.ans': '42\n',
    'submissions/accepted/adds.py': ADDS,
    'submissions/accepted/slow.py': `import time\nend = time.process_time() + 0.09\nwhile time.process_time() < end: pass\n${ADDS}`,
    'submissions/wrong_answer/forty.py': 'print(40)\n',
    ...overrides,
  });
  return rest;
};
/** Its validator ends with a code that says neither right nor wrong. */
const BROKEN_VALIDATOR = { 'output_validator/check.py': 'import sys\nsys.exit(7)\n' };

let site: Site;
let page: Page;
let student: APIRequestContext;
const username = uniqueName('teacher');
const slug = uniqueName('long-sums');

beforeAll(async () => {
  site = await startSite('the tests of an instructor', ['aplusb']);
  const admin = (await site.context()).request;
  await signIn(admin, 'admin', site.instance.adminPassword);
  await signUp(admin, username, { role: 'instructor' });
  student = (await site.context()).request;
  const name = uniqueName('student');
  await signUp(student, name);
  await signIn(student, name);
  page = await site.page({ permissions: ['clipboard-read', 'clipboard-write'] });
}, 400_000);
afterAll(() => site?.close());

/** Within the application: the page is not loaded anew. */
async function go(name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Staff' }).click();
  await page.getByRole('navigation').getByRole('link', { name }).click();
}
async function choose(...files: [name: string, tree: Tree][]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files.map(([name, tree]) => ({ name, mimeType: 'application/zip', buffer: Buffer.from(zipOf(tree)) })));
}
const card = (name: string) => page.getByRole('article', { name }).first();

describe('an instructor', { timeout: 120_000 }, () => {
  it('signs in and finds nothing imported yet', async () => {
    await page.goto('/sign-in?then=/problems/import');
    await page.getByLabel(/username/i).fill(username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/problems/import');
    await page.getByRole('heading', { name: 'Nothing imported yet' }).waitFor();
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('is told every fault with file and line, and how to mend it', async () => {
    const tree = sums({ 'problem.yaml': YAML.replace('limits:', 'limts:'), 'data/secret/lonely.in': '1 2\n', 'submissions/of_my_own/x.py': ADDS });
    await page.getByLabel('Address (optional)').fill(slug);
    await choose([`${slug}.zip`, tree]);
    const report = card(`${slug}.zip`);
    await report.getByRole('alert').waitFor();
    expect(await report.getByRole('region', { name: 'Faults' }).getByRole('heading', { level: 4 }).allTextContents()).toEqual(['data/secret/lonely.in', 'problem.yaml']);
    expect(await report.getByText('line 4').count()).toBe(1);
    expect(await report.getByText(/add data\/secret\/lonely\.ans/).count()).toBe(1);
    expect(await report.getByText(/Remove it or correct its spelling/).count()).toBe(1);
    expect(await report.getByText('1 warning').count()).toBe(1);
    await report.getByRole('button', { name: /all faults$/ }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^data\/secret\/lonely\.in: .+\nproblem\.yaml:4: Unknown key "limts"/);
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('sends the mended package, leaves the page, and is told when it is in', async () => {
    const network = await page.context().newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 50_000 });
    await page.getByLabel('Address (optional)').fill(slug);
    await choose([`${slug}.zip`, sums({ 'attachments/large.bin': new Uint8Array(randomBytes(2_000_000)) })]);
    await card(`${slug}.zip`).getByText(/^Sending: .+ of 1\.9 MiB/).waitFor();
    const asks = page.waitForEvent('dialog');
    void page.close({ runBeforeUnload: true });
    const dialog = await asks;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.getByRole('navigation').getByRole('link', { name: 'Status' }).click();
    await page.waitForURL('**/status');
    await page.getByRole('button', { name: '1 task is running' }).click();
    await page.getByRole('progressbar', { name: `Import of ${slug}.zip` }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await page.getByText(`${slug}.zip was imported.`).last().waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL('**/problems/import');
    await card(`${slug}.zip`).getByText(/version 1/).first().waitFor();
    await page.getByRole('button', { name: '1 task is running' }).waitFor({ state: 'detached' });
  });

  it('finds what came of imports after the page was loaded anew', async () => {
    await page.reload();
    await expect.poll(() => page.getByRole('article').count(), { timeout: 10_000 }).toBe(2);
    await page.getByRole('button', { name: `Report of ${slug}.zip` }).first().click();
    await page.getByText(/add data\/secret\/lonely\.ans/).waitFor();
    await expectAccessible(page);
  });

  it('sends several at once, one after another, which are published without waiting for their proof', async () => {
    await page.getByLabel('When it is published').selectOption('at-once');
    const others = { 'problem.yaml': YAML.replace('Long Sums', 'Other Sums') };
    await choose([`${slug}-a.zip`, sums(others)], [`${slug}-b.zip`, sums({ ...BROKEN_VALIDATOR, ...others })], [`${slug}-c.zip`, sums({ 'data/secret/hush.ans': '', ...others })]);
    for (const end of ['a', 'b', 'c']) await card(`${slug}-${end}.zip`).getByText('Imported', { exact: true }).waitFor({ timeout: 30_000 });
  });

  it('verifies it, and leaves the page meanwhile', async () => {
    await go('Manage problems');
    await page.waitForURL('**/staff/problems**');
    await page.getByRole('link', { name: 'Long Sums' }).first().waitFor();
    await expectAccessible(page);
    await expectToFit(page, 320);
    await page.getByRole('searchbox').fill(slug);
    await page.getByRole('row', { name: new RegExp(`${slug} `) }).first().waitFor();
    await page.getByRole('row').filter({ has: page.getByText(slug, { exact: true }) }).getByRole('link', { name: 'Long Sums' }).click();
    await page.waitForURL(`**/problems/${slug}/staff`);
    // It was published by itself, since its import wanted it so and its first verification proved it.
    const versions = page.getByRole('region', { name: 'Versions', exact: true }).first();
    await versions.getByText('Current', { exact: true }).waitFor({ timeout: 90_000 });
    await versions.getByText('by its proof').filter({ visible: true }).waitFor();
    await page.getByRole('button', { name: 'Verify version 1 again' }).click();
    await page.getByText(/of 3 submissions judged/).first().waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Problems', exact: true }).click();
    // It may have ended before the page has changed; those of the packages before may run beside it.
    const told = page.getByText(/^Verification of Long Sums: /).last();
    await page.getByRole('button', { name: /tasks? (?:is|are) running/ }).or(told).first().waitFor();
    await told.waitFor({ timeout: 90_000 });
    expect(await told.textContent()).toBe('Verification of Long Sums: every submission got what its label says.');
    // Those of the packages before tell of themselves as well.
    await page.locator('.notice').filter({ has: told }).getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/\/staff\?verification=/);
  });

  it('sees what each submission came to on each test, and which are too near the limit', async () => {
    await page.getByRole('main').getByText('Every submission got what its label says.').waitFor();
    await page.getByText('Its data is as its validators want it.').waitFor();
    await page.getByText(/1 accepted submission uses more than 50/).waitFor();
    const slow = page.getByRole('row', { name: /accepted\/slow\.py/ });
    await slow.getByText(/% of the time limit/).first().waitFor();
    await page.getByRole('button', { name: 'Each test of accepted/slow.py' }).click();
    await page.getByRole('row', { name: /secret\/hush/ }).getByText(/1\d\d ms/).waitFor();
    await page.getByLabel('In the cells').selectOption('time');
    await expectAccessible(page);
    await expectToFit(page, 320);
    await page.getByRole('region', { name: 'Versions', exact: true }).first().getByText('Proved', { exact: true }).filter({ visible: true }).waitFor();
  });

  it('publishes it from the table', async () => {
    expect((await student.get(`/api/v1/problems/${slug}`)).status()).toBe(404);
    await page.goto(`/staff/problems?search=${slug}`);
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Publish 4 problems' }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.getByText('Done for 4 problems.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.getByRole('row').getByText('Hidden').count(), { timeout: 10_000 }).toBe(0);
    expect((await student.get(`/api/v1/problems/${slug}`)).status()).toBe(200);
  });

  it('sees what people submit to it', async () => {
    const created = await student.post('/api/v1/submissions', { data: { problem: slug, language: 'python3', files: [{ name: 'main.py', content: ADDS }] } });
    expect(created.status()).toBe(201);
    await page.goto(`/problems/${slug}/staff`);
    await page.getByText(/It cannot be deleted: 1 submission was made to it/).waitFor();
    expect(await page.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await page.getByRole('main').getByRole('link', { name: 'Submissions' }).click();
    await page.getByRole('cell', { name: 'Accepted' }).first().waitFor({ timeout: 30_000 });
  });

  it('finds what the judge failed at, mends the cause, and has it judged again', async () => {
    const broken = `${slug}-b`;
    for (let count = 0; count < 2; count++) await student.post('/api/v1/submissions', { data: { problem: broken, language: 'python3', files: [{ name: 'main.py', content: `${ADDS}# ${count}\n` }] } });
    await page.goto('/');
    await go('Judge errors');
    await expect.poll(() => page.getByRole('button', { name: /^Judge the submission/ }).count(), { timeout: 60_000, interval: 500 }).toBe(2);
    await page.getByText(/validator/).first().waitFor();
    await expectAccessible(page);
    await expectToFit(page, 320);

    await page.goto(`/problems/import?problem=${broken}`);
    await page.getByLabel('When it is published').selectOption('at-once');
    await choose(['mended.zip', sums()]);
    await card('mended.zip').getByText('Imported', { exact: true }).waitFor({ timeout: 30_000 });
    await go('Judge errors');
    await page.getByRole('button', { name: 'Judge all 2 again' }).click();
    await page.getByText('2 of 2 judged again').waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'No judge errors' }).waitFor();
    await expectAccessible(page);
    const { items } = (await (await student.get(`/api/v1/submissions?problem=${broken}`)).json()) as { items: { verdict: string }[] };
    expect(items.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted']);
  });

  it('is told why a version is not proved, compares it, publishes it for a reason, and rolls back', async () => {
    const broken = `${slug}-b`;
    await page.goto(`/problems/import?problem=${broken}`);
    await choose(['worse.zip', sums({ 'submissions/wrong_answer/right.py': ADDS, 'data/invalid_input/fine.in': '1 2\n' })]);
    const report = card('worse.zip');
    await report.getByText('It is being verified now, and published by itself if that proves it.').waitFor({ timeout: 30_000 });
    await report.getByRole('link', { name: 'See its verification' }).click();
    await page.getByText('1 submission did not get what its label says.').waitFor({ timeout: 90_000 });
    await page.getByText('1 check of its data failed.').waitFor();
    await page.getByRole('heading', { name: 'data/invalid_input/fine' }).waitFor();
    await expectAccessible(page);
    await expectToFit(page, 320);

    await page.getByRole('link', { name: 'Compare version 3 with the current one' }).click();
    await page.getByRole('heading', { name: /Versions 2 and 3 of/ }).waitFor();
    await page.getByText('submissions/wrong_answer/right.py', { exact: true }).waitFor();
    await expectAccessible(page);
    await expectToFit(page, 320);
    await page.goBack();

    await page.getByRole('button', { name: 'Publish version 3' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'submissions/wrong_answer/right.py' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Publish without proof' }).isDisabled()).toBe(true);
    await expectAccessible(page);
    await dialog.getByLabel('Why it is to be published all the same').fill('The label is wrong, not the tests');
    await dialog.getByRole('button', { name: 'Publish without proof' }).click();
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Verification of version 3' }) });
    await row.getByText('“The label is wrong, not the tests”').filter({ visible: true }).waitFor();
    await row.getByText('Current', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Roll back to version 2' }).click();
    await dialog.getByText(/Its verification proves it/).waitFor({ timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Verification of version 2' }) }).getByText('Current', { exact: true }).waitFor();
  });

  it('deletes what nobody has submitted to', async () => {
    await page.goto(`/problems/${slug}-c/staff`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
    await page.waitForURL('**/staff/problems**');
    expect((await page.request.get(`/api/v1/problems/${slug}-c`)).status()).toBe(404);
  });

  it('is told why a problem of somebody else cannot be changed', async () => {
    await page.goto('/problems/aplusb/staff');
    await page.getByText(/Only .+ and administrators may verify it/).waitFor();
    expect(await page.getByRole('button', { name: /verify|save|delete/i }).count()).toBe(0);
    await expectAccessible(page);
  });

  it('meets no error in any page', () => expect(site.complaints).toEqual([]));
});
