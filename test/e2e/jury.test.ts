/** A jury runs a contest with runners and printing, in real Chromium, on an instance as `npm start` makes it. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contest } from '#contract/contest.js';
import { Api } from '#scripts/support/api.js';
import { PASSWORD, expectAccessible, expectToFit, hear, startSite, type Site } from '#test/support/browser.js';
import { uniqueName } from '#test/support/world.js';

let site: Site;
let jury: Page;
let runner: Page;
let student: Page;
let studentApi: Api;
let juryApi: Api;
const names = { jury: uniqueName('jury'), runner: uniqueName('runner'), student: uniqueName('owl') };
const slug = uniqueName('cup');
const at = (path: string) => `/contests/${slug}${path}`;
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
const SUM = 'a, b = map(int, input().split())\nprint(a + b)\n';

beforeAll(async () => {
  site = await startSite('the tests of a jury', ['aplusb']);
  const admin = await Api.signIn(site.instance.url, 'admin', site.instance.adminPassword, 'test');
  for (const [part, username] of Object.entries(names)) await admin.call('createAccount', { body: { username, email: `${username}@example.org`, password: PASSWORD, role: part === 'jury' ? 'instructor' : 'student' } });
  const enter = async (username: string, permissions: string[] = []): Promise<Page> => {
    const context: BrowserContext = await site.context({ permissions });
    expect((await context.request.post('/api/v1/session', { data: { username, password: PASSWORD } })).status()).toBe(200);
    const page = await context.newPage();
    hear(page, site.complaints);
    return page;
  };
  [jury, runner, student] = [await enter(names.jury), await enter(names.runner), await enter(names.student, ['notifications'])];
  [juryApi, studentApi] = [await Api.signIn(site.instance.url, names.jury, PASSWORD, 'test'), await Api.signIn(site.instance.url, names.student, PASSWORD, 'test')];
  await juryApi.call('createContest', { body: { slug, name: 'Jury Cup', format: 'icpc', startsAt: minutes(-30), durationSeconds: 3600, registration: 'open', visibility: 'public', problems: [{ slug: 'aplusb', label: 'A', color: '#e3342f' }] } });
  await studentApi.call('registerInContest', { parameters: { slug }, body: { team: 'Three Owls' } });
}, 400_000);
afterAll(() => site?.close());

const contest = (): Promise<Contest> => juryApi.call('getContest', { parameters: { slug } });
const submit = (content: string) => studentApi.call('createSubmission', { body: { problem: 'aplusb', language: 'python3', contest: slug, files: [{ name: 'main.py', content }] } });

describe('the jury', { timeout: 120_000 }, () => {
  it('switches balloons and printing on, and says who delivers and who sits where', async () => {
    await jury.goto(at('/jury'));
    await jury.getByRole('combobox', { name: 'Balloons' }).selectOption('always');
    await jury.getByRole('link', { name: 'Balloons', exact: true }).first().waitFor();
    await jury.getByRole('checkbox', { name: /may have something printed/ }).click();
    await jury.getByRole('link', { name: 'Printing', exact: true }).first().waitFor();
    await jury.getByRole('link', { name: 'Teams and seats', exact: true }).click();
    const seat = jury.getByRole('textbox', { name: 'Seat of Three Owls' });
    await seat.fill('Hall 2, 14');
    await seat.press('Enter');
    await jury.getByLabel('Username').fill('nobody-of-that-name');
    await jury.getByRole('button', { name: 'Add' }).click();
    await jury.getByRole('alert').getByText('There is no such account').waitFor();
    await jury.getByLabel('Username').fill(names.runner);
    await jury.getByRole('button', { name: 'Add' }).click();
    await jury.getByRole('button', { name: `Remove ${names.runner}` }).waitFor();
    await expectAccessible(jury);
    expect(await contest()).toMatchObject({ balloons: 'always', printing: true });
    await expect.poll(async () => (await juryApi.call('listParticipants', { parameters: { slug } })).items[0]?.seat).toBe('Hall 2, 14');
  });

  it('sees each submission come and be judged, how hard the problem is, and who was first', async () => {
    await jury.goto(at('/jury'));
    await jury.getByText('Submissions that fit are listed here').waitFor();
    await submit('print(0)\n');
    await jury.getByRole('row').filter({ hasText: 'Three Owls' }).getByText('Wrong answer').waitFor();
    await submit(SUM);
    await jury.getByRole('row').filter({ hasText: 'Three Owls' }).getByText('Accepted').waitFor();
    const problem = jury.getByRole('region', { name: 'Problems so far' }).getByRole('row').filter({ hasText: 'Two Tills' });
    await problem.getByText('1 / 1').waitFor();
    await problem.getByRole('link', { name: /0:30:\d\d Three Owls|30:\d\d Three Owls/ }).waitFor();
    await jury.getByRole('combobox', { name: 'Verdict' }).selectOption('wrong-answer');
    await expect.poll(() => jury.getByText('Accepted', { exact: true }).count()).toBe(1);
    await jury.waitForURL('**/jury?verdict=wrong-answer');
    await expectAccessible(jury);
    await expectToFit(jury, 320);
  });

  it('announces, and gives more time', async () => {
    const before = await contest();
    await jury.getByRole('button', { name: 'Announce…' }).click();
    await jury.getByLabel('What everybody is to know').fill('Lunch is at noon.');
    await jury.getByRole('dialog').getByRole('button', { name: 'Announce' }).click();
    await jury.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await studentApi.call('listClarifications', { parameters: { slug } })).items).toMatchObject([{ question: null, answer: 'Lunch is at noon.' }]);
    await jury.getByRole('button', { name: 'Extend…' }).click();
    await jury.getByRole('button', { name: '10 minutes' }).click();
    await jury.getByRole('dialog').getByRole('button', { name: 'Extend', exact: true }).click();
    await jury.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await contest()).durationSeconds).toBe(before.durationSeconds + 600);
  });
});

