import { useState, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { CopyButton } from '../ui/copy-button.js';
import { Tabs } from '../ui/tabs.js';
import { LazyEditor } from './lazy-editor.js';

/** The submitted files, highlighted, one at a time. */
export function SourceFiles({ submission, show }: { submission: Pick<Submission, 'id' | 'files' | 'language'>; show?: { file: string; line: number } | undefined }): ReactElement {
  const [chosen, setChosen] = useState(submission.files[0]?.name ?? '');
  const [shown, setShown] = useState(show);
  if (show !== shown) {
    setShown(show);
    if (show) setChosen(show.file);
  }
  const file = submission.files.find(({ name }) => name === chosen) ?? submission.files[0];
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>Source</h2>
        {file ? (
          <span className="row">
            <span className="mono soft small">{file.name}</span>
            <CopyButton text={file.content} what="the source" />
          </span>
        ) : null}
      </div>
      {submission.files.length > 1 ? <Tabs name="source" label="Files" value={file?.name ?? ''} onChange={setChosen} tabs={submission.files.map(({ name }) => ({ value: name, label: name }))} /> : null}
      <div className="source" id="source-panel" style={{ height: `min(30rem, 60vh, ${(file?.content.split('\n').length ?? 0) * 21 + 26}px)` }}>
        {file ? <LazyEditor key={file.name} name={`${submission.id}/${file.name}`} initial={file.content} language={submission.language} label={`Source of ${file.name}`} readOnly show={show?.file === file.name ? show : undefined} /> : null}
      </div>
    </section>
  );
}
