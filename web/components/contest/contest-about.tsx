import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Icon } from '../../ui/icon.js';
import { Note } from '../../ui/state.js';
import { phaseOf } from '../../util/contest-times.js';
import { Prose } from '../prose.js';
import { ContestFacts } from './contest-facts.js';
import { ContestProblems } from './contest-problems.js';
import { Countdown } from './countdown.js';
import { TakePart } from './take-part.js';
import { VirtualRuns } from './virtual-runs.js';

/** What a contest is, when it is, how to take part, and its problems. */
export function ContestAbout({ contest }: { contest: Contest }): ReactElement {
  // Whoever has something to do about it meets it first, also where one stands below the other.
  const first = contest.me === null || contest.may.start;
  return (
    <div className="columns contest-about">
      {first ? (
        <div className="contest-part">
          <TakePart contest={contest} />
        </div>
      ) : null}
      <div className="stack wide contest-main">
        <Problems contest={contest} />
        {contest.descriptionHtml === '' ? null : (
          <section className="card statement">
            <h2 className="unseen">
              <Trans>Description</Trans>
            </h2>
            <Prose html={contest.descriptionHtml} />
          </section>
        )}
      </div>
      <div className="stack wide contest-aside">
        {first ? null : <TakePart contest={contest} />}
        {contest.may.runVirtually ? <VirtualRuns contest={contest} /> : null}
        <ContestFacts contest={contest} />
      </div>
    </div>
  );
}

function Problems({ contest }: { contest: Contest }): ReactElement {
  const upcoming = phaseOf(contest, useServerNow()) === 'upcoming';
  return (
    <section className="stack tight" aria-live="polite">
      <h2>
        <Trans>Problems</Trans>
      </h2>
      {contest.problems !== undefined && upcoming ? (
        <Note tone="calm">
          <Trans>The jury alone sees the problems until the contest begins.</Trans>
        </Note>
      ) : null}
      {contest.problems !== undefined ? (
        <ContestProblems slug={contest.slug} format={contest.format} problems={contest.problems} edit={contest.may.edit} />
      ) : (
        <div className="card state">
          <Icon name="lock" size={32} />
          {upcoming ? (
            <>
              <p>
                <Trans>The problems open here by themselves when the contest begins.</Trans>
              </p>
              <p className="big-countdown">
                <Countdown until={contest.startsAt} />
              </p>
            </>
          ) : (
            <p>{contest.me === null ? <Trans>The problems open when you take part and start your time.</Trans> : <Trans>The problems open when you start your time.</Trans>}</p>
          )}
        </div>
      )}
    </section>
  );
}