describe('teams from other software', { timeout: 120_000 }, () => {
  const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

  it('are looked at first, with every fault at its line, and brought in with passwords that are shown once', async () => {
    await jury.goto(at('/teams'));
    const pick = jury.locator('input[type=file]');
    const bring = jury.getByRole('button', { name: 'Bring them in' });
    const teams = 'File_Version\t2\n22\t24314\t\tHoos\tUniversity of Virginia\tU Virginia\tUSA\tINST-U-2310\n';
    await pick.setInputFiles(file('teams.tsv', `${teams}not a team\n`));
    await jury.getByText('1 fault keeps all of it out.').waitFor();
    await jury.getByText('line 3', { exact: true }).waitFor();
    expect(await bring.isDisabled()).toBe(true);
    await expectAccessible(jury);
    const username = uniqueName('hoos');
    await pick.setInputFiles([file('teams.tsv', teams), file('accounts.yaml', `- username: ${username}\n  type: team\n  team_id: 22\n`)]);
    await jury.getByText('This would be done:').waitFor();
    expect((await juryApi.call('listParticipants', { parameters: { slug } })).items).toHaveLength(1);
    await bring.click();
    await jury.getByText('It is done.').waitFor();
    await jury.getByRole('textbox', { name: 'Seat of Hoos' }).waitFor();
    const [saved] = await Promise.all([jury.waitForEvent('download'), jury.getByRole('link', { name: 'Save the passwords' }).click()]);
    const [, line = ''] = readFileSync(await saved.path(), 'utf8').split('\r\n');
    const [name = '', password = ''] = line.split(',');
    expect(name).toBe(username);
    expect((await (await site.context()).request.post('/api/v1/session', { data: { username, password } })).status()).toBe(200);
    await expectToFit(jury, 320);
  });
});

describe('a runner', { timeout: 120_000 }, () => {
  it('takes a balloon, delivers it, and takes that back', async () => {
    await runner.goto(at('/balloons'));
    const card = runner.getByRole('listitem').filter({ hasText: 'Three Owls' });
    await card.getByText('Hall 2, 14').waitFor();
    await card.getByText('First of the contest').waitFor();
    await expectAccessible(runner);
    await runner.getByRole('button', { name: 'Take balloon A for Three Owls' }).click();
    await runner.getByText('By you').waitFor();
    await runner.getByRole('button', { name: 'Balloon A for Three Owls is delivered' }).click();
    await runner.getByRole('heading', { name: 'Delivered 1' }).waitFor();
    await runner.getByRole('button', { name: 'Undo for balloon A of Three Owls' }).click();
    await runner.getByText('1 balloon waits.').waitFor();
    await expectToFit(runner, 320);
    await runner.goto(at('/jury'));
    await runner.getByText('This part is for the jury of the contest.').waitFor();
  });

  it('brings what participants have printed, page by page with the seat', async () => {
    await runner.goto(at('/printing'));
    await runner.getByText('What participants send is listed here').waitFor();
    await student.goto(at('/printing'));
    await student.getByLabel('Name at the head of each page').fill('sum.py');
    await student.getByLabel('Text').fill(SUM.repeat(40));
    await student.getByText('2 pages').waitFor();
    await expectAccessible(student);
    await student.getByRole('button', { name: 'Print it' }).click();
    await student.getByRole('row').filter({ hasText: 'sum.py' }).getByText('Waits').waitFor();
    await runner.getByRole('link', { name: 'Print sum.py of Three Owls' }).click();
    const sheet = runner.getByRole('region', { name: 'Page 2 of 2' });
    await sheet.getByText('Hall 2, 14').waitFor();
    await sheet.getByText('59', { exact: true }).waitFor();
    await runner.emulateMedia({ media: 'print' });
    expect(await runner.getByRole('banner').isVisible()).toBe(false);
    expect(await runner.getByRole('button', { name: 'It is done' }).isVisible()).toBe(false);
    await runner.emulateMedia({ media: 'screen' });
    await runner.getByRole('button', { name: 'It is done' }).click();
    await student.getByRole('row').filter({ hasText: 'sum.py' }).getByText('Done').waitFor();
  });
});

