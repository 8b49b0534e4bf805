import type { ReactElement } from 'react';
import type { VERDICT_SHORT, Verdict } from '#contract/verdict.js';
import type { SubmissionState } from '#contract/submission.js';
import { Badge } from '../ui/badge.js';
import { Icon, type IconName } from '../ui/icon.js';
import type { Tone } from '../ui/state.js';

type Look = { [V in Verdict]: { word: string; short: (typeof VERDICT_SHORT)[V]; icon: IconName; tone: Tone; meaning: string } };

/** How each verdict looks and what it means, for every place that shows one. The shapes differ, so that colour is not needed. */
export const VERDICT: Look = {
  accepted: { word: 'Accepted', short: 'AC', icon: 'check', tone: 'good', meaning: 'Every test was answered rightly, within the limits.' },
  'wrong-answer': { word: 'Wrong answer', short: 'WA', icon: 'cross', tone: 'bad', meaning: 'The program ran well, but its output is not right.' },
  'time-limit-exceeded': { word: 'Time limit', short: 'TLE', icon: 'clock', tone: 'warn', meaning: 'The program used more processor time than the problem allows.' },
  'idleness-limit-exceeded': { word: 'Idle too long', short: 'ILE', icon: 'sleep', tone: 'warn', meaning: 'The program waited, for input or for itself, until its time was up.' },
  'memory-limit-exceeded': { word: 'Memory limit', short: 'MLE', icon: 'memory', tone: 'warn', meaning: 'The program needed more memory than the problem allows.' },
  'output-limit-exceeded': { word: 'Output limit', short: 'OLE', icon: 'lines', tone: 'warn', meaning: 'The program printed more than the problem allows.' },
  'runtime-error': { word: 'Runtime error', short: 'RTE', icon: 'bolt', tone: 'bad', meaning: 'The program crashed, or ended with an exit code other than 0.' },
  'compile-error': { word: 'Compile error', short: 'CE', icon: 'wrench', tone: 'odd', meaning: 'The compiler refused the program. Its message is below.' },
  'security-violation': { word: 'Forbidden call', short: 'SV', icon: 'shield', tone: 'bad', meaning: 'The program asked the system for something that it may not have.' },
  'judge-error': { word: 'Judge error', short: 'JE', icon: 'warning', tone: 'odd', meaning: 'This is our fault, not yours. Staff see the reason; it does not count against you.' },
  skipped: { word: 'Not run', short: '–', icon: 'dash', tone: 'calm', meaning: 'The result could no longer change, so this test was not run.' },
};

export function VerdictBadge({ verdict, short = false }: { verdict: Verdict; short?: boolean }): ReactElement {
  const look = VERDICT[verdict];
  return (
    <Badge tone={look.tone} icon={look.icon} title={short ? look.word : look.meaning}>
      {short ? look.short : look.word}
    </Badge>
  );
}

/** A submission in a list: its verdict, or how far it has come. */
export function StateBadge({ state, verdict, progress }: { state: SubmissionState; verdict?: Verdict | undefined; progress?: { testsDone: number; testsTotal: number } | undefined }): ReactElement {
  if (state === 'finished' && verdict) return <VerdictBadge verdict={verdict} />;
  const testing = progress && progress.testsDone > 0 ? ` ${progress.testsDone}/${progress.testsTotal}` : '';
  if (state === 'queued') return <Badge tone="calm" icon="dots">Queued</Badge>;
  return (
    <Badge tone="accent" icon="spinner" spin>
      <span className="numbers">Judging{testing}</span>
    </Badge>
  );
}

const STATUS: Record<'solved' | 'tried' | 'untried', { word: string; icon: IconName; tone: Tone } | null> = {
  solved: { word: 'Solved', icon: 'check', tone: 'good' },
  tried: { word: 'Tried', icon: 'half', tone: 'warn' },
  untried: null,
};

/** What the reader has done about a problem; nothing where nothing was done. */
export function OwnStatus({ status }: { status: 'solved' | 'tried' | 'untried' | undefined }): ReactElement | null {
  const look = status && STATUS[status];
  if (!look) return null;
  return <Badge tone={look.tone} icon={look.icon}>{look.word}</Badge>;
}

export const VerdictIcon = ({ verdict, size = 16 }: { verdict: Verdict; size?: number }): ReactElement => <Icon name={VERDICT[verdict].icon} size={size} />;
