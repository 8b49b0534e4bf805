/** Statements are set beside the server's own thread, which goes on whatever the text is. */
import { expect, it } from 'vitest';
import { renderStatement } from '#server/problems/statement/render.js';
import { setStatement } from '#server/problems/statement/set.js';

const set = (text: string, constants: Record<string, string> = {}) =>
  setStatement({ text, format: 'markdown', constants, samples: [], path: 'statement/problem.en.md', files: [{ path: 'statement/a.png', hash: 'x', size: 1, url: '/files/a', picture: { width: 3, height: 2 } }] });

/** It would take a minute and gigabytes. */
const ENDLESS = `|${'a|'.repeat(20_000)}\n|${'-|'.repeat(20_000)}\n${'|a\n'.repeat(5_000)}`;

it('shows one that no time or memory is enough for as its source, lets others do their work meanwhile, and sets the next', { timeout: 120_000 }, async () => {
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 20);
  const [endless, next] = await Promise.all([set(ENDLESS), set('![](a.png) $x^2$')]);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(20);
  expect(endless.html.startsWith('<pre>|a|a|')).toBe(true);
  expect(next.html).toContain('<img src="/files/a" alt="" loading="lazy" width="3" height="2">');
  expect(next.html).toContain('katex');
});

it('fills constants and their variants in, and not without end', () => {
  const render = (text: string, constants: Record<string, string>) => renderStatement({ text, format: 'markdown', constants, samples: [], fileUrl: () => null }).html;
  expect(render('{{n}} {{ n.latex }} {{n.other}} {{constructor}}', { n: '1', 'n.latex': '2' })).toBe('<p>1 2 {{n.other}} {{constructor}}</p>');
  expect(render('{{n}}'.repeat(100_000), { n: 'x'.repeat(10_000) }).length).toBeLessThan(1_000_000);
});
