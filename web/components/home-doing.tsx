import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { Home } from '#contract/profile.js';
import { whyNothing } from '../api/failure.js';
import { submissionsQuery } from '../api/queries.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { buttonClass } from '../ui/button.js';
import { State } from '../ui/state.js';
import { readStored, writeStored } from '../util/stored.js';
import { Failed } from './failed.js';
import { ProblemLines, type ProblemLine } from './problem-lines.js';
import { SubmissionTable } from './submission-table.js';
import { Time } from './time.js';

const MOST_UNFINISHED = 6;
/** How many there were the last time: room for so many is kept until it is known, so that nothing below jumps. */
const UNFINISHED = 'unfinished';

/** What somebody was doing: drafts that were not sent, problems tried and not solved, and the last submissions, live. */
export function HomeDoing({ me, home }: { me: Me | undefined; home: Home | undefined }): ReactElement {
  const query = useInfiniteQuery({ ...submissionsQuery({ user: me?.username, limit: 8 }), enabled: me !== undefined });
  const languageName = useLanguageName();
  const failed = whyNothing(query);
  const submissions = query.data?.pages[0]?.items;
  const lines = home && unfinished(home, languageName);
  const count = lines?.length;
  const [expected] = useState(() => Number(readStored(UNFINISHED) ?? 0));
  useEffect(() => {
    if (count !== undefined) writeStored(UNFINISHED, String(count));
  }, [count]);
  return (
    <div className="stack wide">
      {(count ?? expected) === 0 ? null : (
        <section className="stack tight">
          <h2>
            <Trans>Not finished</Trans>
          </h2>
          <ProblemLines lines={lines} expected={expected} />
        </section>
      )}
      <section className="stack tight">
        <div className="row apart">
          <h2>
            <Trans>My last submissions</Trans>
          </h2>
          <Link to="/submissions" search={{ user: me?.username }}>
            <Trans>All my submissions</Trans>
          </Link>
        </div>
        {failed ? (
          <Failed error={failed} retry={() => void query.refetch()} />
        ) : submissions?.length === 0 ? (
          <div className="card">
            <State
              icon="inbox"
              title={t`Nothing submitted yet`}
              action={
                <Link to="/problems" className={buttonClass('primary')}>
                  <Trans>Choose a problem</Trans>
                </Link>
              }
            >
              <Trans>Your submissions will be listed here, with their verdicts as they come.</Trans>
            </State>
          </div>
        ) : (
          <SubmissionTable submissions={submissions} columns={['problem', 'language']} languageName={languageName} caption={t`My last submissions`} />
        )}
      </section>
    </div>
  );
}

/** Each problem once: a draft says more than that it was tried. */
function unfinished({ drafts = [], tried = [] }: Home, languageName: (id: string) => string): ProblemLine[] {
  const lines = new Map<string, ProblemLine>();
  for (const { problem, language, savedAt } of drafts) {
    const name = languageName(language);
    if (!lines.has(problem.slug))
      lines.set(problem.slug, {
        problem,
        aside: (
          <span>
            <Trans>
              draft in {name}, <Time at={savedAt} />
            </Trans>
          </span>
        ),
      });
  }
  for (const { problem, lastTriedAt } of tried) {
    if (!lines.has(problem.slug))
      lines.set(problem.slug, {
        problem,
        aside: (
          <span>
            <Trans>
              last tried <Time at={lastTriedAt} />
            </Trans>
          </span>
        ),
      });
  }
  return [...lines.values()].slice(0, MOST_UNFINISHED);
}
