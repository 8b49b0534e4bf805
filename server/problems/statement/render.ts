/**
 * A statement of a package → HTML that is safe to show. Order matters: the author's text becomes a tree, the tree is cleaned,
 * and only then our own parts go in (addresses of files, samples, formulas set by KaTeX), which need no cleaning.
 */
import { dirname } from 'node:path/posix';
import type { Root } from 'hast';
import type { Root as MarkdownRoot } from 'mdast';
import rehypeKatex from 'rehype-katex';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { FileRef, Statement } from '#contract/package.js';
import type { Sample } from '#contract/problem.js';
import { escapeHtml, latexToHtml } from './latex.js';
import { placeSamples, rewriteFiles, type FileUrl, type SizeOf } from './rewrite.js';
import { STATEMENT_SCHEMA } from './sanitize-schema.js';

/** Longer statements are not rendered, in characters. */
export const MAX_STATEMENT_LENGTH = 128 * 1024;
/** A line that opens a hundred quotes or lists, or stands as deep: the parser's time grows with the square of the depth. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){100}|^[ \t]{200,}(?:>|[*+-]|\d{1,9}[.)])/m;

export interface StatementSource {
  text: string;
  format: Exclude<Statement['format'], 'pdf'>;
  constants: Record<string, string>;
  samples: readonly Sample[];
  fileUrl: FileUrl;
  sizeOf?: SizeOf;
}

export interface RenderedStatement {
  html: string;
  /** How many samples stand in the text itself. */
  samplesPlaced: number;
}

/** Never throws: a statement that cannot be set is shown as its source. */
export function renderStatement(source: StatementSource): RenderedStatement {
  const text = fillConstants(source.text.replace(/^\ufeff/, ''), source.constants);
  try {
    if (text.length > MAX_STATEMENT_LENGTH) throw new RangeError('The statement is too long');
    const tree = cleaned(source.format === 'markdown' ? fromMarkdown(text) : fromLatex(text));
    rewriteFiles(tree, source.fileUrl, source.sizeOf ?? (() => null));
    const samplesPlaced = placeSamples(tree, source.samples);
    return { html: typeset(tree), samplesPlaced };
  } catch {
    return asSource(text);
  }
}

export function asSource(text: string): RenderedStatement {
  return { html: `<pre>${escapeHtml(text.slice(0, MAX_STATEMENT_LENGTH))}</pre>`, samplesPlaced: 0 };
}

/** Looks for a file as statements name it: beside the statement, from the package's root, or (LaTeX) without its ending. */
export function findFile<F extends FileRef>(statement: FileRef, files: readonly F[], path: string): F | undefined {
  const beside = `${dirname(statement.path)}/${path}`;
  const wanted = new Set([path, beside]);
  const pictures = new Set(['.svg', '.png', '.jpg', '.jpeg', '.gif', '.webp'].flatMap((ending) => [path + ending, beside + ending]));
  return files.find((file) => wanted.has(file.path)) ?? files.find((file) => pictures.has(file.path)) ?? files.find((file) => file.path.endsWith(`/${path}`));
}

/** Where all that is filled in is longer than a statement may be, the rest stays as it is. */
function fillConstants(text: string, constants: Record<string, string>): string {
  let room = MAX_STATEMENT_LENGTH;
  return text.replaceAll(/\{\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)\s*\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(constants, name) ? constants[name] : undefined;
    if (value === undefined || value.length > room) return whole;
    room -= value.length;
    return value;
  });
}

function fromMarkdown(text: string): Root {
  if (TOO_DEEP.test(text)) throw new RangeError('The statement nests too deeply');
  const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
  const markdown = parser.parse(text);
  sizePictures(markdown);
  return unified().use(remarkGfm).use(remarkMath).use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw).runSync(markdown) as Root;
}

function fromLatex(text: string): Root {
  const raw: Root = { type: 'root', children: [{ type: 'raw', value: latexToHtml(text) } as unknown as Root['children'][number]] };
  return unified().use(rehypeRaw).runSync(raw) as Root;
}

/** `![…](picture.png){width=50%}`, the attributes of the 2025-09 format. */
function sizePictures(tree: MarkdownRoot): void {
  visit(tree, 'image', (image, index, parent) => {
    if (parent === undefined || index === undefined) return;
    const after = parent.children[index + 1];
    const attributes = after?.type === 'text' ? /^\{([^{}\n]{0,200})\}/.exec(after.value) : null;
    if (after?.type !== 'text' || attributes === null) return;
    after.value = after.value.slice(attributes[0].length);
    const sizes = [...(attributes[1] ?? '').matchAll(/(width|height)\s*=\s*"?(\d+(?:\.\d+)?%?)(?:px)?"?/g)];
    image.data = { ...image.data, hProperties: Object.fromEntries(sizes.map(([, name, value]) => [name, value])) };
  });
}

function cleaned(tree: Root): Root {
  return unified().use(rehypeSanitize, STATEMENT_SCHEMA).runSync(tree) as Root;
}

function typeset(tree: Root): string {
  const typesetter = unified()
    .use(rehypeKatex, { trust: false, strict: 'ignore', maxExpand: 1000, maxSize: 50, errorColor: 'currentColor', macros: { '\\SI': '#1\\,\\text{#2}', '\\num': '#1' } })
    .use(rehypeStringify);
  return typesetter.stringify(typesetter.runSync(tree) as Root);
}
