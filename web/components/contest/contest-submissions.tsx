import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { Contest } from '#contract/contest.js';
import type { Verdict } from '#contract/verdict.js';
import { whyNothing } from '../../api/failure.js';
import { watchContest } from '../../api/live.js';
import { submissionsQuery } from '../../api/queries.js';
import { useLanguageName } from '../../hooks/use-language-name.js';
import { SelectField } from '../../ui/field.js';
import { State } from '../../ui/state.js';
import { Failed } from '../failed.js';
import { ShowMore } from '../show-more.js';
import { SubmissionTable } from '../submission-table.js';
import { VERDICT } from '../verdict.js';

/** News of others come so often at most, in milliseconds. */
const ASK_EVERY_MS = 2000;

/** What was submitted in a contest: one's own and one's team's, and for who sees them everybody's. */
export function ContestSubmissions({ contest: { slug, problems }, me }: { contest: Contest; me: Me }): ReactElement {
  const all = me.may.seeAllSubmissions;
  const [problem, setProblem] = useState('');
  const [verdict, setVerdict] = useState<Verdict | ''>('');
  const query = useInfiniteQuery({ ...submissionsQuery({ contest: slug, problem: problem || undefined, verdict: verdict || undefined }), placeholderData: (before) => before });
  const languageName = useLanguageName();
  const failed = whyNothing(query);
  const submissions = query.data?.pages.flatMap(({ items }) => items);
  const ofTeam = submissions?.some(({ user }) => user !== me.username) === true;
  const filtered = problem !== '' || verdict !== '';
  useNews(slug);
  return (
    <div className="stack">
      <search className="row bottom">
        {problems === undefined ? null : (
          <SelectField label={t`Problem`} value={problem} onChange={({ target }) => setProblem(target.value)}>
            <option value="">{t`Any problem`}</option>
            {problems.map((each) => (
              <option key={each.slug} value={each.slug}>
                {each.label}: {each.name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label={t`Verdict`} value={verdict} onChange={({ target }) => setVerdict(target.value as Verdict | '')}>
          <option value="">{t`Any verdict`}</option>
          {Object.entries(VERDICT).map(([id, look]) =>
            id === 'skipped' ? null : (
              <option key={id} value={id}>
                {look.word}
              </option>
            ),
          )}
        </SelectField>
      </search>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : submissions?.length === 0 ? (
        <div className="card">
          <State icon="inbox" title={filtered ? t`No submission fits` : t`Nothing submitted yet`}>
            {filtered ? <Trans>Choose another problem or verdict.</Trans> : all ? <Trans>What participants submit appears here.</Trans> : <Trans>What you submit in this contest appears here, with its verdict.</Trans>}
          </State>
        </div>
      ) : (
        <SubmissionTable submissions={submissions} columns={all || ofTeam ? ['user', 'problem', 'language', 'resources'] : ['problem', 'language', 'resources']} languageName={languageName} caption={t`Submissions of the contest, newest first`} />
      )}
      <ShowMore of={query} older />
    </div>
  );
}

/** The scoreboard tells that somebody has submitted, and the contest when it tells what it has withheld. */
function useNews(slug: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['submissions'] });
      }, ASK_EVERY_MS);
    };
    const stop = watchContest(slug, { onReady: () => {}, onState: soon, onScoreboard: soon });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, slug]);
}
