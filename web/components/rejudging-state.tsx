import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { RejudgedOutcome, RejudgingState } from '#contract/rejudging.js';
import { Badge } from '../ui/badge.js';
import type { IconName } from '../ui/icon.js';
import type { Tone } from '../ui/state.js';

interface Look {
  word: MessageDescriptor;
  tone: Tone;
  icon: IconName;
}

const STATE: Record<RejudgingState, Look> = {
  running: { word: msg`Judging`, tone: 'accent', icon: 'spinner' },
  ready: { word: msg`To be decided`, tone: 'warn', icon: 'info' },
  applied: { word: msg({ message: 'Applied', context: 'rejudging' }), tone: 'good', icon: 'check' },
  cancelled: { word: msg({ message: 'Cancelled', context: 'rejudging' }), tone: 'calm', icon: 'cross' },
};

const OUTCOME: Record<Exclude<RejudgedOutcome, 'applies'>, Look> = {
  pending: { word: msg`Not judged yet`, tone: 'calm', icon: 'dots' },
  stale: { word: msg`Judged again meanwhile`, tone: 'warn', icon: 'clock' },
  failed: { word: msg`Keeps the old one`, tone: 'odd', icon: 'warning' },
};

function look({ word, tone, icon }: Look): ReactElement {
  return (
    <Badge tone={tone} icon={icon} spin={icon === 'spinner'}>
      {i18n._(word)}
    </Badge>
  );
}

export function RejudgingBadge({ state }: { state: RejudgingState }): ReactElement {
  return look(STATE[state]);
}

/** Why the new judging of a submission does not take the place of the old one; nothing where it does. */
export function OutcomeBadge({ outcome }: { outcome: RejudgedOutcome }): ReactElement | null {
  return outcome === 'applies' ? null : look(OUTCOME[outcome]);
}