describe('the prints that wait', { timeout: 120_000 }, () => {
  it('are printed at once, all or those that are chosen, and are done together', async () => {
    for (const name of ['one.py', 'two.py']) await studentApi.call('createPrint', { parameters: { slug }, body: { name, content: SUM } });
    await runner.goto(at('/printing'));
    const choose = runner.getByRole('checkbox', { name: 'Choose two.py of Three Owls' });
    await choose.check();
    await runner.getByRole('link', { name: 'Print the one that is chosen' }).click();
    await runner.getByRole('heading', { name: '1 print', exact: true }).waitFor();
    expect(await runner.getByRole('region', { name: /of Three Owls, page/ }).count()).toBe(1);
    await runner.goBack();
    await runner.getByRole('link', { name: 'Print the 2 that wait' }).click();
    await runner.getByRole('heading', { name: '2 prints' }).waitFor();
    for (const name of ['one.py', 'two.py']) await runner.getByRole('region', { name: `${name} of Three Owls, page 1 of 1` }).getByText('Hall 2, 14').waitFor();
    await expectAccessible(runner);
    await expectToFit(runner, 320);
    await runner.emulateMedia({ media: 'print' });
    expect(await runner.getByRole('button', { name: 'They are done' }).isVisible()).toBe(false);
    await runner.emulateMedia({ media: 'screen' });
    await runner.getByRole('button', { name: 'They are done' }).click();
    await runner.waitForURL('**/printing');
    await expect.poll(() => runner.getByRole('table').getByText('Waits', { exact: true }).count()).toBe(0);
    expect((await studentApi.call('listPrints', { parameters: { slug } })).items.map(({ doneBy }) => doneBy)).toEqual([names.runner, names.runner, names.runner]);
    await expectToFit(runner, 320);
  });
});

