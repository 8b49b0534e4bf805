/** Two programs against each other, file by file: a chunk of its own, fetched when somebody wants to compare. */
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { t } from '@lingui/core/macro';
import { useEffect, useRef, type ReactElement } from 'react';
import { useMedia } from '../hooks/use-media.js';
import type { Program } from '../util/draft.js';
import { supportOf } from './editor-languages.js';
import './code-editor.css';
import './draft-diff.css';

interface Sides {
  theirName: string;
  ourName: string;
  language: string;
}

export function DraftDiff({ theirs, ours, ...sides }: Sides & { theirs: Program; ours: Program }): ReactElement {
  const single = theirs.files.length === 1 && ours.files.length === 1;
  const names = single ? [''] : [...new Set([...theirs.files, ...ours.files].map(({ name }) => name))];
  const textOf = ({ files }: Program, name: string) => (single ? files[0] : files.find((file) => file.name === name))?.content ?? '';
  const differing = names.filter((name) => textOf(theirs, name) !== textOf(ours, name));
  return (
    <div className="draft-diff">
      {differing.map((name) => (
        <section key={name} className="stack tight">
          {name === '' ? null : <h3 className="mono">{name}</h3>}
          <FileDiff theirs={textOf(theirs, name)} ours={textOf(ours, name)} {...sides} />
        </section>
      ))}
    </div>
  );
}

function FileDiff({ theirs, ours, theirName, ourName, language }: Sides & { theirs: string; ours: string }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const wide = useMedia('(min-width: 51rem)');
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    let made: { destroy: () => void } | undefined;
    let gone = false;
    void supportOf(language).then((support) => {
      if (gone) return;
      const side = (label: string): Extension => [
        lineNumbers(), syntaxHighlighting(classHighlighter), support, EditorView.lineWrapping, EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorState.phrases.of({ '$ unchanged lines': t`$ unchanged lines` }),
      ];
      const collapseUnchanged = { margin: 3, minSize: 6 };
      made = wide
        ? new MergeView({ parent, a: { doc: theirs, extensions: side(theirName) }, b: { doc: ours, extensions: side(ourName) }, collapseUnchanged, gutter: true })
        : new EditorView({ parent, doc: ours, extensions: [side(ourName), unifiedMergeView({ original: theirs, mergeControls: false, collapseUnchanged })] });
    });
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [theirs, ours, theirName, ourName, language, wide]);
  return (
    <>
      <div className="draft-diff-names soft small" aria-hidden>
        <span>{wide ? theirName : `− ${theirName}`}</span>
        <span>{wide ? ourName : `+ ${ourName}`}</span>
      </div>
      <div className="code-editor draft-diff-file" ref={place} />
    </>
  );
}
