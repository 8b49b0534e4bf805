/** What holds for every page at every width, read off the page in the browser. */
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { still } from '#scripts/support/site-pages.js';

/** The browser's half of @axe-core/playwright, which sends it anew for every look; here a page gets it once. */
const axe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as { source: string };
const AXE_SOURCE = axe.source;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What another theme can break: themes change colours and nothing else. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface AxeInPage {
  axe: { run: (where: Document | object, options: object) => Promise<{ violations: { id: string; nodes: { target: string[]; element: Element }[] }[]; passes: unknown[] }> };
}

/**
 * @param except selectors of what is not looked at
 * @returns rules and places that break them
 */
export async function axeFaults(page: Page, rules: 'all' | 'colours', except: readonly string[] = []): Promise<string[]> {
  await still(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`${AXE_SOURCE}\n;undefined`);
  return await page.evaluate(async ({ options, exclude }) => {
    const { axe } = globalThis as unknown as AxeInPage;
    const { violations, passes } = await axe.run(exclude.length > 0 ? { exclude } : document, options);
    if (passes.length === 0 && violations.length === 0) return ['nothing was looked at'];
    // What lies at the edge of something sticky by chance, as far as the page is scrolled, is free of it a little further on.
    const crowded = violations.find(({ id }) => id === 'target-size');
    const from = scrollY;
    for (const node of crowded?.nodes ?? []) {
      node.element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const again = await axe.run(node.element, { runOnly: { type: 'rule', values: ['target-size'] } });
      if (again.violations.length === 0) crowded!.nodes = crowded!.nodes.filter((each) => each !== node);
    }
    scrollTo({ top: from, behavior: 'instant' });
    return violations
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
  }, { exclude: except.map((selector) => [selector]), options: { elementRef: true, resultTypes: ['violations'], runOnly: rules === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: COLOUR_RULES } } });
}

/**
 * @param titled the title must name more than the application
 * @param focus also whether what the keyboard reaches is seen
 * @returns what is wrong, in words
 */
export async function layoutFaults(page: Page, { titled, focus }: { titled: boolean; focus: boolean }): Promise<string[]> {
  await still(page);
  const faults = await page.evaluate(checkLayout, titled);
  return focus ? [...faults, ...(await page.evaluate(checkFocus))] : faults;
}

/** Runs in the browser, so all of it is in here. */
function checkLayout(titled: boolean): string[] {
  const faults: string[] = [];
  const seen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const width = document.documentElement.clientWidth;
  const over = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width;
  if (over > 0) {
    const wide = [...document.querySelectorAll('body *')].filter((element) => seen(element) && element.getBoundingClientRect().right > width + 0.5);
    faults.push(`scrolls sideways by ${over} px: ${wide.slice(0, 4).map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`).join(', ')}`);
  }
  const headings = [...document.querySelectorAll('h1')].filter(seen);
  if (headings.length !== 1) faults.push(`has ${headings.length} h1`);
  if (document.title.trim() === '' || (titled && document.title.trim() === 'Arbiter')) faults.push(`has the title "${document.title}"`);
  return faults;
}

/** Runs in the browser: goes down and up through all that takes the focus. A modal dialog makes the rest inert. */
async function checkFocus(): Promise<string[]> {
  const faults = new Set<string>();
  const seen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const name = (element: Element): string => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30)}"`;
  function fault(element: HTMLElement): string | null {
    // A file input is shown by its label.
    const shown = element.matches('input.unseen') ? ((element as HTMLInputElement).labels?.[0] ?? element) : element;
    const boxes = [...shown.getClientRects()].filter((each) => each.width > 0 && each.height > 0);
    const [right, bottom] = [document.documentElement.clientWidth, innerHeight];
    if (boxes.length === 0) return 'has no size';
    const inView = boxes.filter((box) => box.right > 0 && box.left < right && box.bottom > 0 && box.top < bottom);
    if (inView.length === 0) return 'is out of view';
    const free = inView.some((box) => {
      const part = { left: Math.max(box.left, 0), right: Math.min(box.right, right), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, bottom) };
      return [0.5, 0.1, 0.9].some((at) => {
        const hit = document.elementFromPoint(part.left + (part.right - part.left) * at, part.top + (part.bottom - part.top) * at);
        return hit !== null && (shown.contains(hit) || hit.contains(shown));
      });
    });
    return free ? null : 'is under something else';
  }
  const before = document.activeElement;
  const scope = document.querySelector('dialog[open]') ?? document;
  const reachable = [...scope.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex], [contenteditable=true]')].filter((element) => element.tabIndex >= 0 && seen(element));
  for (const element of [...reachable, ...reachable.toReversed()]) {
    // As Tab does it: a scroll no further than needed.
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue;
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (fault(element) === null) continue;
    // What reacts to the focus, as a menu that folds, has a moment.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const still = element.isConnected && document.activeElement === element ? fault(element) : null;
    if (still !== null) faults.add(`${name(element)} takes the focus and ${still}`);
  }
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  scrollTo(0, 0);
  return [...faults];
}
