import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { VERDICT_SHORT, Verdict } from '#contract/verdict.js';
import type { SubmissionSummary } from '#contract/submission.js';
import { useSummaryProgress } from '../hooks/use-summary-progress.js';
import { Badge } from '../ui/badge.js';
import { Icon, type IconName } from '../ui/icon.js';
import type { Tone } from '../ui/state.js';

interface Look<Short extends string = string> {
  /** In the language of the interface: read it while rendering. */
  readonly word: string;
  /** What it means, as a sentence. */
  readonly meaning: string;
  readonly short: Short;
  readonly icon: IconName;
  readonly tone: Tone;
}

const look = <Short extends string>(short: Short, icon: IconName, tone: Tone, word: MessageDescriptor, meaning: MessageDescriptor): Look<Short> => ({
  short,
  icon,
  tone,
  get word() {
    return i18n._(word);
  },
  get meaning() {
    return i18n._(meaning);
  },
});

/** How each verdict looks and what it means, for every place that shows one. The shapes differ, so that colour is not needed. */
export const VERDICT: { [V in Verdict]: Look<(typeof VERDICT_SHORT)[V]> } = {
  accepted: look('AC', 'check', 'good', msg({ message: 'Accepted', context: 'verdict' }), msg`Every test was answered rightly, within the limits.`),
  'wrong-answer': look('WA', 'cross', 'bad', msg`Wrong answer`, msg`The program ran well, but its output is not right.`),
  'time-limit-exceeded': look('TLE', 'clock', 'warn', msg({ message: 'Time limit', context: 'verdict' }), msg`The program used more processor time than the problem allows.`),
  'idleness-limit-exceeded': look('ILE', 'sleep', 'warn', msg`Idle too long`, msg`The program waited, for input or for itself, until its time was up.`),
  'memory-limit-exceeded': look('MLE', 'memory', 'warn', msg({ message: 'Memory limit', context: 'verdict' }), msg`The program needed more memory than the problem allows.`),
  'output-limit-exceeded': look('OLE', 'lines', 'warn', msg({ message: 'Output limit', context: 'verdict' }), msg`The program printed more than the problem allows.`),
  'runtime-error': look('RTE', 'bolt', 'bad', msg`Runtime error`, msg`The program crashed, or ended with an exit code other than 0.`),
  'compile-error': look('CE', 'wrench', 'odd', msg`Compile error`, msg`The compiler refused the program. Its message is below.`),
  'security-violation': look('SV', 'shield', 'bad', msg`Forbidden call`, msg`The program asked the system for something that it may not have.`),
  'judge-error': look('JE', 'warning', 'odd', msg`Judge error`, msg`This is our fault, not yours. Staff see the reason; it does not count against you.`),
  skipped: look('–', 'dash', 'calm', msg({ message: 'Not run', context: 'verdict' }), msg`The result could no longer change, so this test was not run.`),
};

export function VerdictBadge({ verdict, short = false }: { verdict: Verdict; short?: boolean }): ReactElement {
  const { tone, icon, word, meaning, short: letters } = VERDICT[verdict];
  return (
    <Badge tone={tone} icon={icon} title={short ? word : meaning}>
      {short ? letters : word}
    </Badge>
  );
}

type Told = Pick<SubmissionSummary, 'state' | 'verdict' | 'pretests' | 'failedSystemTest'>;

/** A submission in short: its verdict, or how far it has come. */
export function StateBadge({ submission: { state, verdict, pretests, failedSystemTest }, progress }: { submission: Told; progress?: { testsDone: number; testsTotal: number } | undefined }): ReactElement {
  if (state === 'finished' && verdict === 'accepted' && pretests)
    return (
      <Badge tone="good" icon="check" title={t`All tests are run after the end of the contest.`}>
        <Trans>Pretests passed</Trans>
      </Badge>
    );
  if (state === 'finished' && verdict && failedSystemTest) {
    const { word, icon } = VERDICT[verdict];
    return (
      <Badge tone="bad" icon={icon} title={word}>
        <Trans>Failed the system tests</Trans>
      </Badge>
    );
  }
  if (state === 'finished' && verdict) return <VerdictBadge verdict={verdict} />;
  if (state === 'queued')
    return (
      <Badge tone="calm" icon="dots">
        <Trans>Queued</Trans>
      </Badge>
    );
  if (state === 'finished')
    return (
      <Badge tone="calm" icon="check" title={t`Its verdict is not shown here, or not yet.`}>
        <Trans>Received</Trans>
      </Badge>
    );
  const { testsDone = 0, testsTotal = 0 } = progress ?? {};
  return (
    <Badge tone="accent" icon="spinner" spin>
      <span className="numbers">{testsDone > 0 ? t`Judging ${testsDone}/${testsTotal}` : t`Judging`}</span>
    </Badge>
  );
}

/** The same, as it goes on. */
export function LiveBadge({ submission }: { submission: Told & Pick<SubmissionSummary, 'id'> }): ReactElement {
  const progress = useSummaryProgress(submission);
  return <StateBadge submission={progress?.state === 'judging' ? { state: 'judging' } : submission} progress={progress} />;
}

/** The points of a submission in a list; nothing where its problem gives none. */
export function Points({ score, className = '' }: { score: number | null | undefined; className?: string }): ReactElement | null {
  if (typeof score !== 'number') return null;
  return (
    <span className={`numbers ${className}`}>
      <Plural value={score} one="# point" other="# points" />
    </span>
  );
}

const STATUS: Record<'solved' | 'tried' | 'untried', { word: MessageDescriptor; icon: IconName; tone: Tone } | null> = {
  solved: { word: msg`Solved`, icon: 'check', tone: 'good' },
  tried: { word: msg`Tried`, icon: 'half', tone: 'warn' },
  untried: null,
};

/** What the reader has done about a problem; nothing where nothing was done. */
export function OwnStatus({ status }: { status: 'solved' | 'tried' | 'untried' | undefined }): ReactElement | null {
  const of = status && STATUS[status];
  if (!of) return null;
  return (
    <Badge tone={of.tone} icon={of.icon}>
      {i18n._(of.word)}
    </Badge>
  );
}

export const VerdictIcon = ({ verdict, size = 16 }: { verdict: Verdict; size?: number }): ReactElement => <Icon name={VERDICT[verdict].icon} size={size} />;
