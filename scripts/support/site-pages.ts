/**
 * Every page of the web application in the states that differ to the eye: what `npm run screenshots` takes pictures of and
 * what the tests of every page look at. `route` is the path as web/router.tsx knows it; a route without an entry fails a test.
 */
import type { Page } from 'playwright-core';
import type { Showcase, Visitor } from './showcase.js';

export interface SitePage {
  /** Also the name of its picture. */
  name: string;
  /** `404`: an address that there is not. */
  route: string;
  path: string;
  as: Visitor;
  /** Before the page is asked for: what the server does not do by itself. */
  before?: (page: Page) => Promise<void>;
  /** Once it is there. */
  prepare?: (page: Page) => Promise<void>;
}

/** Built in development only, so that a production build answers it as an address that there is not. */
export const DEVELOPMENT_ROUTES = ['/design'];
const NOBODY = '00000000-0000-4000-8000-000000000000';

export function sitePages({ submissions, share, credentials, rejudgings, authored, contests, rated, print }: Showcase): SitePage[] {
  const student = credentials.student.username;
  const ofSubmission = (Object.keys(submissions) as (keyof typeof submissions)[]).map(
    (name): SitePage => ({ name: `submission-${name}`, route: '/submissions/$id', path: `/submissions/${submissions[name]}`, as: name === 'broken' ? 'instructor' : 'student' }),
  );
  return [
    { name: 'home-guest', route: '/', path: '/', as: 'guest' },
    { name: 'home-newcomer', route: '/', path: '/', as: 'newcomer' },
    { name: 'home', route: '/', path: '/', as: 'student' },
    { name: 'home-fails', route: '/', path: '/', as: 'student', before: (page) => failing(page, '**/api/v1/home*') },
    { name: 'sign-in', route: '/sign-in', path: '/sign-in', as: 'guest' },
    { name: 'sign-in-refused', route: '/sign-in', path: '/sign-in', as: 'guest', prepare: signInWrongly },
    { name: 'sign-up', route: '/sign-up', path: '/sign-up', as: 'guest' },
    { name: 'sign-up-faults', route: '/sign-up', path: '/sign-up', as: 'guest', prepare: async (page) => void (await page.locator('main button[type=submit]').click()) },
    { name: 'problems-guest', route: '/problems', path: '/problems', as: 'guest' },
    { name: 'problems', route: '/problems', path: '/problems', as: 'student' },
    { name: 'problems-none-fits', route: '/problems', path: '/problems?search=no-such-problem', as: 'student' },
    { name: 'problems-fails', route: '/problems', path: '/problems', as: 'student', before: (page) => failing(page, '**/api/v1/problem-list*') },
    { name: 'problem-guest', route: '/problems/$slug', path: '/problems/honeycomb', as: 'guest' },
    { name: 'problem', route: '/problems/$slug', path: '/problems/honeycomb', as: 'student' },
    { name: 'problem-code', route: '/problems/$slug', path: '/problems/aplusb', as: 'student', prepare: toCode },
    { name: 'problem-settings', route: '/problems/$slug', path: '/problems/aplusb', as: 'student', prepare: editorSettings },
    { name: 'problem-interactive', route: '/problems/$slug', path: '/problems/guess-number', as: 'newcomer' },
    { name: 'problem-scoring', route: '/problems/$slug', path: '/problems/neighbours', as: 'student' },
    { name: 'problem-missing', route: '/problems/$slug', path: '/problems/no-such-problem', as: 'student' },
    { name: 'problem-import', route: '/problems/import', path: '/problems/import', as: 'instructor' },
    { name: 'problem-import-empty', route: '/problems/import', path: '/problems/import', as: 'admin' },
    { name: 'problem-import-version', route: '/problems/import', path: '/problems/import?problem=aplusb', as: 'admin' },
    { name: 'problem-import-forbidden', route: '/problems/import', path: '/problems/import', as: 'student' },
    { name: 'problem-staff', route: '/problems/$slug/staff', path: '/problems/crooked-scales/staff', as: 'instructor' },
    { name: 'problem-staff-fresh', route: '/problems/$slug/staff', path: '/problems/aplusb/staff', as: 'admin' },
    { name: 'problem-staff-publish', route: '/problems/$slug/staff', path: '/problems/crooked-scales/staff', as: 'instructor', prepare: publishDialog },
    { name: 'versions', route: '/problems/$slug/compare', path: '/problems/crooked-scales/compare?from=1&to=2', as: 'instructor' },
    { name: 'versions-nothing', route: '/problems/$slug/compare', path: '/problems/crooked-scales/compare', as: 'instructor' },
    { name: 'problem-staff-not-mine', route: '/problems/$slug/staff', path: '/problems/aplusb/staff', as: 'instructor' },
    { name: 'submissions', route: '/submissions', path: '/submissions', as: 'student' },
    { name: 'submissions-empty', route: '/submissions', path: '/submissions', as: 'newcomer' },
    { name: 'submissions-none-fits', route: '/submissions', path: '/submissions?verdict=security-violation', as: 'student' },
    { name: 'submissions-staff', route: '/submissions', path: '/submissions', as: 'instructor' },
    ...ofSubmission,
    { name: 'submission-staff', route: '/submissions/$id', path: `/submissions/${submissions.hidden}`, as: 'instructor', prepare: async (page) => void (await page.locator('main details summary').first().click()) },
    { name: 'submission-shared', route: '/submissions/$id', path: `/submissions/${submissions.accepted}?share=${share}`, as: 'newcomer' },
    { name: 'submission-missing', route: '/submissions/$id', path: `/submissions/${NOBODY}`, as: 'student' },
    { name: 'compare', route: '/compare', path: `/compare?left=${submissions.accepted}&right=${submissions.wrong}`, as: 'student' },
    { name: 'compare-nothing', route: '/compare', path: '/compare', as: 'student' },
    { name: 'account', route: '/account', path: '/account', as: 'student' },
    { name: 'account-guest', route: '/account', path: '/account', as: 'guest' },
    { name: 'staff-problems', route: '/staff/problems', path: '/staff/problems', as: 'admin' },
    { name: 'staff-problems-none-fits', route: '/staff/problems', path: '/staff/problems?search=no-such-problem', as: 'admin' },
    { name: 'judge-errors', route: '/staff/judge-errors', path: '/staff/judge-errors', as: 'instructor' },
    { name: 'judge-errors-empty', route: '/staff/judge-errors', path: '/staff/judge-errors?problem=aplusb', as: 'admin' },
    { name: 'authoring', route: '/authoring', path: '/authoring', as: 'instructor' },
    { name: 'authoring-new', route: '/authoring/new', path: '/authoring/new', as: 'instructor' },
    ...['overview', 'statement', 'tests', 'checking', 'solutions', 'settings', 'history', 'publish'].map((section): SitePage => ({ name: `author-${section}`, route: '/authoring/$id/{-$section}', path: `/authoring/${authored}/${section}`, as: 'instructor' })),
    { name: 'rejudgings', route: '/staff/rejudgings', path: '/staff/rejudgings', as: 'instructor' },
    { name: 'rejudgings-empty', route: '/staff/rejudgings', path: '/staff/rejudgings?problem=honeycomb', as: 'admin' },
    { name: 'rejudging', route: '/staff/rejudgings/$id', path: `/staff/rejudgings/${rejudgings.ready}`, as: 'instructor' },
    { name: 'rejudging-cancelled', route: '/staff/rejudgings/$id', path: `/staff/rejudgings/${rejudgings.cancelled}?show=all`, as: 'admin' },
    { name: 'rejudging-apply', route: '/staff/rejudgings/$id', path: `/staff/rejudgings/${rejudgings.ready}`, as: 'instructor', prepare: async (page) => void (await page.locator('main button.primary').click()) },
    { name: 'rejudge', route: '/problems/$slug/staff', path: '/problems/crooked-scales/staff', as: 'instructor', prepare: rejudgeDialog },
    { name: 'accounts', route: '/admin/accounts', path: '/admin/accounts', as: 'admin' },
    { name: 'accounts-none-fits', route: '/admin/accounts', path: '/admin/accounts?search=no-such-person', as: 'admin' },
    { name: 'status', route: '/status', path: '/status', as: 'student' },
    { name: 'status-staff', route: '/status', path: '/status', as: 'admin' },
    { name: 'person', route: '/people/$username', path: `/people/${student}`, as: 'student' },
    { name: 'person-empty', route: '/people/$username', path: `/people/${credentials.newcomer.username}`, as: 'newcomer' },
    { name: 'person-missing', route: '/people/$username', path: '/people/nobody-of-this-name', as: 'student' },
    { name: 'contests', route: '/contests', path: '/contests', as: 'student' },
    { name: 'contests-guest', route: '/contests', path: '/contests', as: 'guest' },
    { name: 'contests-none-fits', route: '/contests', path: '/contests?search=no-such-contest', as: 'student' },
    { name: 'contest', route: '/contests/$slug', path: `/contests/${contests.running}`, as: 'student' },
    { name: 'contest-guest', route: '/contests/$slug', path: `/contests/${contests.upcoming}`, as: 'guest' },
    { name: 'contest-past', route: '/contests/$slug', path: `/contests/${contests.past}`, as: 'newcomer' },
    { name: 'contest-upcoming', route: '/contests/$slug', path: `/contests/${contests.upcoming}`, as: 'student' },
    { name: 'contest-problem', route: '/problems/$slug', path: `/problems/honeycomb?contest=${contests.running}`, as: 'student' },
    { name: 'contest-submissions', route: '/contests/$slug/submissions', path: `/contests/${contests.running}/submissions`, as: 'student' },
    { name: 'contest-submissions-staff', route: '/contests/$slug/submissions', path: `/contests/${contests.running}/submissions`, as: 'instructor' },
    { name: 'contest-clarifications', route: '/contests/$slug/clarifications', path: `/contests/${contests.running}/clarifications`, as: 'student' },
    { name: 'contest-clarifications-jury', route: '/contests/$slug/clarifications', path: `/contests/${contests.running}/clarifications`, as: 'instructor', prepare: async (page) => void (await page.locator('.clarification button').first().click()) },
    { name: 'contest-clarifications-empty', route: '/contests/$slug/clarifications', path: `/contests/${contests.past}/clarifications`, as: 'guest' },
    { name: 'contest-people', route: '/contests/$slug/people', path: `/contests/${contests.running}/people`, as: 'student' },
    { name: 'contest-people-jury', route: '/contests/$slug/people', path: `/contests/${contests.upcoming}/people`, as: 'instructor' },
    { name: 'contest-people-rated', route: '/contests/$slug/people', path: `/contests/${rated}/people`, as: 'instructor' },
    { name: 'contest-people-change', route: '/contests/$slug/people', path: `/contests/${contests.running}/people`, as: 'instructor', prepare: changePerson },
    { name: 'contest-settings-pretests', route: '/contests/$slug/settings', path: `/contests/${contests.running}/settings`, as: 'instructor', prepare: choosePretests },
    { name: 'contest-settings', route: '/contests/$slug/settings', path: `/contests/${contests.running}/settings`, as: 'instructor' },
    { name: 'contest-settings-forbidden', route: '/contests/$slug/settings', path: `/contests/${contests.running}/settings`, as: 'student' },
    { name: 'contest-new', route: '/contests/new', path: '/contests/new', as: 'instructor', prepare: contestFaults },
    { name: 'contest-clone', route: '/contests/new', path: `/contests/new?from=${contests.past}`, as: 'instructor' },
    { name: 'standings', route: '/contests/$slug/standings', path: `/contests/${contests.running}/standings`, as: 'student' },
    { name: 'standings-points', route: '/contests/$slug/standings', path: `/contests/${contests.past}/standings`, as: 'guest', prepare: unfold },
    { name: 'standings-frozen', route: '/contests/$slug/standings', path: `/contests/${contests.frozen}/standings`, as: 'newcomer' },
    { name: 'standings-jury', route: '/contests/$slug/standings', path: `/contests/${contests.frozen}/standings?view=public`, as: 'instructor' },
    { name: 'standings-replay', route: '/contests/$slug/standings', path: `/contests/${contests.past}/standings?replay=true`, as: 'student' },
    { name: 'standings-none-fits', route: '/contests/$slug/standings', path: `/contests/${contests.running}/standings?search=nobody-like-this`, as: 'guest' },
    { name: 'standings-person', route: '/contests/$slug/standings', path: `/contests/${contests.running}/standings`, as: 'student', prepare: openFirstRow },
    { name: 'standings-projector', route: '/contests/$slug/standings', path: `/contests/${contests.running}/standings?projector`, as: 'guest', prepare: (page) => page.locator('.stage tbody tr').first().waitFor() },
    { name: 'resolver', route: '/contests/$slug/resolver', path: `/contests/${contests.frozen}/resolver`, as: 'instructor' },
    { name: 'resolver-stage', route: '/contests/$slug/resolver', path: `/contests/${contests.frozen}/resolver`, as: 'instructor', prepare: beginCeremony },
    { name: 'resolver-nothing', route: '/contests/$slug/resolver', path: `/contests/${contests.running}/resolver`, as: 'instructor' },
    { name: 'contest-missing', route: '/contests/$slug', path: '/contests/no-such-contest', as: 'student' },
    { name: 'contest-jury', route: '/contests/$slug/jury', path: `/contests/${contests.running}/jury`, as: 'instructor' },
    { name: 'contest-jury-none', route: '/contests/$slug/jury', path: `/contests/${contests.upcoming}/jury?verdict=judge-error`, as: 'instructor' },
    { name: 'contest-jury-student', route: '/contests/$slug/jury', path: `/contests/${contests.running}/jury`, as: 'student' },
    { name: 'contest-announce', route: '/contests/$slug/jury', path: `/contests/${contests.running}/jury`, as: 'instructor', prepare: (page) => juryDialog(page, 'Announce…') },
    { name: 'contest-extend', route: '/contests/$slug/jury', path: `/contests/${contests.running}/jury`, as: 'instructor', prepare: (page) => juryDialog(page, 'Extend…') },
    { name: 'contest-teams', route: '/contests/$slug/teams', path: `/contests/${contests.running}/teams`, as: 'instructor' },
    { name: 'contest-teams-none', route: '/contests/$slug/teams', path: `/contests/${contests.upcoming}/teams`, as: 'instructor' },
    { name: 'contest-teams-import', route: '/contests/$slug/teams', path: `/contests/${contests.running}/teams`, as: 'instructor', prepare: importTeams },
    { name: 'contest-balloons', route: '/contests/$slug/balloons', path: `/contests/${contests.running}/balloons`, as: 'newcomer' },
    { name: 'contest-balloons-jury', route: '/contests/$slug/balloons', path: `/contests/${contests.running}/balloons`, as: 'instructor' },
    { name: 'contest-balloons-off', route: '/contests/$slug/balloons', path: `/contests/${contests.past}/balloons`, as: 'instructor' },
    { name: 'contest-printing', route: '/contests/$slug/printing', path: `/contests/${contests.running}/printing`, as: 'student' },
    { name: 'contest-printing-staff', route: '/contests/$slug/printing', path: `/contests/${contests.running}/printing`, as: 'newcomer' },
    { name: 'contest-print', route: '/contests/$slug/printing/$id', path: `/contests/${contests.running}/printing/${print}`, as: 'newcomer' },
    { name: 'contest-prints', route: '/contests/$slug/printing/together', path: `/contests/${contests.running}/printing/together`, as: 'newcomer' },
    { name: 'contest-prints-none', route: '/contests/$slug/printing/together', path: `/contests/${contests.upcoming}/printing/together`, as: 'instructor' },
    { name: 'ratings', route: '/ratings', path: '/ratings', as: 'student' },
    { name: 'palette', route: '/', path: '/', as: 'admin', prepare: (page) => openByKey(page, 'Control+k') },
    { name: 'shortcuts', route: '/', path: '/', as: 'student', prepare: (page) => openByKey(page, '?') },
    { name: 'menu-staff', route: '/', path: '/', as: 'admin', prepare: openMenu },
    { name: 'not-found', route: '404', path: '/no/such/page', as: 'student' },
  ];
}

