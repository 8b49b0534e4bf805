/**
 * An instructor who never saw a package builds a problem in real Chromium, on an instance as `npm start` makes it: statement, tests by a
 * generator in groups with points, validator, checker, solutions with what they must come to; it is proved and published, and a student solves it.
 */
import { strFromU8, unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectToFit, signIn, signUp, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

const STATEMENT = 'Print a number of the list that is **furthest** from zero, that is, with the largest $|a_i|$.\n\n## Input\n\nThe first line has $n \\le 1000$, the second the $n$ numbers.\n\n## Output\n\nOne such number.\n';
const GENERATOR = 'import random\nimport sys\n\nn, low, high, seed = map(int, sys.argv[1:])\nrandom.seed(seed)\nprint(n)\nprint(*(random.randint(low, high) for _ in range(n)))\n';
/** Where the group says so, no number is below zero. */
const VALIDATOR = 'import re\nimport sys\n\ntext = sys.stdin.read()\nif not re.fullmatch(r"[1-9][0-9]{0,3}\\n-?[0-9]+(?: -?[0-9]+)*\\n", text):\n    sys.exit(43)\nn, *numbers = map(int, text.split())\nif n != len(numbers) or ("positive" in sys.argv and min(numbers) < 0):\n    print("not as promised")\n    sys.exit(43)\nsys.exit(42)\n';
/** Any of those that are furthest is right. */
const CHECKER = 'import sys\n\nnumbers = set(map(int, open(sys.argv[1]).read().split()[1:]))\nwords = sys.stdin.read().split()\nif len(words) != 1 or not words[0].lstrip("-").isdigit() or int(words[0]) not in numbers or abs(int(words[0])) != max(map(abs, numbers)):\n    open(sys.argv[3] + "/teammessage.txt", "w").write("That is not the furthest.")\n    sys.exit(43)\nsys.exit(42)\n';
const RIGHT = 'input()\nprint(max(map(int, input().split()), key=abs))\n';
/** Right as long as no number is below zero. */
const LARGEST = 'input()\nprint(max(map(int, input().split())))\n';
const FIRST = 'input()\nprint(input().split()[0])\n';

let site: Site;
let page: Page;
const [username, student] = [uniqueName('author'), uniqueName('student')];
const slug = uniqueName('furthest');

beforeAll(async () => {
  site = await startSite('the tests of an author', ['aplusb']);
  const admin = (await site.context()).request;
  await signIn(admin, 'admin', site.instance.adminPassword);
  await signUp(admin, username, { role: 'instructor' });
  page = await site.page();
  await signIn(page.request, username);
}, 400_000);
afterAll(() => site?.close());

async function write(place: Locator, text: string): Promise<void> {
  await place.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}
async function open(section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of the problem' }).getByRole('link', { name: new RegExp(`^${section}`) }).click();
  await page.getByRole('heading', { level: 2, name: section, exact: true }).waitFor();
}
const saved = () => page.locator('.saving-word[data-state=saved]').waitFor();
const group = (name: string) => page.getByRole('region', { name, exact: true });
async function addTests(to: string, how: string): Promise<void> {
  await group(to).getByRole('button', { name: `Add tests to ${to}` }).click();
  await page.getByRole('button', { name: how }).click();
}

describe('an author', { timeout: 120_000 }, () => {
  it('begins with a name, an address and a kind', async () => {
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Staff' }).click();
    await page.getByRole('link', { name: 'Problems at work' }).click();
    await page.getByRole('link', { name: 'New problem' }).first().click();
    await page.getByLabel('Name').fill('Furthest from Zero');
    await page.getByLabel('Address').fill(slug);
    await page.getByRole('radio', { name: 'With points' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { level: 1, name: 'Furthest from Zero' }).waitFor();
  });

  it('writes the statement and sees it as people will', async () => {
    await open('Statement');
    await write(page.locator('.writer'), STATEMENT);
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.locator('strong', { hasText: 'furthest' }).waitFor();
    await preview.locator('math, .katex').first().waitFor();
    await saved();
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('types samples', async () => {
    await open('Tests');
    for (const [number, input, answer] of [[1, '3\n1 5 2', '5'], [2, '2\n-7 4', '-7']] as const) {
      await addTests('Samples', 'Type one');
      const editor = group('Samples').locator('.test-editor').nth(number - 1);
      await editor.getByLabel('Input').fill(input);
      await editor.getByRole('button', { name: 'Type it instead' }).click();
      await editor.getByLabel('Answer').fill(answer);
    }
    await saved();
    await expectAccessible(page);
  });

  it('writes a generator, and has it make the tests of two groups with points', async () => {
    await page.getByRole('group').filter({ hasText: 'Add a generator' }).getByRole('button', { name: 'Python' }).click();
    await write(page.getByRole('article', { name: 'generate.py' }), GENERATOR);
    for (const [at, points, lines] of [[1, 40, '5 0 10 {seed}\n100 0 1000 {seed}'], [2, 60, '5 -10 10 {seed}\n1000 -1000000 1000 {seed}']] as const) {
      await page.getByRole('button', { name: 'Add a group' }).click();
      const name = `Group ${at}`;
      await group(name).waitFor();
      await group(name).getByLabel(`Points of ${name}`).fill(String(points));
      await page.keyboard.press('Tab');
      await addTests(name, 'Generate…');
      await page.getByLabel('Arguments, one line a test').fill(lines);
      await page.getByRole('button', { name: 'Add 2 tests' }).click();
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    }
    await group('Group 1').getByRole('button', { name: 'More of Group 1' }).click();
    await page.getByRole('button', { name: 'Settings…' }).click();
    await page.getByLabel('Arguments of the input validator').fill('positive');
    await page.getByRole('button', { name: 'Close' }).last().click();
    await saved();
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('says what an input must be, and what a right answer is', async () => {
    await open('Checking');
    await page.getByRole('group').filter({ hasText: 'Add a validator' }).getByRole('button', { name: 'Python' }).click();
    await write(page.getByRole('article', { name: 'validate.py' }), VALIDATOR);
    await page.getByRole('group').filter({ hasText: 'Write a checker' }).getByRole('button', { name: 'Python' }).click();
    await write(page.getByRole('article', { name: 'check.py' }), CHECKER);
    await page.getByRole('group').filter({ hasText: 'Write a grader' }).getByRole('button', { name: 'Python' }).click();
    await page.getByRole('article', { name: 'grade.py' }).waitFor();
    await saved();
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('gives a language, a group and a test limits of their own, and lets the grader give points, without a line of YAML', async () => {
    await open('Settings');
    await page.getByLabel('Give a language limits of its own').selectOption({ label: 'Python 3' });
    const python = page.getByRole('group', { name: 'Python 3' });
    await python.getByLabel('Time, times').fill('0');
    await python.getByText('From 0.001 to 1,000').waitFor();
    await python.getByLabel('Time, times').fill('2,5');
    await python.getByLabel('Memory, in MiB').fill('512');
    await page.getByText('More limits').click();
    await page.getByLabel('Checker, output in MiB').fill('4');
    await page.getByLabel('Every language that is offered here').uncheck();
    await page.getByRole('group', { name: 'Only these' }).getByLabel('Go', { exact: true }).uncheck();
    await page.getByLabel('Choose attachments').setInputFiles({ name: 'try it.py', mimeType: 'text/x-python', buffer: Buffer.from('print(1)\n') });
    await page.getByRole('link', { name: 'try-it.py' }).waitFor();
    await page.getByLabel('Of which language the next ones are').selectOption({ label: 'C++' });
    await page.getByLabel('Choose files to compile').setInputFiles({ name: 'lib.h', mimeType: 'text/plain', buffer: Buffer.from('// lib\n') });
    await page.getByRole('link', { name: 'lib.h' }).waitFor();
    await saved();
    await expectAccessible(page);
    await expectToFit(page, 320);

    await open('Tests');
    await group('Group 1').getByRole('button', { name: 'More of Group 1' }).click();
    await page.getByRole('button', { name: 'Settings…' }).click();
    const settings = page.getByRole('dialog');
    await settings.getByLabel('The grader gives its verdict and points').check();
    await settings.getByLabel('Arguments of the grader').fill('40');
    await settings.getByLabel('Time, in seconds').fill('3');
    await expectAccessible(page);
    await settings.getByRole('button', { name: 'Close' }).last().click();
    await group('Group 2').getByRole('button', { name: 'Edit test 02 of Group 2' }).click();
    await group('Group 2').getByLabel('Memory, in MiB').fill('300');
    await saved();
    await expectAccessible(page);
    await expectToFit(page, 320);

    const id = /authoring\/([0-9a-f-]{36})/.exec(page.url())![1];
    const files = unzipSync(await (await page.request.get(`/api/v1/authoring/${id}/package`)).body());
    expect(strFromU8(files['arbiter.yaml']!)).toMatch(/^limits:\n {2}languages:\n {4}python3:\n {6}time_multiplier: 2.5\n {6}memory: 512\n {4}pypy3: \{\}\n {2}tests:\n {4}"?secret\/1"?:\n {6}time_limit: 3\n {4}"?secret\/2\/2"?:\n {6}memory: 300\ngraders:\n {2}"?secret\/1"?: \["40"\]\n/);
    const yaml = strFromU8(files['problem.yaml']!);
    expect(yaml).toContain('validation_output: 4');
    expect(yaml).toMatch(/^languages: \[[^\]]*python3[^\]]*\]$/m);
    expect(yaml).not.toMatch(/^languages: .*\bgo\b/m);
    expect([strFromU8(files['attachments/try-it.py']!), strFromU8(files['include/cpp/lib.h']!)]).toEqual(['print(1)\n', '// lib\n']);
  });

  it('names constants, a version and an embargo', async () => {
    await open('Settings');
    const constants = page.getByRole('region', { name: 'Constants' });
    await constants.getByRole('button', { name: 'Add a constant' }).click();
    await page.keyboard.type('1st');
    await constants.getByText('no digit at the beginning').waitFor();
    await expectAccessible(page);
    await constants.getByLabel('Name').fill('max_n');
    await constants.getByLabel('Value').fill('1000');
    await constants.getByRole('button', { name: 'Add a constant' }).click();
    await constants.getByLabel('Name').nth(1).fill('max_n');
    await constants.getByText('There is one of this name already').waitFor();
    await constants.getByRole('button', { name: 'Remove max_n' }).nth(1).click();
    const inPackage = page.getByRole('region', { name: 'In its package' });
    await inPackage.getByLabel('Version of the package').fill('1.2');
    await inPackage.getByLabel('Not to be public before').fill('2020-05-01');
    await inPackage.getByLabel('Time of that day, in UTC').fill('12:30');
    await saved();
    await expectAccessible(page);
    await expectToFit(page, 320);

    const id = /authoring\/([0-9a-f-]{36})/.exec(page.url())![1];
    const yaml = strFromU8(unzipSync(await (await page.request.get(`/api/v1/authoring/${id}/package`)).body())['problem.yaml']!);
    expect(yaml).toMatch(/^constants:\n {2}max_n: "1000"$/m);
    expect(yaml).toMatch(/^version: "1.2"$/m);
    expect(yaml).toMatch(/^embargo_until: "?2020-05-01T12:30:00Z"?$/m);
  });

  it('adds solutions and what each must come to', async () => {
    await open('Solutions');
    const adding = page.getByRole('region', { name: 'Add a solution' });
    for (const [label, name, source, count] of [['accepted', 'solution.py', RIGHT, 1], ['accepted in part', 'partially_accepted.py', LARGEST, 2], ['too slow', 'time_limit_exceeded.py', FIRST, 3]] as const) {
      await adding.getByLabel('It must be').selectOption({ label });
      await adding.getByLabel('Language').selectOption('python3');
      await adding.getByRole('button', { name: 'Write it here' }).click();
      const card = page.getByRole('article', { name });
      await write(card, source);
      if (label === 'accepted in part') for (const field of ['Points from', 'to']) await card.getByLabel(field, { exact: true }).fill('40');
      expect(await page.getByRole('article').count()).toBe(count);
    }
    await saved();
    await expectAccessible(page);
  });

  it('has the inputs and answers made', async () => {
    await open('Tests');
    await page.getByText('4 tests are to be made').waitFor();
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    await page.getByText('The last time all of it succeeded.').waitFor({ timeout: 90_000 });
    await page.getByText('Everything is made and up to date.').waitFor();
  });

  it('is told why its solutions do not prove it, and nobody gets it', async () => {
    await open('Publish');
    await page.getByLabel('Who may see it').selectOption('public');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const made = page.getByRole('region', { name: 'Version 1', exact: true });
    await made.getByText(/^Not published, as its solutions do not prove it/).waitFor({ timeout: 90_000 });
    await made.getByRole('region', { name: 'Faults' }).getByRole('heading', { name: 'submissions/time_limit_exceeded/time_limit_exceeded.py' }).waitFor();
    expect(await (await page.request.get(`/api/v1/problems/${slug}`)).json()).toMatchObject({ published: false });
    await expectAccessible(page);
    await expectToFit(page, 320);
  });

  it('corrects the label, publishes it again, and sees its proof', async () => {
    await open('Solutions');
    await page.getByRole('article', { name: 'time_limit_exceeded.py' }).getByLabel('It must be').selectOption({ label: 'found wrong' });
    await saved();
    await open('Publish');
    await page.getByRole('button', { name: 'Publish a new version' }).click();
    const made = page.getByRole('region', { name: 'Version 2', exact: true });
    await made.getByText('Published, and proved by its solutions.').waitFor({ timeout: 90_000 });
    await expect.poll(() => made.getByText('As expected').count(), { timeout: 30_000 }).toBe(3);
    await expectAccessible(page);
  });
});

describe('a student', { timeout: 120_000 }, () => {
  it('gets the points of one group, and then all', async () => {
    page = await site.page();
    await signUp(page.request, student);
    await signIn(page.request, student);
    for (const [source, points] of [[LARGEST, 40], [RIGHT, 100]] as const) {
      await page.goto(`/problems/${slug}`);
      await page.getByRole('heading', { level: 1, name: 'Furthest from Zero' }).waitFor();
      await page.getByLabel('Language', { exact: true }).selectOption('python3');
      await write(page.locator('body'), source);
      const sent = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/submissions'));
      await page.keyboard.press('Control+Enter');
      const { id } = (await (await sent).json()) as { id: string };
      await page.locator(`a[href="/submissions/${id}"]`).first().click();
      await page.getByRole('heading', { level: 1, name: `${points} points` }).waitFor({ timeout: 60_000 });
      expect(await page.getByRole('listitem').filter({ hasText: 'Group' }).count()).toBeGreaterThan(1);
      await expectAccessible(page);
    }
  });

  it('and nothing went wrong on any page', () => expect(site.complaints).toEqual([]));
});
