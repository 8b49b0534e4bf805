/**
 * Makes pictures of every page in both themes at three widths into the ignored folder screenshots/, to be looked at: of an
 * instance of its own, filled with what each page can show, which is gone at the end.
 *
 *   npm run screenshots                                        all of scripts/support/site-pages.ts
 *   npm run screenshots -- --only home,problem --locale de     some, in another language of the interface
 *
 * `CHROMIUM` names the browser (/usr/bin/chromium where it is not set).
 */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { startOwnInstance } from './support/own-instance.js';
import { Refusal, runScript, step } from './support/progress.js';
import { SHOWN_PROBLEMS, fillInstance, type Showcase } from './support/showcase.js';
import { settle, sitePages, still, type SitePage } from './support/site-pages.js';

const FOLDER = 'screenshots';
const WIDTHS = [1440, 768, 390];
const THEMES = ['light', 'dark'] as const;
const BROWSER_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, locale: { type: 'string', default: 'en' }, widths: { type: 'string' } } });
  const widths = values.widths?.split(',').map(Number) ?? WIDTHS;
  const instance = await startOwnInstance('the screenshots', { problems: SHOWN_PROBLEMS });
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: BROWSER_ARGUMENTS });
  try {
    const showcase = await step('people, problems and submissions to show', () => fillInstance(instance));
    const wanted = values.only?.split(',');
    const pages = sitePages(showcase).filter(({ name }) => wanted?.includes(name) !== false);
    if (pages.length === 0) throw new Refusal(`There is no page "${values.only}".`, 'Their names are in scripts/support/site-pages.ts.');
    await mkdir(FOLDER, { recursive: true });
    await step(`${pages.length * widths.length * THEMES.length} pictures`, async ({ note, doing }) => {
      for (const width of widths) {
        doing(`${width} px`);
        await Promise.all([0, 1].map((half) => shoot(browser, instance.url, showcase, pages.filter((_, at) => at % 2 === half), width, values.locale)));
      }
      note(`${FOLDER}/`);
    });
  } finally {
    await browser.close();
    await instance.stop();
  }
});

async function shoot(browser: Browser, url: string, { credentials }: Showcase, pages: readonly SitePage[], width: number, locale: string): Promise<void> {
  for (const visitor of new Set(pages.map(({ as }) => as))) {
    const context = await browser.newContext({ baseURL: url, viewport: { width, height: width < 500 ? 844 : 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
    await context.addInitScript((chosen) => localStorage.setItem('arbiter.locale', chosen), locale);
    if (visitor !== 'guest') await context.request.post('/api/v1/session', { data: credentials[visitor] });
    for (const { name, path, before, prepare } of pages.filter(({ as }) => as === visitor)) {
      const page = await context.newPage();
      await before?.(page);
      await page.goto(path);
      await settle(page);
      await prepare?.(page);
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        await still(page);
        await page.screenshot({ path: `${FOLDER}/${name}${locale === 'en' ? '' : `-${locale}`}-${theme}-${width}.png`, fullPage: true });
      }
      await page.close();
    }
    await context.close();
  }
}
