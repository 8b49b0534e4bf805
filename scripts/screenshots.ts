/**
 * Makes screenshots of every page in both themes at three widths into the ignored folder screenshots/, to be looked at.
 *
 *   ARBITER_URL=http://localhost:3000 ARBITER_USER=admin ARBITER_PASSWORD=… npm run screenshots
 *
 * `CHROMIUM` names the browser (/usr/bin/chromium where it is not set).
 */
import { mkdir } from 'node:fs/promises';
import { chromium, type Browser, type Page } from 'playwright-core';

const url = process.env['ARBITER_URL'] ?? 'http://localhost:3000';
const username = process.env['ARBITER_USER'] ?? 'admin';
const password = process.env['ARBITER_PASSWORD'] ?? process.env['ARBITER_ADMIN_PASSWORD'];
const folder = 'screenshots';
const WIDTHS = [1440, 768, 390] as const;
const THEMES = ['light', 'dark'] as const;
const BROWSER_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

interface Shot {
  name: string;
  path: string;
  signedIn: boolean;
  /** What to do before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
}

if (!password) throw new Error('ARBITER_PASSWORD is not set: it must be the password of ARBITER_USER (admin)');
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: BROWSER_ARGUMENTS });
try {
  const cookies = await signIn(browser);
  const shots = await pagesToShow(browser, cookies);
  for (const theme of THEMES) for (const width of WIDTHS) await shoot(browser, cookies, shots, theme, width);
  console.log(`${shots.length * THEMES.length * WIDTHS.length} screenshots are in ${folder}/`);
} finally {
  await browser.close();
}

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['cookies']>>;

async function signIn(from: Browser): Promise<Cookies> {
  const context = await from.newContext({ baseURL: url });
  const answer = await context.request.post('/api/v1/session', { data: { username, password } });
  if (!answer.ok()) throw new Error(`Signing in as ${username} was answered with ${answer.status()}: ${await answer.text()}`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Every page; those of one problem and of submissions, for the ones that this server has: one for each verdict. */
async function pagesToShow(from: Browser, cookies: Cookies): Promise<Shot[]> {
  const context = await from.newContext({ baseURL: url });
  await context.addCookies(cookies);
  const list = async <T>(path: string) => ((await (await context.request.get(path)).json()) as { items: T[] }).items;
  const [problem] = await list<{ slug: string }>('/api/v1/problems?limit=1');
  const submissions = await list<{ id: string; verdict?: string }>('/api/v1/submissions?limit=200');
  await context.close();

  const ofEachVerdict = [...new Map(submissions.flatMap(({ id, verdict }) => (verdict ? [[verdict, id] as const] : []))).entries()];
  const code = async (page: Page) => {
    const tab = page.getByRole('tab', { name: 'Code' });
    if (await tab.isVisible()) await tab.click();
    await page.locator('.cm-editor').waitFor();
  };
  return [
    { name: 'home-guest', path: '/', signedIn: false },
    { name: 'home', path: '/', signedIn: true },
    { name: 'sign-in', path: '/sign-in', signedIn: false },
    { name: 'sign-up', path: '/sign-up', signedIn: false },
    { name: 'problems', path: '/problems', signedIn: true },
    { name: 'problems-none-fits', path: '/problems?search=no-such-problem', signedIn: true },
    ...(problem
      ? [
          { name: 'problem', path: `/problems/${problem.slug}`, signedIn: true },
          { name: 'problem-guest', path: `/problems/${problem.slug}`, signedIn: false },
          { name: 'problem-code', path: `/problems/${problem.slug}`, signedIn: true, prepare: code },
          { name: 'problem-staff', path: `/problems/${problem.slug}/staff`, signedIn: true },
        ]
      : []),
    { name: 'problem-import', path: '/problems/import', signedIn: true },
    { name: 'submissions', path: '/submissions', signedIn: true },
    ...ofEachVerdict.map(([verdict, id]) => ({ name: `submission-${verdict}`, path: `/submissions/${id}`, signedIn: true })),
    { name: 'account', path: '/account', signedIn: true },
    { name: 'accounts', path: '/admin/accounts', signedIn: true },
    { name: 'status', path: '/status', signedIn: true },
    { name: 'not-found', path: '/no/such/page', signedIn: true },
    { name: 'sign-in-first', path: '/account', signedIn: false },
  ];
}

async function shoot(from: Browser, cookies: Cookies, shots: readonly Shot[], theme: (typeof THEMES)[number], width: number): Promise<void> {
  for (const signedIn of [false, true]) {
    const context = await from.newContext({ baseURL: url, viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme: theme, reducedMotion: 'reduce' });
    if (signedIn) await context.addCookies(cookies);
    const page = await context.newPage();
    for (const shot of shots.filter((each) => each.signedIn === signedIn)) {
      await page.goto(shot.path);
      await page.locator('h1, h2').first().waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      await shot.prepare?.(page);
      await page.screenshot({ path: `${folder}/${shot.name}-${theme}-${width}.png`, fullPage: true });
    }
    await context.close();
  }
}
