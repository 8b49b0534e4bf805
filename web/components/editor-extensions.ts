import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { t } from '@lingui/core/macro';
import type { Indent } from '../hooks/use-editor-settings.js';
import type { CompileFault } from '../util/compile-faults.js';

/** What every editor has, the one for reading too. */
export function reading(label: string): Extension {
  return [
    lineNumbers(),
    drawSelection(),
    syntaxHighlighting(classHighlighter),
    search({ top: true }),
    EditorState.phrases.of(phrases()),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  ];
}

export const readingOnly = (): Extension => [EditorState.readOnly.of(true), keymap.of([...searchKeymap, ...defaultKeymap])];

export function writing(): Extension {
  return [
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    placeholder(t`Write your program here, or drop files.`),
    lintGutter(),
    keymap.of([...closeBracketsKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, indentWithTab, ...defaultKeymap]),
  ];
}

export function layout({ indent, wrap }: { indent: Indent; wrap: boolean }): Extension {
  const width = indent === 'tab' ? 4 : Number(indent);
  return [EditorState.tabSize.of(width), indentUnit.of(indent === 'tab' ? '\t' : ' '.repeat(width)), wrap ? EditorView.lineWrapping : []];
}

/** Puts what the compiler said to its places; lines that are gone are left out. */
export function showFaults(state: EditorState, faults: readonly CompileFault[]): TransactionSpec {
  const diagnostics = faults.flatMap(({ line: number, column, severity, message }): Diagnostic[] => {
    if (number < 1 || number > state.doc.lines) return [];
    const line = state.doc.line(number);
    if (column === undefined || column > line.length) return [{ from: line.from + (/^\s*/.exec(line.text)?.[0].length ?? 0), to: line.to, severity, message }];
    const from = line.from + column - 1;
    const word = /^[\p{L}\p{N}_$]+/u.exec(line.text.slice(column - 1))?.[0].length ?? 1;
    return [{ from, to: Math.min(line.to, from + word), severity, message }];
  });
  return setDiagnostics(state, diagnostics);
}

/** The editor's own words. Their keys are what CodeMirror asks for. */
const phrases = (): Record<string, string> => ({
  Find: t`Find`,
  Replace: t`Replace`,
  next: t`next`,
  previous: t`previous`,
  all: t`all`,
  'match case': t`match case`,
  regexp: t`regular expression`,
  'by word': t`whole words`,
  replace: t`replace`,
  'replace all': t`replace all`,
  close: t`close`,
  'current match': t`current match`,
  'on line': t`on line`,
  'replaced match on line $': t`replaced match on line $`,
  'replaced $ matches': t`replaced $ matches`,
  'Go to line': t`Go to line`,
  go: t`go`,
  Diagnostics: t`What the compiler said`,
  'No diagnostics': t`The compiler said nothing of this file`,
  'Control character': t`Control character`,
});