describe('the people of a contest', { timeout: 120_000 }, () => {
  const row = (name: string) => jury.getByRole('row').filter({ hasText: name });
  const open = async (name: string) => {
    await jury.getByRole('button', { name: `Change ${name}` }).click();
    // Its name may change in it, and it may stand below another that asks.
    const dialog = jury.locator('dialog:has(form)');
    await dialog.waitFor();
    return dialog;
  };

  it('are changed by the jury, with faults at their fields, and removed where they have not submitted', async () => {
    await jury.goto(at('/people'));
    const hoos = await open('Hoos');
    await hoos.getByLabel('Name in the standings').fill('Wahoos');
    await hoos.getByLabel('Members').fill('nobody-of-that-name');
    await hoos.getByRole('button', { name: 'Save' }).click();
    await hoos.locator('.fault').getByText('There is no account nobody-of-that-name').waitFor();
    await expectAccessible(jury);
    await expectToFit(jury, 320);
    await hoos.getByLabel('Members').fill('');
    await hoos.getByLabel('Submissions only from these addresses').fill('192.0.2.300');
    await hoos.getByRole('button', { name: 'Save' }).click();
    await hoos.locator('.fault').getByText(/An address or a network/).waitFor();
    await hoos.getByLabel('Submissions only from these addresses').fill('192.0.2.0/24');
    await hoos.getByRole('button', { name: 'Save' }).click();
    await row('Wahoos').waitFor();
    expect((await juryApi.call('listParticipants', { parameters: { slug } })).items).toMatchObject([{ name: 'Three Owls' }, { name: 'Wahoos', members: [], networks: ['192.0.2.0/24'] }]);
    await (await open('Wahoos')).getByRole('button', { name: 'Remove…' }).click();
    await jury.getByRole('dialog', { name: 'Remove Wahoos?' }).getByRole('button', { name: 'Remove' }).click();
    await row('Wahoos').waitFor({ state: 'detached' });
    await jury.getByText('1 participant', { exact: true }).waitFor();
  });

  it('are disqualified where they have submitted, until that is taken back', async () => {
    const owls = await open('Three Owls');
    await owls.getByRole('button', { name: 'Remove…' }).click();
    const removing = jury.getByRole('dialog', { name: 'Remove Three Owls?' });
    await removing.getByRole('button', { name: 'Remove' }).click();
    await removing.getByRole('alert').getByText(/Disqualify them instead/).waitFor();
    await removing.getByRole('button', { name: 'Leave it' }).click();
    await owls.getByRole('button', { name: 'Disqualify…' }).click();
    await jury.getByRole('dialog', { name: 'Disqualify Three Owls?' }).getByRole('button', { name: 'Disqualify' }).click();
    await owls.getByRole('button', { name: 'Let them take part again' }).waitFor();
    await row('Three Owls').getByText('Disqualified').waitFor();
    await expect(submit(SUM)).rejects.toThrow(/disqualified/);
    await student.goto(at(''));
    await student.getByText('The jury has disqualified you').waitFor();
    await expectAccessible(student);
    await owls.getByRole('button', { name: 'Let them take part again' }).click();
    await row('Three Owls').getByText('Disqualified').waitFor({ state: 'detached' });
  });

  it('are released from the address that they are bound to', async () => {
    await juryApi.call('changeContest', { parameters: { slug }, body: { bindsAddress: true } });
    await submit(SUM);
    const { address } = (await juryApi.call('listParticipants', { parameters: { slug } })).items[0]!;
    expect(address).toEqual(expect.any(String));
    await jury.reload();
    await row('Three Owls').getByText(address!).waitFor();
    const owls = await open('Three Owls');
    await owls.getByRole('button', { name: 'Release it' }).click();
    await owls.getByText('Bound to').waitFor({ state: 'detached' });
    await row('Three Owls').getByText(address!).waitFor({ state: 'detached' });
    await owls.getByRole('button', { name: 'Cancel' }).click();
    await owls.waitFor({ state: 'detached' });
  });
});

describe('who takes part', { timeout: 120_000 }, () => {
  it('withdraws before the start, once they have said so twice', async () => {
    const later = uniqueName('later');
    await juryApi.call('createContest', { body: { slug: later, name: 'Later Cup', format: 'icpc', startsAt: minutes(60), durationSeconds: 3600, registration: 'open', visibility: 'public', problems: [] } });
    await student.goto(`/contests/${later}`);
    await student.getByRole('button', { name: 'Register', exact: true }).click();
    const ask = student.getByRole('button', { name: 'Withdraw…' });
    await ask.click();
    const dialog = student.getByRole('dialog', { name: 'Take your registration back?' });
    await dialog.waitFor();
    await expectAccessible(student);
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ask.click();
    await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await student.getByRole('button', { name: 'Register', exact: true }).waitFor();
    expect((await juryApi.call('listParticipants', { parameters: { slug: later } })).items).toEqual([]);
    expect(site.complaints).toEqual([]);
  });

  it('is told of the start wherever they are, and asked for notices of the system by a press alone', async () => {
    const soon = uniqueName('soon');
    await juryApi.call('createContest', { body: { slug: soon, name: 'Soon Cup', format: 'icpc', startsAt: new Date(Date.now() + 25_000).toISOString(), durationSeconds: 3600, registration: 'open', visibility: 'public', problems: [] } });
    await studentApi.call('registerInContest', { parameters: { slug: soon }, body: {} });
    await student.addInitScript(() => {
      Object.defineProperty(globalThis, 'asked', { value: 0, writable: true });
      const ask = Notification.requestPermission.bind(Notification);
      Notification.requestPermission = () => (((globalThis as unknown as { asked: number }).asked += 1), ask());
    });
    const asked = () => student.evaluate(() => (globalThis as unknown as { asked: number }).asked);
    await student.goto(`/contests/${soon}`);
    const notify = student.getByRole('button', { name: 'Notify me' });
    await notify.waitFor();
    expect(await asked()).toBe(0);
    await notify.click();
    await student.getByRole('button', { name: 'Notifications are on' }).waitFor();
    expect(await asked()).toBe(1);
    await student.getByRole('link', { name: 'Problems', exact: true }).click();
    await student.getByRole('region', { name: 'Notices' }).getByText('Soon Cup has begun.').first().waitFor({ timeout: 60_000 });
    expect(site.complaints).toEqual([]);
  });
});
