import { Suspense, lazy, type ReactElement } from 'react';
import { useEditorSettings } from '../hooks/use-editor-settings.js';
import { patient } from '../util/patient.js';
import type { CodeEditorProps } from './code-editor.js';
import './code-editor.css';

const Editor = lazy(() => patient(() => import('./code-editor.js'))().then((module) => ({ default: module.CodeEditor })));

/** The editor, and the bare text in its place until it has come. */
export function LazyEditor(props: CodeEditorProps): ReactElement {
  const { fontSize, look } = useEditorSettings();
  return (
    <Suspense
      fallback={
        <pre className="editor-wait" aria-busy style={{ fontSize }} data-look={look === 'page' ? undefined : look}>
          {props.initial}
        </pre>
      }
    >
      <Editor {...props} />
    </Suspense>
  );
}
