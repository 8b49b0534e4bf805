/**
 * An evening with a contest, in real Chromium, on an instance as `npm start` makes it: an instructor makes it in the browser, a student
 * registers, waits for the start, submits to the real judge, asks, and hears what the jury says wherever they are on the site.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contest } from '#contract/contest.js';
import { PASSWORD, expectAccessible, expectToFit, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

const RIGHT = 'a, b = map(int, open(0).read().split())\nprint(a + b)\n';

let site: Site;
let jury: Page;
let student: Page;
const [teacher, username] = [uniqueName('teacher'), uniqueName('student')];

beforeAll(async () => {
  site = await startSite('the tests of a contest', ['aplusb', 'hello']);
  const admin = (await site.context()).request;
  await signIn(admin, 'admin', site.instance.adminPassword);
  await signUp(admin, teacher, { role: 'instructor' });
  await signUp(admin, username);
  [jury, student] = [await site.page(), await site.page()];
  await signIn(jury.context().request, teacher);
  await signIn(student.context().request, username, PASSWORD);
}, 400_000);
afterAll(() => site?.close());

const local = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
const contest = async () => (await (await jury.request.get('/api/v1/contests/evening-round')).json()) as Contest;
const notice = (page: Page, text: string) => page.locator('.notice').filter({ hasText: text });

describe('a contest', { timeout: 120_000 }, () => {
  it('is made by an instructor on one page', async () => {
    await jury.goto('/contests');
    await jury.getByRole('heading', { name: 'No contests yet' }).waitFor();
    await jury.getByRole('link', { name: 'New contest' }).first().click();
    await jury.getByRole('button', { name: 'Make the contest' }).click();
    await jury.getByText('Give it a name; you can change it later').waitFor();
    await jury.getByLabel('Name', { exact: true }).fill('Evening Round');
    expect(await jury.getByLabel('Address', { exact: true }).inputValue()).toBe('evening-round');
    await jury.getByLabel('Begins').fill(local(new Date(Date.now() + 7_200_000)));
    await jury.getByLabel('Duration in minutes').fill('90');
    await jury.getByLabel('Freeze in minutes before the end').fill('30');
    for (const name of ['hello', 'two till']) {
      await jury.getByLabel('Add a problem').fill(name);
      await jury.locator('.found-problems button').first().waitFor();
      await jury.keyboard.press('Enter');
    }
    await jury.getByRole('button', { name: 'Two Tills up' }).click();
    expect(await jury.getByLabel('Label of Two Tills').inputValue()).toBe('A');
    await expectAccessible(jury);
    await jury.getByRole('button', { name: 'Make the contest' }).click();
    await jury.waitForURL('**/contests/evening-round');
    expect(await contest()).toMatchObject({ name: 'Evening Round', format: 'icpc', durationSeconds: 5400, problems: [{ label: 'A', slug: 'aplusb' }, { label: 'B', slug: 'hello' }] });
  });

  it('takes whoever registers', async () => {
    await student.goto('/contests/evening-round');
    await student.getByText('The problems open here by themselves').waitFor();
    await student.getByLabel('Name in the standings').fill('Night Owl');
    await student.getByRole('button', { name: 'Register' }).click();
    await student.getByText('Registered', { exact: true }).waitFor();
    await student.getByRole('heading', { name: 'Night Owl' }).waitFor();
    await expectAccessible(student);
  });

  it('opens its problems by itself when it begins', async () => {
    expect(await student.getByRole('link', { name: 'Two Tills' }).count()).toBe(0);
    expect((await jury.request.patch('/api/v1/contests/evening-round', { data: { startsAt: new Date(Date.now() + 5000).toISOString() } })).status()).toBe(200);
    await student.getByRole('link', { name: 'Two Tills' }).waitFor({ timeout: 30_000 });
    await student.getByText('Ends in').waitFor();
  });

  it('leads from problem to problem by keyboard', async () => {
    await student.getByRole('link', { name: 'Two Tills' }).click();
    await student.getByRole('heading', { level: 1, name: 'Two Tills' }).waitFor();
    await student.locator('.cm-content').waitFor();
    await expectAccessible(student);
    await student.locator('main').focus();
    await student.keyboard.press('n');
    await student.waitForURL('**/problems/hello?contest=evening-round');
    await student.locator('main').focus();
    await student.keyboard.press('p');
    await student.waitForURL('**/problems/aplusb?contest=evening-round');
  });

  it('counts what is submitted there', async () => {
    await student.locator('.cm-content').waitFor();
    await student.getByLabel('Language', { exact: true }).selectOption('python3');
    await student.locator('.cm-content').click();
    await student.keyboard.press('Control+A');
    await student.keyboard.insertText(RIGHT);
    await student.keyboard.press('Control+Enter');
    await student.getByRole('navigation', { name: 'Problems of the contest' }).getByRole('img', { name: 'Solved' }).waitFor({ timeout: 60_000 });
    const { rows } = (await (await jury.request.get('/api/v1/contests/evening-round/scoreboard')).json()) as { rows: { solved: number; participant: { name: string } }[] };
    expect(rows).toMatchObject([{ solved: 1, participant: { name: 'Night Owl' } }]);
    await student.getByRole('link', { name: 'Evening Round' }).click();
    await student.getByRole('cell', { name: 'Solved' }).waitFor();
    await student.getByRole('navigation', { name: 'Parts of the contest' }).getByRole('link', { name: 'Submissions' }).click();
    await student.getByRole('table').getByText('Accepted').waitFor();
  });

  it('tells the jury of a question, and the student of the answer, wherever they are', async () => {
    await student.getByRole('link', { name: 'Clarifications' }).click();
    await student.getByLabel('About').selectOption('A');
    await student.getByLabel('Question').fill('May a till be empty?');
    await student.getByRole('button', { name: 'Ask', exact: true }).click();
    await student.getByText('Not answered yet').waitFor();
    await student.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Status' }).click();

    await notice(jury, 'A: May a till be empty?').getByRole('button', { name: 'Read' }).click();
    await jury.getByRole('button', { name: 'Answer', exact: true }).click();
    await jury.getByRole('button', { name: 'Read the problem statement.' }).click();
    await jury.getByRole('button', { name: 'Send the answer' }).click();
    await notice(student, 'A: Read the problem statement.').waitFor({ timeout: 20_000 });
  });

  it('tells everybody at once what the jury announces', async () => {
    await jury.getByLabel('Announcement', { exact: true }).fill('Ten minutes more for everybody.');
    await jury.getByRole('button', { name: 'Announce to all' }).click();
    const told = notice(student, 'Announcement. Ten minutes more for everybody.');
    await told.waitFor({ timeout: 20_000 });
    await told.getByRole('button', { name: 'Read' }).click();
    await student.waitForURL('**/contests/evening-round/clarifications');
    await student.getByText('Ten minutes more for everybody.', { exact: true }).waitFor();
    await expectAccessible(student);
    await expectAccessible(jury);
  });

  it('is extended while it runs', async () => {
    const before = (await contest()).endsAt;
    await jury.getByRole('link', { name: 'Settings' }).click();
    await jury.getByRole('button', { name: 'Extend the contest' }).click();
    await jury.getByRole('dialog').getByRole('button', { name: '10 minutes' }).click();
    await jury.getByRole('dialog').getByRole('button', { name: 'Extend' }).click();
    await expect.poll(async () => Date.parse((await contest()).endsAt) - Date.parse(before)).toBe(600_000);
    await expectAccessible(jury);
  });

  it('offers to take part first on a phone, and beside the problems on a desk', async () => {
    const guest = await site.page();
    await guest.goto('/contests/evening-round');
    const boxes = async () => Promise.all(['Take part', 'Problems'].map(async (name) => (await guest.getByRole('heading', { name, exact: true }).boundingBox())!));
    await guest.getByRole('heading', { name: 'Take part' }).waitFor();
    const [beside, problems] = await boxes();
    expect(beside!.x).toBeGreaterThan(problems!.x);
    await guest.setViewportSize({ width: 390, height: 800 });
    const [above, below] = await boxes();
    expect(above!.y).toBeLessThan(below!.y);
    await expectAccessible(guest);
    await guest.context().close();
  });

  it('judges on pretests that are chosen for each problem and kept, and has a colour taken away', async () => {
    const [pretests, save] = [jury.getByLabel('Pretests of Two Tills'), jury.getByRole('button', { name: 'Save', exact: true })];
    const count = jury.getByLabel('How many tests of Two Tills');
    await jury.goto('/contests/evening-round/settings');
    await jury.getByLabel('Judge on pretests while it runs').check();
    await pretests.selectOption('groups');
    await save.click();
    await jury.getByText('Choose at least one').waitFor();
    await jury.getByRole('group', { name: 'Test groups of Two Tills' }).getByLabel('secret', { exact: true }).waitFor();
    await expectAccessible(jury);
    await pretests.selectOption('first');
    await count.fill('9999');
    await save.click();
    await jury.locator('.pretests .fault').getByText(/The problem has \d+ tests$/).waitFor();
    await count.fill('2');
    await jury.getByText(/^2 of its \d+ tests/).waitFor();
    await jury.getByRole('button', { name: 'No colour for Two Tills' }).click();
    await save.click();
    await expect.poll(async () => (await contest()).problems).toMatchObject([{ slug: 'aplusb', color: null, pretests: { first: 2 } }, { slug: 'hello', color: expect.stringMatching(/^#/) as string, pretests: null }]);
    await expect.poll(() => jury.locator('[data-test=aplusb] [data-none]').count()).toBe(1);
    expect(await count.inputValue()).toBe('2');
    await expectToFit(jury, 320);
    await jury.locator('[data-test=hello] .problem-label').fill('Z');
    await save.click();
    await expect.poll(async () => (await contest()).problems).toMatchObject([{ slug: 'aplusb', pretests: { first: 2 } }, { slug: 'hello', label: 'Z' }]);
  });

  it('opens by its code where it is private', async () => {
    const data = { slug: 'back-room', name: 'Back Room', format: 'ioi', startsAt: new Date().toISOString(), durationSeconds: 3600, registration: 'code', code: 'sesame', visibility: 'private', problems: [] };
    expect((await jury.request.post('/api/v1/contests', { data })).status()).toBe(201);
    await student.goto('/contests/back-room');
    await student.getByLabel('Code').fill('open up');
    await student.getByRole('button', { name: 'Register' }).click();
    await student.getByRole('alert').waitFor();
    await expectAccessible(student);
    await student.getByLabel('Code').fill('sesame');
    await student.getByRole('button', { name: 'Register' }).click();
    await student.getByRole('heading', { level: 1, name: 'Back Room' }).waitFor();
  });

  it('left no complaint in any browser', () => {
    expect(site.complaints).toEqual([]);
  });
});
