import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import type { Clarification } from '#contract/clarification.js';
import type { Contest } from '#contract/contest.js';
import { clarificationsQuery } from '../../api/contest-queries.js';
import { whyNothing } from '../../api/failure.js';
import { noteRead } from '../../hooks/use-unread.js';
import { Badge } from '../../ui/badge.js';
import { Skeleton, State } from '../../ui/state.js';
import { Failed } from '../failed.js';
import { Time } from '../time.js';
import { AnswerForm } from './answer-form.js';
import { AskForm } from './ask-form.js';

/** Questions and answers, and what the jury has announced; whoever may ask asks here. */
export function Clarifications({ contest }: { contest: Contest }): ReactElement {
  const { slug } = contest;
  const query = useQuery(clarificationsQuery(slug));
  const failed = whyNothing(query);
  const { data } = query;
  useEffect(() => {
    if (data) noteRead(slug, data);
  }, [slug, data]);
  const jury = contest.may.edit;
  const waiting = jury ? data?.filter(({ answer }) => answer === null).toReversed() : [];
  const rest = jury ? data?.filter(({ answer }) => answer !== null) : data;
  return (
    <div className={jury || contest.may.ask ? 'columns' : ''}>
      <div className="stack wide" aria-busy={data === undefined}>
        {failed ? (
          <Failed error={failed} retry={() => void query.refetch()} />
        ) : data === undefined ? (
          <>
            <Skeleton height="6rem" />
            <Skeleton height="6rem" />
          </>
        ) : data.length === 0 ? (
          <div className="card">
            <State icon="info" title={t`Nothing has been asked or announced yet`}>
              <Trans>Answers and announcements of the jury appear here at once.</Trans>
            </State>
          </div>
        ) : null}
        {waiting?.length ? (
          <section className="stack tight">
            <h2>
              <Trans>Waiting for an answer</Trans>
            </h2>
            {waiting.map((each) => (
              <Card key={each.id} slug={slug} clarification={each} jury />
            ))}
          </section>
        ) : null}
        {rest?.length ? (
          <section className="stack tight" aria-live="polite">
            <h2>{jury ? <Trans>Answered and announced</Trans> : <Trans>Questions and announcements</Trans>}</h2>
            {rest.map((each) => (
              <Card key={each.id} slug={slug} clarification={each} jury={jury} />
            ))}
          </section>
        ) : null}
      </div>
      {jury || contest.may.ask ? <AskForm contest={contest} jury={jury} /> : null}
    </div>
  );
}

function Card({ slug, clarification, jury }: { slug: string; clarification: Clarification; jury: boolean }): ReactElement {
  const { problem, question, answer, toAll, askedBy, askedAt, answeredAt } = clarification;
  return (
    <article className="card stack tight clarification">
      <p className="row apart small soft">
        <span className="row">
          <b>{problem === null ? t`General` : t`Problem ${problem}`}</b>
          {askedBy === null ? null : <span>{askedBy}</span>}
          <Time at={question === null ? (answeredAt ?? askedAt) : askedAt} />
        </span>
        {question === null ? (
          <Badge tone="accent" icon="info">{t`Announcement`}</Badge>
        ) : answer === null ? (
          <Badge tone="warn" icon="clock">{t`Not answered yet`}</Badge>
        ) : toAll ? (
          <Badge tone="calm" icon="people">{t`For all`}</Badge>
        ) : (
          <Badge tone="calm" icon="lock">{t`For who asked`}</Badge>
        )}
      </p>
      {question === null ? null : <p className="clarification-text">{question}</p>}
      {answer === null ? null : <p className={question === null ? 'clarification-text' : 'clarification-text clarification-answer'}>{answer}</p>}
      {jury && question !== null ? <AnswerForm slug={slug} clarification={clarification} /> : null}
    </article>
  );
}
