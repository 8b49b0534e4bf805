import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Suspense, lazy, useRef, useState, type ReactElement } from 'react';
import { useImages } from '../../hooks/use-images.js';
import { useMedia } from '../../hooks/use-media.js';
import { useOpenPart, useWorkshop } from '../../hooks/use-workshop.js';
import type { PartOf } from '../../hooks/workshop.js';
import { TextField } from '../../ui/field.js';
import { SplitPane } from '../../ui/split-pane.js';
import { Note, Skeleton } from '../../ui/state.js';
import { Tabs } from '../../ui/tabs.js';
import { paragraph } from '../../util/markdown-insert.js';
import { patient } from '../../util/patient.js';
import { Failed } from '../failed.js';
import { ConflictNote } from './conflict-note.js';
import type { MarkdownHandle } from './markdown-editor.js';
import { StatementPreview } from './statement-preview.js';
import { StatementToolbar } from './statement-toolbar.js';

const Editor = lazy(() => patient(() => import('./markdown-editor.js'))().then((module) => ({ default: module.MarkdownEditor })));

/** One statement: its name, its source with buttons, and beside it what people will see. */
export function StatementWriter({ part }: { part: PartOf<'statement'> }): ReactElement {
  const { authored } = useWorkshop();
  const open = useOpenPart(part);
  const wide = useMedia('(min-width: 60rem)');
  const [side, setSide] = useState<'source' | 'preview'>('source');
  const editor = useRef<MarkdownHandle>(null);
  const images = useImages((path, alt) => editor.current?.apply((text, _from, to) => paragraph(text, to, `![${alt}](${path})`, alt)));
  if (!open) return <Skeleton height="30rem" />;
  if ('error' in open) return <Failed error={open.error} />;
  const { store, snapshot, change } = open;
  const { value } = snapshot;
  const { language } = value;
  const text = 'text' in value.source ? value.source.text : null;
  if (text === null)
    return (
      <Note tone="warn">
        <Trans>This statement is too large to be written here, or it is no text.</Trans>
      </Note>
    );
  const source = (
    <div className="writer-source">
      {value.format === 'markdown' ? <StatementToolbar language={language} interactive={authored.types.includes('interactive')} scoring={authored.types.includes('scoring')} onMake={(make) => editor.current?.apply(make)} onImages={images.add} /> : null}
      <Suspense fallback={<pre className="editor-wait">{text}</pre>}>
        <Editor
          handle={editor}
          name={part.id}
          initial={text}
          version={snapshot.version}
          label={t`Statement, in Markdown`}
          lang={language}
          onChange={(next) => change({ source: { text: next } })}
          onSave={() => void store.save()}
          onImages={images.add}
        />
      </Suspense>
    </div>
  );
  const preview = <StatementPreview language={language} name={value.name} format={value.format === 'latex' ? 'latex' : 'markdown'} text={text} />;
  return (
    <div className="stack">
      <ConflictNote open={open} language="markdown" />
      <div className="writer-name">
        <TextField label={t`Name of the problem`} lang={language} value={value.name} maxLength={200} onChange={({ target }) => change({ name: target.value })} onBlur={() => void store.save()} />
      </div>
      {images.busy ? (
        <p className="soft small" role="status">
          <Trans>Sending the image…</Trans>
        </p>
      ) : null}
      {images.fault ? (
        <Note tone="bad" alert>
          {images.fault}
        </Note>
      ) : null}
      {wide ? (
        <div className="writer wide">
          <SplitPane first={source} second={preview} label={t`Width of the source`} remember="arbiter.author-split" />
        </div>
      ) : (
        <div className="writer">
          <Tabs name="writer" label={t`Source or preview`} value={side} onChange={setSide} tabs={[{ value: 'source', label: t`Source` }, { value: 'preview', label: t`Preview` }]} />
          <div id="writer-panel" role="tabpanel" aria-labelledby={`writer-${side}`}>
            {side === 'source' ? source : preview}
          </div>
        </div>
      )}
      <p className="soft small">
        <Trans>
          Formulas stand between dollar signs, as <code>$a^2 \le n$</code>. Images can be pasted or dropped into the text. What you write is saved by itself; <kbd>Ctrl</kbd> <kbd>S</kbd> saves at once.
        </Trans>
      </p>
    </div>
  );
}