/** Waits until nothing on the page is still to come. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => ![...document.querySelectorAll('main [aria-busy=true]')].some((element) => element.checkVisibility()));
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Until what was asked of the page is drawn, and colours have changed to the end: one that is inherited begins when its parent's ends. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let round = 0; round < 10; round += 1) {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
      if (moving.length === 0) return;
      await Promise.all(moving.map((each) => each.finished.catch(() => undefined)));
    }
  });
}

async function failing(page: Page, address: string): Promise<void> {
  await page.route(address, (route) => route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'Something went wrong on our side.' } } }));
}

async function signInWrongly(page: Page): Promise<void> {
  await page.locator('input[name=username]').fill('somebody');
  await page.locator('input[name=password]').fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
}

/** On a phone the editor is one tap away. */
async function toCode(page: Page): Promise<void> {
  const tab = page.locator('#side-code');
  if (await tab.isVisible()) await tab.click();
  await page.locator('.cm-editor').waitFor();
}

async function editorSettings(page: Page): Promise<void> {
  await toCode(page);
  await page.locator('.toolbar .side > button').last().click();
  await page.getByRole('dialog').waitFor();
}

/** A problem is chosen, another is being looked for, and what is missing is said. */
async function contestFaults(page: Page): Promise<void> {
  const field = page.locator('main input[type=search]');
  await field.fill('honeycomb');
  await page.locator('.found-problems button').first().waitFor();
  await field.press('Enter');
  await page.locator('main button[type=submit]').click();
  await field.fill('s');
  await page.locator('.found-problems button').first().waitFor();
}

