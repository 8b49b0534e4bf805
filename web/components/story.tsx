import { plural, t } from '@lingui/core/macro';
import { memo, useEffect, useState, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { Icon, type IconName } from '../ui/icon.js';
import { Progress } from '../ui/progress.js';
import type { Tone } from '../ui/state.js';
import { duration, number } from '../util/format.js';
import { partsOfTime } from '../util/parts-of-time.js';
import { showsEveryTest, type Stage } from '../util/submission-state.js';
import { VERDICT } from './verdict.js';
import './story.css';

interface Told {
  icon: IconName;
  tone: Tone;
  spin: boolean;
  title: string;
  text: string;
}

/** Where a judging stands, in large letters, and what it has gone through; the same height at every stage. */
export function Story({ submission, stage }: { submission: Submission; stage: Stage }): ReactElement {
  const waited = useWait(stage.kind === 'queued' ? submission.queue?.waitedSeconds : undefined);
  const told = tell(submission, stage);
  const { score } = submission;
  const points = typeof score === 'number' ? plural(score, { one: '# point', other: '# points' }) : '';
  const { title } = told;
  return (
    <section className="card verdict-head">
      <div className={`mark tone-${told.tone}`}>
        <Icon name={told.icon} size={30} spin={told.spin} />
      </div>
      <div className="told">
        <h1>
          {title}
          {points === '' ? null : <span className="numbers soft"> · {points}</span>}
        </h1>
        <p className="numbers">{told.text}</p>
        {stage.kind === 'testing' && showsEveryTest(submission) ? <Progress fraction={stage.total > 0 ? stage.done / stage.total : 0} label={t`Tests judged`} /> : null}
      </div>
      {submission.withheld ? null : <Steps submission={submission} stage={stage} waited={waited} />}
      {/* Only the stages and the verdict are spoken, not each test. */}
      <span className="unseen" role="status">
        {points === '' ? title : `${title}, ${points}`}
      </span>
    </section>
  );
}

/** Seconds waited so far, from what the server said and what has passed since. Undefined: it does not wait. */
function useWait(told: number | undefined): number | undefined {
  const [now, setNow] = useState(0);
  const waits = told !== undefined;
  useEffect(() => {
    setNow(0);
    if (!waits) return;
    const began = performance.now();
    const timer = setInterval(() => setNow((performance.now() - began) / 1000), 1000);
    return () => clearInterval(timer);
  }, [waits, told]);
  return told === undefined ? undefined : told + now;
}

const ORDER: Record<Stage['kind'], number> = { queued: 0, compiling: 1, testing: 2, finished: 4 };

function Steps({ submission, stage, waited }: { submission: Submission; stage: Stage; waited: number | undefined }): ReactElement {
  const at = ORDER[stage.kind];
  const parts = partsOfTime(submission);
  const finished = stage.kind === 'finished';
  const said = (ms: number | null) => (finished && ms !== null ? duration(ms) : '');
  const compileFailed = submission.compile?.ok === false;
  const testing = stage.kind === 'testing' && stage.total > 0 ? `${stage.done} / ${stage.total}` : finished && parts.testing === null ? t`Not run` : said(parts.testing);
  return (
    <ol className="steps" aria-label={t`Stages of the judging`}>
      <Step place={0} at={at} word={t`Queue`} took={stage.kind === 'queued' ? seconds(waited) : at > 0 && parts.waited !== null ? duration(parts.waited) : ''} />
      <Step place={1} at={at} word={t`Compile`} took={finished && parts.compiling === null ? t`Not needed` : said(parts.compiling)} />
      <Step place={2} at={at} word={t`Tests`} took={compileFailed ? t`Not run` : testing} />
      <Step place={3} at={at} word={t`Verdict`} took={finished ? said(total(parts)) : ''} />
    </ol>
  );
}

const total = ({ waited, compiling, testing }: ReturnType<typeof partsOfTime>): number | null => (waited === null ? null : waited + (compiling ?? 0) + (testing ?? 0));
const seconds = (value: number | undefined): string => (value === undefined ? '' : duration(Math.floor(value) * 1000));

const Step = memo(function Step({ place, at, word, took }: { place: number; at: number; word: string; took: string }): ReactElement {
  const state = place < at ? 'done' : place === at ? 'now' : '';
  return (
    <li className={state} aria-current={state === 'now' ? 'step' : undefined}>
      <Icon name={state === 'done' ? 'check' : state === 'now' ? 'spinner' : 'dots'} size={16} spin={state === 'now' && place > 0} />
      <span>{word}</span>
      <span className="took">{took}</span>
    </li>
  );
});

function tell(submission: Submission, stage: Stage): Told {
  switch (stage.kind) {
    case 'queued':
      return { icon: 'dots', tone: 'calm', spin: false, title: t`Waiting for a judge`, text: placeInQueue(submission.queue) };
    case 'compiling':
      return { icon: 'spinner', tone: 'accent', spin: true, title: t`Compiling`, text: t`A judge has taken it and prepares the program.` };
    case 'testing': {
      const { done, total: all } = stage;
      if (!showsEveryTest(submission)) return { icon: 'spinner', tone: 'accent', spin: true, title: t`Running the tests`, text: submission.contestTells === undefined ? t`How far it has come is not shown for this problem.` : t`How far it has come is not told while the contest runs.` };
      return { icon: 'spinner', tone: 'accent', spin: true, title: t`Running the tests`, text: all > 0 ? plural(all, { one: `${done} of # test done.`, other: `${done} of # tests done.` }) : t`The first results are on their way.` };
    }
    case 'finished': {
      if (submission.withheld) return { icon: 'check', tone: 'calm', spin: false, title: t`Received`, text: t`Its contest tells results when it is over.` };
      if (!submission.verdict) return { icon: 'check', tone: 'calm', spin: false, title: t`Judged`, text: t`The verdict is not shown here.` };
      const look = VERDICT[submission.verdict];
      if (submission.pretests && submission.verdict === 'accepted') return { icon: look.icon, tone: look.tone, spin: false, title: t`Pretests passed`, text: t`All tests are run after the end of the contest.` };
      if (submission.failedSystemTest) return { icon: look.icon, tone: look.tone, spin: false, title: look.word, text: [t`The pretests had accepted it.`, where(submission), look.meaning].filter(Boolean).join(' ') };
      const part = partly(submission);
      if (part) return { icon: 'half', tone: 'warn', spin: false, title: t`Accepted in part`, text: part };
      return { icon: look.icon, tone: look.tone, spin: false, title: look.word, text: [where(submission), look.meaning].filter(Boolean).join(' ') };
    }
  }
}

function placeInQueue(queue: Submission['queue']): string {
  if (!queue) return t`It is in the queue.`;
  const { position, etaSeconds } = queue;
  if (etaSeconds === null) return t`Place ${position} in the queue.`;
  const wait = duration(Math.max(1, Math.round(etaSeconds)) * 1000);
  return t`Place ${position} in the queue. It should be judged in about ${wait}.`;
}

/** Accepted, but not for all points. */
function partly({ verdict, score, groups }: Submission): string | undefined {
  const possible = groups?.find((group) => group.name === '')?.points?.possible;
  if (verdict !== 'accepted' || typeof score !== 'number' || typeof possible !== 'number' || score >= possible) return undefined;
  const [got, most] = [number(score, 2), number(possible, 2)];
  return t`It got ${got} of ${most} points; the groups below say why.`;
}

/** The first test that decided, in words. */
function where({ verdict, tests }: Submission): string | undefined {
  if (!verdict || verdict === 'accepted') return undefined;
  const first = tests.find((test) => test.verdict === verdict);
  if (!first) return undefined;
  const { index } = first;
  const name = first.name ?? '';
  if (first.cpuMs === undefined) return t`First on test ${index}.`;
  const took = duration(first.cpuMs);
  return name === '' ? t`First on test ${index}, after ${took}.` : t`First on test ${index} (${name}), after ${took}.`;
}
