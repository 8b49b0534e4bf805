import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { Time } from './time.js';
import { Usage } from './usage.js';
import { Points, StateBadge } from './verdict.js';
import './compare.css';

/** One side of a comparison in short. */
export function CompareHead({ title, submission }: { title: string; submission: Submission }): ReactElement {
  const languageName = useLanguageName();
  const { id, user, score, tests, testsTotal } = submission;
  return (
    <section className="card stack tight">
      <h2>{title}</h2>
      <div className="row">
        <StateBadge submission={submission} progress={{ testsDone: tests.length, testsTotal }} />
        {typeof score === 'number' ? (
          <strong>
            <Points score={score} />
          </strong>
        ) : null}
        <Link to="/submissions/$id" params={{ id }}>
          <Trans>Open</Trans>
        </Link>
      </div>
      <span className="soft small">
        {languageName(submission.language)} · {user} · <Time at={submission.submittedAt} />
      </span>
      {submission.contestTells === undefined ? (
        <div className="row">
          <Usage kind="time" value={submission.cpuMs} limit={submission.timeLimitMs} />
          <Usage kind="memory" value={submission.peakMemoryKib} limit={submission.memoryLimitKib} />
        </div>
      ) : null}
    </section>
  );
}
