/** Tables of the LaTeX that statements use: what each command comes to. */

/** Commands that print something fixed. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  ldots: '…', dots: '…', textellipsis: '…', textbackslash: '\\', textasciitilde: '~', textasciicircum: '^', textunderscore: '_',
  textless: '<', textgreater: '>', textbar: '|', textbraceleft: '{', textbraceright: '}', textquotesingle: "'", textquotedbl: '"', textdollar: '$',
  textquoteleft: '‘', textquoteright: '’', textquotedblleft: '“', textquotedblright: '”', textendash: '–', textemdash: '—', textbullet: '•', textdegree: '°',
  texteuro: '€', euro: '€', pounds: '£', copyright: '©', S: '§', P: '¶', dag: '†', ss: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', aa: 'å', AA: 'Å',
  o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', i: 'ı', j: 'ȷ', LaTeX: 'LaTeX', TeX: 'TeX', quad: '\u2003', qquad: '\u2003\u2003', enspace: '\u2002', thinspace: '\u2009',
  lbrack: '[', rbrack: ']', slash: '/', textregistered: '®', texttrademark: '™', guillemotleft: '«', guillemotright: '»', newline: '\n',
};

/** Commands of one character. */
export const ESCAPES: Readonly<Record<string, string>> = {
  '%': '%', '&': '&', '#': '#', _: '_', $: '$', '{': '{', '}': '}', ' ': ' ', '\n': ' ', ',': '\u2009', ';': '\u2005', ':': '\u2005', '!': '', '-': '\u00ad', '/': '', '@': '', '|': '‖',
};

/** Accents, as the combining character that follows the letter. */
export const ACCENTS: Readonly<Record<string, string>> = {
  '`': '\u0300', "'": '\u0301', '^': '\u0302', '~': '\u0303', '=': '\u0304', u: '\u0306', '.': '\u0307', '"': '\u0308', r: '\u030a', H: '\u030b', v: '\u030c', d: '\u0323', c: '\u0327', k: '\u0328', b: '\u0331',
};

/** `\command{text}` → element; null: the text alone. */
export const WRAPPERS: Readonly<Record<string, string | null>> = {
  emph: 'em', textit: 'em', textsl: 'em', textbf: 'strong', texttt: 'code', underline: 'em', textsuperscript: 'sup', textsubscript: 'sub', sout: 'del',
  textsc: null, textrm: null, textsf: null, textup: null, textmd: null, textnormal: null, text: null, mbox: null, fbox: null, makebox: null, uppercase: null, enquote: 'q',
  num: null, ang: null, si: null, unit: null, path: 'code', code: 'code', caption: null, centerline: null, textcolor: null, title: null,
};

/** `{\command text}`: holds to the end of the group. */
export const SWITCHES: Readonly<Record<string, string>> = { em: 'em', it: 'em', itshape: 'em', sl: 'em', slshape: 'em', bf: 'strong', bfseries: 'strong', tt: 'code', ttfamily: 'code' };

export const HEADINGS: Readonly<Record<string, string>> = { chapter: 'h2', section: 'h2', subsection: 'h3', subsubsection: 'h4', paragraph: 'h5', subparagraph: 'h5' };

/** Ignored, with this many arguments in braces. */
export const IGNORED: Readonly<Record<string, number>> = {
  problemname: 1, plproblemname: 1, label: 1, ref: 1, pageref: 1, cite: 1, index: 1, vspace: 1, hspace: 1, vskip: 0, hskip: 0, noindent: 0, indent: 0, centering: 0, raggedright: 0, newpage: 0, clearpage: 0,
  pagebreak: 0, linebreak: 0, smallskip: 0, medskip: 0, bigskip: 0, hfill: 0, vfill: 0, small: 0, tiny: 0, footnotesize: 0, scriptsize: 0, normalsize: 0, large: 0, Large: 0, LARGE: 0, huge: 0, rm: 0, sf: 0, sc: 0,
  scshape: 0, rmfamily: 0, sffamily: 0, normalfont: 0, upshape: 0, mdseries: 0, usepackage: 1, documentclass: 1, pagestyle: 1, thispagestyle: 1, setlength: 2, addtolength: 2, setcounter: 2, addtocounter: 2, renewenvironment: 3,
  hline: 0, toprule: 0, midrule: 0, bottomrule: 0, cline: 1, cmidrule: 1, par: 0, protect: 0, maketitle: 0, selectlanguage: 1, phantom: 1, hphantom: 1, vphantom: 1, relax: 0, leavevmode: 0, strut: 0, xspace: 0, color: 1,
  graphicspath: 1, definecolor: 3, lstset: 1, begingroup: 0, endgroup: 0, allowbreak: 0, item: 0, displaystyle: 0, textwidth: 0, linewidth: 0, columnwidth: 0, itemsep: 0, setlist: 1, captionsetup: 1, columnbreak: 0,
};

/** Environments that are all formula; those with a body of rows become KaTeX's inner form. */
export const MATH_ENVIRONMENTS: Readonly<Record<string, string | null>> = {
  math: null, displaymath: null, equation: null, align: 'aligned', aligned: 'aligned', eqnarray: 'aligned', gather: 'gathered', multline: 'gathered', flalign: 'aligned', cases: 'cases', array: 'array',
};

/** Environments with arguments in braces that say nothing here. */
export const ENVIRONMENT_ARGUMENTS: Readonly<Record<string, number>> = { wrapfigure: 2, minipage: 1, multicols: 1, tabular: 1, tabularx: 2, 'tabular*': 2, longtable: 1, subfigure: 1, adjustbox: 1, thebibliography: 1 };
