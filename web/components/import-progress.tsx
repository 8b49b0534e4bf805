import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { PackageImport } from '../api/imports.js';
import { Badge } from '../ui/badge.js';
import { Progress } from '../ui/progress.js';
import { bytes, number, percent } from '../util/format.js';
import type { Phase } from '../util/import-phase.js';

export function ImportBadge({ phase }: { phase: Phase }): ReactElement {
  switch (phase.kind) {
    case 'waiting':
      return (
        <Badge tone="calm" icon="dots">
          <Trans>Waiting</Trans>
        </Badge>
      );
    case 'sending':
      return (
        <Badge tone="accent" icon="spinner" spin>
          <Trans>Sending</Trans>
        </Badge>
      );
    case 'working':
      return (
        <Badge tone="accent" icon="spinner" spin>
          <Trans>At work</Trans>
        </Badge>
      );
    case 'imported':
      return (
        <Badge tone="good" icon="check">
          <Trans>Imported</Trans>
        </Badge>
      );
    case 'refused':
      return (
        <Badge tone="bad" icon="cross">
          <Trans>Refused</Trans>
        </Badge>
      );
    case 'stopped':
      return (
        <Badge tone="warn" icon="warning">
          <Trans>Stopped</Trans>
        </Badge>
      );
  }
}

/** What is being done now, in words and as a bar; nothing where it is over. */
export function ImportProgress({ entry: { phase, size, fileName } }: { entry: Pick<PackageImport, 'phase' | 'size' | 'fileName'> }): ReactElement | null {
  if (phase.kind !== 'waiting' && phase.kind !== 'sending' && phase.kind !== 'working') return null;
  const fraction = phase.kind === 'waiting' ? 0 : phase.kind === 'sending' ? phase.fraction : (phase.fraction ?? 0);
  return (
    <div className="stack tight">
      <p className="numbers small">
        <Doing phase={phase} size={size} />
      </p>
      <Progress fraction={fraction} label={t`Import of ${fileName}`} />
    </div>
  );
}

function Doing({ phase, size }: { phase: Extract<Phase, { kind: 'waiting' | 'sending' | 'working' }>; size: number }): ReactElement {
  if (phase.kind === 'waiting') return <Trans>Waits until the package before it is sent</Trans>;
  if (phase.kind === 'sending') {
    const [sent, all, share] = [bytes(size * phase.fraction), bytes(size), percent(phase.fraction)];
    return (
      <Trans>
        Sending: {sent} of {all} ({share})
      </Trans>
    );
  }
  const { stage, total } = phase;
  const done = number(phase.done);
  if (total === 0) return <Trans>It has arrived, and the server begins to read it</Trans>;
  switch (stage) {
    case 'reading':
      return <Plural value={total} one={`Reading: ${done} of # file`} other={`Reading: ${done} of # files`} />;
    case 'storing':
      return <Plural value={total} one={`Storing: ${done} of # file`} other={`Storing: ${done} of # files`} />;
    case 'installing':
      return <Trans>Installing the packages that the problem asks for</Trans>;
    case 'saving':
      return <Trans>Writing the new version</Trans>;
  }
}
