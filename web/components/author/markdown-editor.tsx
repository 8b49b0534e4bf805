/** The editor of statements: a chunk of its own. Its text is the caller's; what its buttons do is util/markdown-insert.ts. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap, placeholder } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { t } from '@lingui/core/macro';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type ReactElement, type Ref } from 'react';
import type { TextChange } from '../../util/markdown-insert.js';
import '../code-editor.css';

export interface MarkdownHandle {
  /** Changes the text as told from what is there and what is selected, as one step that can be undone, and gives it the focus. */
  apply: (make: (text: string, from: number, to: number) => TextChange) => void;
}

export interface MarkdownEditorProps {
  /** Another name is another text, with an undo history of its own. */
  name: string;
  /** Counts only with another `name` or `version`. */
  initial: string;
  version: number;
  label: string;
  /** Language code of the text, for spell checkers and screen readers. */
  lang: string;
  onChange: (text: string) => void;
  onSave: () => void;
  /** Images that were pasted or dropped; the cursor is where they belong. */
  onImages: (files: File[]) => void;
  handle: Ref<MarkdownHandle>;
}

export function MarkdownEditor({ name, initial, version, label, lang, onChange, onSave, onImages, handle }: MarkdownEditorProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const left = useRef(new Map<string, EditorState>());
  const textNow = useEffectEvent(() => initial);
  const changed = useEffectEvent((text: string) => onChange(text));
  const save = useEffectEvent(() => onSave());
  const images = useEffectEvent((files: File[]) => onImages(files));

  useEffect(() => {
    if (!place.current) return;
    const states = left.current;
    const doors: Extension = [
      keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (save(), true) }]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed(update.state.doc.toString());
      }),
      EditorView.domEventHandlers({
        paste: (event) => take(event, event.clipboardData, images),
        drop: (event, target) => {
          const at = target.posAtCoords({ x: event.clientX, y: event.clientY });
          if (at !== null) target.dispatch({ selection: { anchor: at } });
          return take(event, event.dataTransfer, images);
        },
      }),
    ];
    const had = states.get(name);
    const made = new EditorView({ parent: place.current, state: had ?? EditorState.create({ doc: textNow(), extensions: [doors, writing(label, lang)] }) });
    if (had) replaceText(made, textNow());
    view.current = made;
    return () => {
      view.current = null;
      states.set(name, made.state);
      made.destroy();
    };
  }, [name, label, lang]);

  useEffect(() => {
    if (view.current) replaceText(view.current, textNow());
  }, [version]);

  useImperativeHandle(handle, () => ({
    apply(make) {
      if (!view.current) return;
      const { from, to } = view.current.state.selection.main;
      const change = make(view.current.state.doc.toString(), from, to);
      view.current.dispatch({ changes: { from: change.from, to: change.to, insert: change.insert }, selection: { anchor: change.select.from, head: change.select.to }, scrollIntoView: true, userEvent: 'input' });
      view.current.focus();
    },
  }));
  return <div className="code-editor markdown-editor" ref={place} />;
}

const writing = (label: string, lang: string): Extension => [
  history(),
  drawSelection(),
  bracketMatching(),
  markdown(),
  syntaxHighlighting(classHighlighter),
  highlightSelectionMatches(),
  search({ top: true }),
  EditorView.lineWrapping,
  placeholder(t`Write what is asked, in Markdown. Formulas stand between dollar signs.`),
  EditorView.contentAttributes.of({ 'aria-label': label, lang, spellcheck: 'true', tabindex: '0' }),
  // Without Tab: that goes on to the preview.
  keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
];

function take(event: Event, data: DataTransfer | null, images: (files: File[]) => void): boolean {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  if (files.length === 0) return false;
  event.preventDefault();
  images(files);
  return true;
}

function replaceText(view: EditorView, text: string): void {
  const { doc } = view.state;
  if (doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: Math.min(view.state.selection.main.head, text.length) }, userEvent: 'input' });
}
