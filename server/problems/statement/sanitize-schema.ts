/**
 * What a statement may contain. GitHub's schema (rehype-sanitize's default) has no scripts, styles, event handlers, SVG, MathML,
 * frames or forms, and allows only safe link protocols; this adds what figures, tables and formulas need. It runs before KaTeX,
 * so that KaTeX's own markup needs no holes here.
 */
import { defaultSchema, type Options } from 'rehype-sanitize';

const length = /^\d{1,4}(\.\d{1,3})?%?$/;

export const STATEMENT_SCHEMA: Options = {
  ...defaultSchema,
  // Checkboxes of task lists are the only inputs of the default.
  tagNames: [...(defaultSchema.tagNames ?? []).filter((name) => name !== 'input' && name !== 'picture' && name !== 'source'), 'figure', 'figcaption', 'u', 'center', 'small', 'caption'],
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-[\w+-]{1,30}$/, 'math-inline', 'math-display']],
    img: ['src', 'alt', 'title', ['width', length], ['height', length]],
    figure: [['className', 'illustration']],
    td: ['colSpan', 'rowSpan', 'align'],
    th: ['colSpan', 'rowSpan', 'align', 'scope'],
    '*': ['title', 'lang', 'dir', 'align'],
  },
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
};
