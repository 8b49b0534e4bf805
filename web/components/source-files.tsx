import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, useState, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { CopyButton } from '../ui/copy-button.js';
import { Tabs } from '../ui/tabs.js';
import { LazyEditor } from './lazy-editor.js';

interface Props {
  id: string;
  files: Submission['files'];
  language: string;
  /** A line to jump to; another object asks again. */
  show?: { file: string; line: number } | undefined;
}

/** The submitted files, highlighted, one at a time. */
export const SourceFiles = memo(function SourceFiles({ id, files, language, show }: Props): ReactElement {
  const [chosen, setChosen] = useState(files[0]?.name ?? '');
  // Where to jump, until another file is chosen by hand: coming back to this one must not take the focus again.
  const [jump, setJump] = useState(show);
  const [asked, setAsked] = useState(show);
  if (show !== asked) {
    setAsked(show);
    setJump(show);
    if (show) setChosen(show.file);
  }
  const file = files.find(({ name }) => name === chosen) ?? files[0];
  const name = file?.name ?? '';
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>
          <Trans>Source</Trans>
        </h2>
        {file ? (
          <span className="row">
            <span className="mono soft small">{name}</span>
            <CopyButton text={file.content} what={t`the source`} />
          </span>
        ) : null}
      </div>
      {files.length > 1 ? (
        <Tabs
          name="source"
          label={t`Files`}
          value={name}
          onChange={(next) => {
            setJump(undefined);
            setChosen(next);
          }}
          tabs={files.map((each) => ({ value: each.name, label: each.name }))}
        />
      ) : null}
      <div className="source" id="source-panel" {...(files.length > 1 ? { role: 'tabpanel', 'aria-label': name } : {})} style={{ height: `min(30rem, 60vh, ${(file?.content.split('\n').length ?? 0) * 21 + 26}px)` }}>
        {file ? <LazyEditor key={name} name={`${id}/${name}`} initial={file.content} language={language} label={t`Source of ${name}`} readOnly show={jump?.file === name ? jump : undefined} /> : null}
      </div>
    </section>
  );
});
