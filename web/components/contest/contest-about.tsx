import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import type { ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { dayAndTime, span } from '../../util/format.js';
import { Prose } from '../prose.js';
import { FORMAT_WORDS } from './contest-words.js';
import { ContestProblems } from './contest-problems.js';

export function ContestAbout({ contest }: { contest: Contest }): ReactElement {
  return (
    <div className="columns">
      <div className="stack wide">
        {contest.problems === undefined ? null : <ContestProblems contest={contest} problems={contest.problems} />}
        {contest.descriptionHtml === '' ? null : (
          <section className="card statement">
            <Prose html={contest.descriptionHtml} />
          </section>
        )}
      </div>
      <ContestFacts contest={contest} />
    </div>
  );
}

function ContestFacts({ contest }: { contest: Contest }): ReactElement {
  const { _ } = useLingui();
  return (
    <section className="card stack">
      <h2>
        <Trans>Times and rules</Trans>
      </h2>
      <dl className="facts">
        <div>
          <dt>
            <Trans>Begins</Trans>
          </dt>
          <dd>
            <time dateTime={contest.startsAt}>{dayAndTime(contest.startsAt)}</time>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Ends</Trans>
          </dt>
          <dd>
            <time dateTime={contest.endsAt}>{dayAndTime(contest.endsAt)}</time>
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Duration</Trans>
          </dt>
          <dd>{span(contest.durationSeconds)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Format</Trans>
          </dt>
          <dd>{_(FORMAT_WORDS[contest.format])}</dd>
        </div>
      </dl>
    </section>
  );
}