async function publishDialog(page: Page): Promise<void> {
  await page.locator('.versions-actions button').first().click();
  await page.getByRole('dialog').waitFor();
}

async function rejudgeDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Judge all again' }).click();
  await page.getByRole('dialog').locator('button.primary:enabled').waitFor();
}

/** One team with everything, and a line that is none. */
async function importTeams(page: Page): Promise<void> {
  const teams = 'File_Version\t2\n1\t\t\tPhantoms of the Late Night Opera\tUniversity of Wittelsbach\tUW\tDEU\tINST-1\nnot a team\n';
  await page.locator('input[type=file]').setInputFiles({ name: 'teams.tsv', mimeType: 'text/tab-separated-values', buffer: Buffer.from(teams) });
  await page.locator('.findings').first().waitFor();
}

async function juryDialog(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').waitFor();
}

async function changePerson(page: Page): Promise<void> {
  await page.locator('main tbody button').first().click();
  await page.getByRole('dialog').waitFor();
}

/** One kind of each, with nothing chosen where something must be. */
async function choosePretests(page: Page): Promise<void> {
  await page.locator('.chosen-problems + .check input').click();
  for (const [at, kind] of ['first', 'groups', 'tests'].entries()) await page.locator('.pretests select').nth(at).selectOption(kind);
  await page.locator('.pretest-choices').nth(1).waitFor();
  await page.locator('main button[type=submit]').first().click();
}

async function unfold(page: Page): Promise<void> {
  for (const summary of await page.locator('main details > summary').all()) await summary.click();
}

async function openFirstRow(page: Page): Promise<void> {
  await page.locator('.standings .name-text').first().click();
  await page.getByRole('dialog').locator('.step-chart').first().waitFor();
}

async function beginCeremony(page: Page): Promise<void> {
  await page.locator('main .card button.primary').click();
  await page.locator('.stage tbody tr').first().waitFor();
  await page.keyboard.press('Space');
}

async function openByKey(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
}

async function openMenu(page: Page): Promise<void> {
  const narrow = page.locator('.narrow-only').getByRole('button');
  await ((await narrow.isVisible()) ? narrow : page.locator('.header nav').getByRole('button')).click();
}
