import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Suspense, lazy, useState, type ReactElement } from 'react';
import type { AuthoredKind } from '#contract/authoring.js';
import type { OpenPart } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Note, Skeleton } from '../../ui/state.js';
import { textsOf } from '../../util/author-texts.js';
import { exactTime } from '../../util/format.js';
import { patient } from '../../util/patient.js';

const Diff = lazy(() => patient(() => import('../draft-diff.js'))().then((module) => ({ default: module.DraftDiff })));

/** A collaborator saved the same part meanwhile: both are there to be compared, and a person decides. Nothing is overwritten before. */
export function ConflictNote<K extends AuthoredKind>({ open: { store, snapshot }, language }: { open: OpenPart<K>; language: string }): ReactElement | null {
  const [comparing, setComparing] = useState(false);
  const { other, value } = snapshot;
  if (!other) return null;
  const who = other.savedBy ?? t`Somebody`;
  const time = other.savedAt === null ? '' : exactTime(other.savedAt);
  const choices = (
    <div className="row">
      <Button compact onClick={() => store.takeOther()}>
        <Trans>Use what {who} saved</Trans>
      </Button>
      <Button compact onClick={() => store.keepOurs()}>
        <Trans>Keep mine</Trans>
      </Button>
      {comparing ? null : (
        <Button compact look="ghost" onClick={() => setComparing(true)}>
          <Trans>Compare</Trans>
        </Button>
      )}
    </div>
  );
  return (
    <>
      <Note tone="warn" alert>
        <div className="stack tight">
          <span>
            <Trans>
              {who} has changed the same, {time}. Yours is kept in this browser and not on the server until you choose.
            </Trans>
          </span>
          {choices}
        </div>
      </Note>
      {comparing ? (
        <Dialog title={t`Two versions`} onClose={() => setComparing(false)}>
          <Suspense fallback={<Skeleton height="20rem" />}>
            <Diff theirs={{ files: textsOf(other.value) }} ours={{ files: textsOf(value) }} language={language} theirName={t`Of ${who}, ${time}`} ourName={t`Yours`} />
          </Suspense>
          {choices}
        </Dialog>
      ) : null}
    </>
  );
}
