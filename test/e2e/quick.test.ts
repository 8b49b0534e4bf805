/**
 * How quick pages are in real Chromium, on an instance as `npm start` makes it with the production build, each page with
 * an empty cache: what is sent, when the largest part is painted, and whether anything jumps. Sizes and jumps are held to
 * their budgets; times are printed, and held to a bound that a busy machine keeps.
 */
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { settle } from '#scripts/support/site-pages.js';
import { signIn, startSite, type Site } from '#test/support/browser.js';

const FIRST_PAGE_KIB = 150;
const MOST_SHIFT = 0.05;
const LATEST_PAINT_MS = 4_000;
/** Only the code of the editor names this class of CodeMirror's. */
const SIGN_OF_EDITOR = 'cm-scroller';

interface Figures {
  page: string;
  paintMs: number;
  shift: number;
  scripts: number;
  scriptKib: number;
  editor: boolean;
}

let site: Site;
let submission: string;
const figures: Figures[] = [];
/** Of each script as gzip, so that it counts the same whatever the browser asks for. */
const known = new Map<string, { bytes: number; editor: boolean }>();

beforeAll(async () => {
  site = await startSite('the tests of quickness', ['aplusb', 'honeycomb']);
  const context = await visitor(true);
  const answer = await context.request.post('/api/v1/submissions', { data: { problem: 'aplusb', language: 'python3', files: [{ name: 'main.py', content: 'print(sum(map(int, input().split())))\n' }] } });
  submission = ((await answer.json()) as { id: string }).id;
  await vi.waitFor(async () => expect(await (await context.request.get(`/api/v1/submissions/${submission}`)).json()).toMatchObject({ state: 'finished' }), { timeout: 60_000, interval: 100 });
  await context.close();
}, 400_000);
afterAll(async () => {
  console.log(
    [['page', 'largest paint', 'shift', 'scripts', 'KiB gz', 'editor'], ...figures.map(({ page, paintMs, shift, scripts, scriptKib, editor }) => [page, `${Math.round(paintMs)} ms`, shift.toFixed(3), String(scripts), scriptKib.toFixed(0), editor ? 'yes' : ''])]
      .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(26) : cell.padStart(14))).join(''))
      .join('\n'),
  );
  await site?.close();
});

async function visitor(admin: boolean): Promise<BrowserContext> {
  const context = await site.context();
  if (admin) await signIn(context.request, 'admin', site.instance.adminPassword);
  return context;
}

interface Seen {
  paint: number;
  shift: number;
}
async function measure(path: string, admin: boolean): Promise<Figures> {
  const context = await visitor(admin);
  // As signing in leaves it.
  if (admin) await context.addInitScript(() => localStorage.setItem('arbiter.was-here', 'yes'));
  await context.addInitScript(() => {
    const seen: Seen = { paint: 0, shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => list.getEntries().forEach(({ startTime }) => (seen.paint = startTime))).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  await page.goto(path);
  await settle(page);
  // What comes after the first look, as the editor does, may make things jump too.
  await page.waitForTimeout(1_500);
  const { paint, shift } = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  const scripts = await page.evaluate(() => [...new Set(performance.getEntriesByType('resource').map(({ name }) => name))].filter((name) => new URL(name).pathname.endsWith('.js')));
  await context.close();
  const sizes = await Promise.all(scripts.map(sizeOf));
  const made: Figures = { page: `${path.replace(submission, '…')}${admin ? '' : ' (guest)'}`, paintMs: paint, shift, scripts: scripts.length, scriptKib: sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1024, editor: sizes.some(({ editor }) => editor) };
  figures.push(made);
  return made;
}

async function sizeOf(url: string): Promise<{ bytes: number; editor: boolean }> {
  const before = known.get(url);
  if (before) return before;
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  const text = await response.text();
  const size = { bytes: Number(response.headers.get('content-length') ?? text.length), editor: text.includes(SIGN_OF_EDITOR) };
  known.set(url, size);
  return size;
}

describe('a page with an empty cache', { timeout: 60_000 }, () => {
  it.each(['/', '/sign-in', '/sign-up', '/problems', '/status'])('%s sends a guest little, and nothing jumps', async (path) => {
    const { scriptKib, scripts, shift, paintMs, editor } = await measure(path, false);
    expect(scripts).toBeGreaterThan(3);
    expect(scriptKib).toBeLessThan(FIRST_PAGE_KIB);
    expect(editor).toBe(false);
    expect(shift).toBeLessThan(MOST_SHIFT);
    expect(paintMs).toBeGreaterThan(0);
    expect(paintMs).toBeLessThan(LATEST_PAINT_MS);
  });

  it.each(['/', '/problems', '/submissions', '/status', '/account', '/people/admin', '/problems/import', '/staff/problems', '/staff/judge-errors', '/admin/accounts', '/problems/aplusb/staff'])('%s needs no editor, and nothing jumps', async (path) => {
    const { shift, paintMs, editor } = await measure(path, true);
    expect(editor).toBe(false);
    expect(shift).toBeLessThan(MOST_SHIFT);
    expect(paintMs).toBeGreaterThan(0);
    expect(paintMs).toBeLessThan(LATEST_PAINT_MS);
  });

  it.each(['/problems/aplusb', '/problems/honeycomb', '/submissions/'])('%s shows the editor, and nothing jumps', async (path) => {
    const { shift, paintMs, editor } = await measure(path === '/submissions/' ? path + submission : path, true);
    expect(editor).toBe(true);
    expect(shift).toBeLessThan(MOST_SHIFT);
    expect(paintMs).toBeGreaterThan(0);
    expect(paintMs).toBeLessThan(LATEST_PAINT_MS);
  });
});
