import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Suspense, lazy, useState, type ReactElement } from 'react';
import type { Draft } from '#contract/draft.js';
import type { DraftStore } from '../hooks/draft-store.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Icon } from '../ui/icon.js';
import { Note, Skeleton } from '../ui/state.js';
import { exactTime } from '../util/format.js';
import type { DraftSnapshot, DraftState, Program } from '../util/draft.js';
import { patient } from '../util/patient.js';

const Diff = lazy(() => patient(() => import('./draft-diff.js'))().then((module) => ({ default: module.DraftDiff })));

/** Another device has saved something else: both are shown, and a person decides. Nothing is overwritten before. */
export function DraftNote({ other, ours, store, language }: { other: Draft; ours: Program; store: DraftStore; language: string }): ReactElement {
  const [comparing, setComparing] = useState(false);
  const time = exactTime(other.savedAt);
  const choices = (
    <div className="row">
      <Button compact onClick={() => store.takeOther()}>
        <Trans>Use the one from {time}</Trans>
      </Button>
      <Button compact onClick={() => store.keepOurs()}>
        <Trans>Keep this one</Trans>
      </Button>
      {comparing ? null : (
        <Button compact look="ghost" onClick={() => setComparing(true)}>
          <Trans>Compare</Trans>
        </Button>
      )}
    </div>
  );
  return (
    <div className="draft-note">
      <Note tone="warn" alert>
        <div className="stack tight">
          <span>
            <Trans>You wrote something else on another device, saved {time}. Until you choose, this one is kept on this device only.</Trans>
          </span>
          {choices}
        </div>
      </Note>
      {comparing ? (
        <Dialog title={t`Two drafts`} onClose={() => setComparing(false)}>
          <Suspense fallback={<Skeleton height="20rem" />}>
            <Diff theirs={other} ours={ours} language={language} theirName={t`From another device, ${time}`} ourName={t`From this device`} />
          </Suspense>
          {choices}
        </Dialog>
      ) : null}
    </div>
  );
}

/** Quiet words on where the draft is. */
export function DraftStateWord({ state }: Pick<DraftSnapshot, 'state'>): ReactElement | null {
  const words: Record<DraftState, string> = { new: '', writing: t`Saving…`, here: t`Saved on this device only`, saved: t`Saved`, unkept: t`Not saved: this browser keeps nothing` };
  if (state === 'new') return null;
  return (
    <span className="draft-state" data-state={state}>
      {state === 'saved' ? <Icon name="check" size={12} /> : null}
      {words[state]}
    </span>
  );
}
