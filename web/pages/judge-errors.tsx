import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { JudgeError } from '#contract/judge-error.js';
import { whyNothing } from '../api/failure.js';
import { judgeErrorsQuery } from '../api/staff-queries.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { ShowMore } from '../components/show-more.js';
import { Time } from '../components/time.js';
import { MOST_AGAIN, useJudgeAgain, type JudgeAgain } from '../hooks/use-judge-again.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Progress } from '../ui/progress.js';
import { Note, SkeletonRows, State } from '../ui/state.js';
import { number } from '../util/format.js';

const route = getRouteApi('/staff/judge-errors');

/** What the judge failed at: why, where and when, and the way to have it judged again. */
export function JudgeErrorsPage(): ReactElement {
  useTitle(t`Judge errors`);
  return <Require may="importProblems">{() => <JudgeErrors />}</Require>;
}

function JudgeErrors(): ReactElement {
  const { problem } = route.useSearch();
  const query = useInfiniteQuery({ ...judgeErrorsQuery(problem), refetchInterval: 15_000 });
  const failed = whyNothing(query);
  const again = useJudgeAgain();
  const errors = query.data?.pages.flatMap((page) => page.items);
  const all = errors?.slice(0, MOST_AGAIN).map(({ submission }) => submission) ?? [];
  const count = all.length;
  return (
    <div className="page">
      <div className="row apart">
        <div style={{ flex: '1 1 20rem' }}>
          <h1>
            <Trans>Judge errors</Trans>
          </h1>
          <p className="soft">
            <Trans>Submissions that the judge failed at. They count against nobody; mend the cause and judge them again.</Trans>
          </p>
          <Again again={again} />
        </div>
        {count > 0 ? (
          <Button look="primary" icon="refresh" busy={again.sending} onClick={() => void again.start(all)}>
            <Plural value={count} one="Judge # again" other="Judge all # again" />
          </Button>
        ) : null}
      </div>
      {problem !== undefined ? (
        <div className="row">
          <Trans>Only of {problem}.</Trans>
          <Link to="/staff/judge-errors" search={{}}>
            <Trans>Show all</Trans>
          </Link>
        </div>
      ) : null}
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : errors?.length === 0 ? (
        <div className="card">
          <State icon="check" title={t`No judge errors`}>
            <Trans>Whenever the judge fails at a submission, it is listed here with the reason.</Trans>
          </State>
        </div>
      ) : (
        <Table errors={errors} again={again} />
      )}
      <ShowMore of={query} />
    </div>
  );
}

function Again({ again: { done, total, error } }: { again: JudgeAgain }): ReactElement {
  const [through, all] = [number(done), number(total)];
  return (
    <div className="stack tight">
      {error ? (
        <Note tone="bad" alert>
          {error.message}
        </Note>
      ) : null}
      <p className="numbers" role="status">
        {total > 0 ? (
          <Trans>
            {through} of {all} judged again
          </Trans>
        ) : null}
      </p>
      {total > 0 && done < total ? <Progress fraction={done / total} label={t`Judged again`} /> : null}
    </div>
  );
}

function Table({ errors, again }: { errors: readonly JudgeError[] | undefined; again: JudgeAgain }): ReactElement {
  const languageName = useLanguageName();
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Judge errors`} aria-busy={errors === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Judge errors</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <Trans>When</Trans>
            </th>
            <th>
              <Trans>Reason</Trans>
            </th>
            <th>
              <Trans>Problem</Trans>
            </th>
            <th>
              <Trans>Judge</Trans>
            </th>
            <th>
              <Trans>Who</Trans>
            </th>
            <th>
              <span className="unseen">
                <Trans>Action</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {errors?.map((error) => <Row key={error.submission} error={error} again={again} language={languageName(error.language)} />) ?? <SkeletonRows rows={6} widths={['5rem', '16rem', '8rem', '7rem', '5rem', '6rem']} />}
        </tbody>
      </table>
    </div>
  );
}

function Row({ error, again, language }: { error: JudgeError; again: JudgeAgain; language: string }): ReactElement {
  const { submission, problem, problemName, user, reason, judge, host, attempt, finishedAt } = error;
  return (
    <tr>
      <td className="tight">
        <Link to="/submissions/$id" params={{ id: submission }}>
          <Time at={finishedAt} />
        </Link>
      </td>
      <td style={{ minWidth: '14rem', overflowWrap: 'anywhere' }} lang="en">
        {reason || '–'}
      </td>
      <td style={{ minWidth: '8rem' }}>
        <Link to="/problems/$slug/staff" params={{ slug: problem }} search={{}}>
          {problemName}
        </Link>
        <div className="small soft">{language}</div>
      </td>
      <td style={{ minWidth: '7rem' }}>
        {host ?? judge ?? <Trans>none came to an end</Trans>}
        <div className="small soft">
          <Plural value={attempt} one="# attempt" other="# attempts" />
        </div>
      </td>
      <td>{user}</td>
      <td className="end tight">
        {again.pending.has(submission) ? (
          <Badge tone="accent" icon="spinner" spin>
            <Trans>Being judged</Trans>
          </Badge>
        ) : (
          <Button compact disabled={again.sending} aria-label={t`Judge the submission of ${user} to ${problemName} again`} onClick={() => void again.start([submission])}>
            <Trans>Judge again</Trans>
          </Button>
        )}
      </td>
    </tr>
  );
}
