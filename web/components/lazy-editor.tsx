import { Suspense, lazy, type ReactElement } from 'react';
import type { CodeEditorProps } from './code-editor.js';

const Editor = lazy(() => import('./code-editor.js').then((module) => ({ default: module.CodeEditor })));

/** The editor, and the bare text in its place until it has come. */
export function LazyEditor(props: CodeEditorProps): ReactElement {
  return (
    <Suspense
      fallback={
        <pre className="editor-wait" aria-busy style={{ fontSize: props.fontSize ?? 14 }}>
          {props.initial}
        </pre>
      }
    >
      <Editor {...props} />
    </Suspense>
  );
}
