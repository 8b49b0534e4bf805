/** The editor itself: a chunk of its own, fetched when somebody is about to write or to read a source. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef, type ReactElement } from 'react';
import { supportOf } from './editor-languages.js';
import './code-editor.css';

export interface CodeEditorProps {
  /** What is edited. Another name begins anew with `initial`. */
  name: string;
  initial: string;
  language: string;
  /** What a screen reader calls it. */
  label: string;
  readOnly?: boolean;
  /** Size of the letters in pixels. */
  fontSize?: number;
  /** A line, from 1 on, to bring into view with the cursor in it; another object asks again. */
  show?: { line: number } | undefined;
  onChange?: (text: string) => void;
  /** Ctrl+Enter. */
  onSubmit?: () => void;
}

export function CodeEditor({ name, initial, language, label, readOnly = false, fontSize = 14, show, onChange, onSubmit }: CodeEditorProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const compartment = useRef(new Compartment());
  const handlers = useRef({ onChange, onSubmit });
  useEffect(() => {
    handlers.current = { onChange, onSubmit };
  });

  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial,
        extensions: [
          compartment.current.of([]),
          lineNumbers(),
          drawSelection(),
          syntaxHighlighting(classHighlighter),
          search({ top: true }),
          EditorState.tabSize.of(4),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          readOnly ? [EditorState.readOnly.of(true), keymap.of([...searchKeymap, ...defaultKeymap])] : writing(handlers),
        ],
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
    // `initial` counts only when `name` changes: afterwards the editor owns the text.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [name, readOnly, label]);

  useEffect(() => {
    let current = true;
    void supportOf(language).then((support) => {
      if (current) view.current?.dispatch({ effects: compartment.current.reconfigure([support, indentUnit.of(language === 'javascript' || language === 'typescript' ? '  ' : '    ')]) });
    });
    return () => {
      current = false;
    };
  }, [language, name, readOnly, label]);

  useEffect(() => {
    if (!show || !view.current) return;
    const { doc } = view.current.state;
    const line = doc.line(Math.min(Math.max(1, show.line), doc.lines));
    view.current.dispatch({ selection: { anchor: line.from, head: line.to }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
    view.current.focus();
  }, [show]);

  return <div className="code-editor" ref={place} style={{ fontSize }} />;
}

interface Handlers {
  onChange: CodeEditorProps['onChange'] | undefined;
  onSubmit: CodeEditorProps['onSubmit'] | undefined;
}

function writing(handlers: { current: Handlers }): Extension {
  return [
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    placeholder('Write your program here, or drop a file.'),
    keymap.of([
      { key: 'Mod-Enter', run: () => (handlers.current.onSubmit?.(), true) },
      ...closeBracketsKeymap,
      ...searchKeymap,
      ...historyKeymap,
      indentWithTab,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) handlers.current.onChange?.(update.state.doc.toString());
    }),
  ];
}
