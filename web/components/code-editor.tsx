/** The editor itself: a chunk of its own, fetched when somebody is about to write or to read a source. */
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef, type ReactElement } from 'react';
import { indentOf, useEditorSettings } from '../hooks/use-editor-settings.js';
import type { CompileFault } from '../util/compile-faults.js';
import { layout, reading, readingOnly, showFaults, writing } from './editor-extensions.js';
import { actionsOf, keysOf, keysOfOurs, type EditorActions } from './editor-keys.js';
import { supportOf } from './editor-languages.js';
import './code-editor.css';

export interface CodeEditorProps extends EditorActions {
  /** What is edited. Another name shows another text; coming back to one finds its undo history again. */
  name: string;
  /** The text. While one is written the editor owns it: another value counts only with another `name` or `version`. */
  initial: string;
  /** Another number puts `initial` in the place of the text, as a change that can be undone. */
  version?: number;
  language: string;
  /** What a screen reader calls it. */
  label: string;
  readOnly?: boolean;
  /** A line, from 1 on, to bring into view with the cursor in it; another object asks again. */
  show?: { line: number } | undefined;
  /** Another number asks for the focus. */
  focus?: number;
  /** What the compiler said of the program, and which of its files this is. Undefined leaves what is shown, and so does the same list again: marks move with the text. */
  faults?: readonly CompileFault[] | undefined;
  file?: string;
  onChange?: (text: string) => void;
}

export function CodeEditor({ name, initial, version = 0, language, label, readOnly = false, show, focus = 0, faults, file = '', onChange, onSubmit, onSave }: CodeEditorProps): ReactElement {
  const settings = useEditorSettings();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const parts = useRef({ keys: new Compartment(), language: new Compartment(), layout: new Compartment() });
  const left = useRef(new Map<string, EditorState>());
  const marked = useRef(new Map<string, readonly CompileFault[]>());
  const actions = useRef<EditorActions & { onChange: typeof onChange }>({ onSubmit, onSave, onChange });
  const indent = indentOf(settings, language);
  const { keys, wrap, look, fontSize } = settings;
  useEffect(() => {
    actions.current = { onSubmit, onSave, onChange };
  });

  const textNow = useEffectEvent(() => initial);
  const markFaults = useEffectEvent((all: readonly CompileFault[]) => {
    if (!view.current || marked.current.get(name) === all) return;
    marked.current.set(name, all);
    view.current.dispatch(showFaults(view.current.state, all.filter((each) => each.file === file)));
  });

  useEffect(() => {
    if (!place.current) return;
    const states = left.current;
    const had = states.get(name);
    const state =
      had ??
      EditorState.create({
        doc: textNow(),
        extensions: [
          readOnly ? [] : keysOfOurs(actions),
          parts.current.keys.of([]),
          parts.current.language.of([]),
          parts.current.layout.of([]),
          reading(label),
          readOnly ? readingOnly() : writing(),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) actions.current.onChange?.(update.state.doc.toString());
          }),
        ],
      });
    const made = new EditorView({ parent: place.current, state });
    if (had) replaceText(made, textNow());
    actionsOf.set(made, actions);
    view.current = made;
    return () => {
      view.current = null;
      states.set(name, made.state);
      made.destroy();
    };
  }, [name, readOnly, label]);

  useEffect(() => {
    if (view.current) replaceText(view.current, textNow());
  }, [version]);

  useEffect(() => {
    let current = true;
    view.current?.dispatch({ effects: parts.current.layout.reconfigure(layout({ indent, wrap })) });
    void supportOf(language).then((support) => current && view.current?.dispatch({ effects: parts.current.language.reconfigure(support) }));
    return () => {
      current = false;
    };
  }, [language, indent, wrap, name, readOnly, label]);

  useEffect(() => {
    if (readOnly) return;
    let current = true;
    void keysOf(keys).then((extension) => current && view.current?.dispatch({ effects: parts.current.keys.reconfigure(extension) }));
    return () => {
      current = false;
    };
  }, [keys, name, readOnly, label]);

  useEffect(() => view.current?.requestMeasure(), [fontSize]);

  useEffect(() => {
    if (faults) markFaults(faults);
  }, [faults, name]);

  useEffect(() => {
    if (!show || !view.current) return;
    const { doc } = view.current.state;
    const line = doc.line(Math.min(Math.max(1, show.line), doc.lines));
    view.current.dispatch({ selection: { anchor: line.from, head: line.to }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
    view.current.focus();
  }, [show]);

  useEffect(() => {
    if (focus > 0) view.current?.focus();
  }, [focus]);

  return <div className="code-editor" ref={place} data-look={look === 'page' ? undefined : look} style={{ fontSize }} />;
}

function replaceText(view: EditorView, text: string): void {
  const { doc } = view.state;
  if (doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: Math.min(view.state.selection.main.head, text.length) }, userEvent: 'input' });
}
