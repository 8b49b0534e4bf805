import type { ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { Icon, type IconName } from '../ui/icon.js';
import { Progress } from '../ui/progress.js';
import type { Tone } from '../ui/state.js';
import { counted, duration } from '../util/format.js';
import type { Stage } from '../util/submission-state.js';
import { VERDICT } from './verdict.js';
import './story.css';

interface Told {
  icon: IconName;
  tone: Tone;
  spin: boolean;
  title: string;
  text: string;
}

/** Where a judging stands, in large letters; the same height at every stage. */
export function Story({ submission, stage }: { submission: Submission; stage: Stage }): ReactElement {
  const told = tell(submission, stage);
  return (
    <section className="card verdict-head">
      <div className={`mark tone-${told.tone}`}>
        <Icon name={told.icon} size={30} spin={told.spin} />
      </div>
      <div className="stack tight">
        <h1>
          {told.title}
          {typeof submission.score === 'number' ? <span className="numbers soft"> · {submission.score} points</span> : null}
        </h1>
        <p className="numbers">{told.text}</p>
        {stage.kind === 'testing' ? <Progress fraction={stage.total > 0 ? stage.done / stage.total : 0} label="Tests judged" /> : null}
      </div>
      {/* Only the stages are spoken, not each test. */}
      <span className="unseen" role="status">
        {stage.kind === 'testing' ? 'Running the tests' : told.title}
      </span>
    </section>
  );
}

function tell(submission: Submission, stage: Stage): Told {
  switch (stage.kind) {
    case 'queued': {
      const { queue } = submission;
      const wait = typeof queue?.etaSeconds === 'number' ? `, about ${counted(Math.max(1, Math.round(queue.etaSeconds)), 'second')} to wait` : '';
      return { icon: 'dots', tone: 'calm', spin: false, title: 'Waiting for a judge', text: queue ? `Place ${queue.position} in the queue${wait}.` : 'It is in the queue.' };
    }
    case 'compiling':
      return { icon: 'spinner', tone: 'accent', spin: true, title: 'Compiling', text: 'A judge has taken it and prepares the program.' };
    case 'testing':
      return { icon: 'spinner', tone: 'accent', spin: true, title: 'Running the tests', text: stage.total > 0 ? `${stage.done} of ${counted(stage.total, 'test')} done.` : 'The first results are on their way.' };
    case 'finished': {
      if (!submission.verdict) return { icon: 'check', tone: 'calm', spin: false, title: 'Judged', text: 'The verdict is not shown here.' };
      const look = VERDICT[submission.verdict];
      return { icon: look.icon, tone: look.tone, spin: false, title: look.word, text: where(submission) ?? look.meaning };
    }
  }
}

/** The first test that decided, in words. */
function where(submission: Submission): string | undefined {
  const { verdict, tests } = submission;
  if (!verdict || verdict === 'accepted') return undefined;
  const first = tests.find((test) => test.verdict === verdict);
  if (!first) return undefined;
  const name = first.name ? ` (${first.name})` : '';
  return `First on test ${first.index}${name}${typeof first.cpuMs === 'number' ? ` after ${duration(first.cpuMs)}` : ''}. ${VERDICT[verdict].meaning}`;
}
