/**
 * Every page in real Chromium, on an instance as `npm start` makes it, filled with what each page can show: in both themes
 * and at five widths nothing breaks WCAG 2.2 AA as far as axe can tell, nothing scrolls sideways, there is one first heading
 * and a title, and what the keyboard reaches is seen. 320 px are 1280 at 400 % zoom, 720 px are 1440 at 200 %.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '#scripts/support/root.js';
import { SHOWN_PROBLEMS, fillInstance, type Showcase, type Visitor } from '#scripts/support/showcase.js';
import { DEVELOPMENT_ROUTES, settle, sitePages, type SitePage } from '#scripts/support/site-pages.js';
import { startSite, type Site } from '#test/support/browser.js';
import { axeFaults, layoutFaults } from '#test/support/page-checks.js';

const THEMES = ['light', 'dark'] as const;
/** Where the layout turns, the page is loaded anew; the other sizes of a row are reached by resizing. */
const SIZES = [
  [{ width: 1440, height: 900, axe: true }],
  [{ width: 390, height: 844, axe: true }, { width: 320, height: 256, axe: false }, { width: 720, height: 450, axe: false }, { width: 768, height: 1024, axe: false }],
];
const AT_ONCE = 2;

let site: Site;
let showcase: Showcase;
const contexts = new Map<Visitor, BrowserContext>();

beforeAll(async () => {
  site = await startSite('the tests of every page', SHOWN_PROBLEMS);
  showcase = await fillInstance(site.instance);
  for (const visitor of ['guest', 'newcomer', 'student', 'instructor', 'admin'] as const) {
    const context = await site.context({ reducedMotion: 'reduce' });
    if (visitor !== 'guest') expect((await context.request.post('/api/v1/session', { data: showcase.credentials[visitor] })).status()).toBe(200);
    contexts.set(visitor, context);
  }
}, 600_000);
afterAll(() => site?.close());

async function look({ name, path, as, before, prepare }: SitePage): Promise<string[]> {
  const faults: string[] = [];
  const page = await contexts.get(as)!.newPage();
  const underWay = new Set<string>();
  page.on('request', (request) => underWay.add(request.url()));
  for (const end of ['requestfinished', 'requestfailed'] as const) page.on(end as 'requestfinished', (request) => underWay.delete(request.url()));
  page.on('pageerror', (error) => faults.push(`${name}: throws ${error.message}`));
  try {
    await before?.(page);
    for (const sizes of SIZES) {
      await page.setViewportSize(sizes[0]!);
      await page.goto(path);
      await settle(page);
      await prepare?.(page);
      for (const { width, height, axe } of sizes) {
        await page.setViewportSize({ width, height });
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme });
          const first = colorScheme === THEMES[0];
          const found = [...(axe ? await axeFaults(page, first ? 'all' : 'colours') : []), ...(await layoutFaults(page, { titled: path !== '/', focus: first }))];
          faults.push(...found.map((fault) => `${name} ${colorScheme} ${width}: ${fault}`));
        }
      }
    }
  } catch (error) {
    const shown = await page.locator('body').innerText().catch(() => '');
    faults.push(`${name}: ${(error as Error).message.split('\n').slice(0, 3).join(' ')}; the page says: ${shown.slice(0, 300).replaceAll('\n', ' | ')}; under way: ${[...underWay].join(', ')}`);
  } finally {
    await page.close();
  }
  return faults;
}

it('every route of the router is among the pages that are looked at', () => {
  const visited = new Set(sitePages(showcase).map(({ route }) => route));
  // The router itself runs in a browser only.
  const source = readFileSync(join(ROOT, 'web/router.tsx'), 'utf8');
  const routes = [...source.matchAll(/= createRoute\(\{[^]*?\bpath: '([^']+)'/g)].map(([, path]) => path!);
  expect(routes.length).toBe(source.split('createRoute({').length - 1);
  expect(new Set(routes).size).toBe(routes.length);
  expect(routes.filter((route) => !visited.has(route) && !DEVELOPMENT_ROUTES.includes(route))).toEqual([]);
  expect([...visited].filter((route) => route !== '404' && !routes.includes(route))).toEqual([]);
});

it('each page holds in both themes at every width', { timeout: 900_000 }, async () => {
  const only = process.env['PAGES']?.split(',');
  const waiting = sitePages(showcase).filter(({ name }) => only?.includes(name) !== false);
  const faults: string[] = [];
  const started = performance.now();
  const count = waiting.length;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) faults.push(...(await look(next)));
  }));
  console.log(`${count} pages × ${THEMES.length} themes × ${SIZES.flat().length} widths in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  expect(faults).toEqual([]);
});
