/** Real Chromium for tests, an instance as `npm start` makes it to visit with it, and what is held against every page: errors and axe. */
import { chromium, type APIRequestContext, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { startOwnInstance, type OwnInstance } from '#scripts/support/own-instance.js';
import { axeFaults } from './page-checks.js';

export const DESK = { width: 1440, height: 900 };
export const PASSWORD = 'correct horse battery';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Chromium itself reports each answer that refuses something: the 401 by which a guest is known, a form with a fault. */
const REFUSAL = /the server responded with a status of 4\d\d /;

export interface Site {
  instance: OwnInstance;
  browser: Browser;
  /** What pages threw, and errors on their consoles but for answers that refuse. */
  complaints: string[];
  /** A browser of somebody's own. */
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** The first page of such a one; its complaints are heard. */
  page(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** `problems`: folders of problems/ that it begins with. */
export async function startSite(purpose: string, problems: readonly string[]): Promise<Site> {
  const browser = await launchChromium();
  let instance: OwnInstance;
  try {
    instance = await startOwnInstance(purpose, { problems });
  } catch (error) {
    await browser.close();
    throw error;
  }
  const complaints: string[] = [];
  const context = (options: BrowserContextOptions = {}) => browser.newContext({ baseURL: instance.url, viewport: DESK, locale: 'en-GB', ...options });
  return {
    instance, browser, complaints, context,
    async page(options) {
      const page = await (await context(options)).newPage();
      hear(page, complaints);
      return page;
    },
    async close() {
      await browser.close();
      await instance.stop();
    },
  };
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

/** Adds to the complaints what the page throws, and the errors on its console. */
export function hear(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSAL.test(message.text())) complaints.push(message.text());
  });
}

/** By whoever may make accounts; students make their own. */
export async function signUp(request: APIRequestContext, username: string, more: { role?: 'instructor' } = {}): Promise<void> {
  const answer = await request.post('/api/v1/accounts', { data: { username, email: `${username}@example.org`, password: PASSWORD, ...more } });
  expect(answer.status(), await answer.text()).toBe(201);
}

export async function signIn(request: APIRequestContext, username: string, password = PASSWORD): Promise<void> {
  expect((await request.post('/api/v1/session', { data: { username, password } })).status()).toBe(200);
}

/** In both themes, which differ in colours only. `except`: selectors of what is not looked at. */
export async function expectAccessible(page: Page, except: readonly string[] = []): Promise<void> {
  for (const [colorScheme, rules] of [['light', 'all'], ['dark', 'colours']] as const) {
    await page.emulateMedia({ colorScheme });
    const faults = await axeFaults(page, rules, except);
    expect(faults.map((fault) => `${page.url()} ${colorScheme}: ${fault}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** That nothing scrolls sideways at this width. */
export async function expectToFit(page: Page, width: number): Promise<void> {
  const before = page.viewportSize() ?? DESK;
  await page.setViewportSize({ width, height: 800 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), { message: `${page.url()} at ${width}` }).toBeLessThanOrEqual(0);
  await page.setViewportSize(before);
}
