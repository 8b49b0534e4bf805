import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { JurySubmission } from '#contract/contest-jury.js';
import type { Contest } from '#contract/contest.js';
import type { Verdict } from '#contract/verdict.js';
import { jurySubmissionsQuery, type JuryFilter, type JurySearch } from '../../api/contest-site-queries.js';
import { whyNothing } from '../../api/failure.js';
import { useLanguageName } from '../../hooks/use-language-name.js';
import { useRowKeys } from '../../hooks/use-row-keys.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { SkeletonRows, State } from '../../ui/state.js';
import { clock, duration, memory } from '../../util/format.js';
import { Failed } from '../failed.js';
import { ShowMore } from '../show-more.js';
import { TypedFilter } from '../typed-filter.js';
import { LiveBadge, Points, VERDICT } from '../verdict.js';
import '../narrow-table.css';

type Search = JurySearch;
interface Props {
  contest: Contest;
  search: Search;
  onChange: (part: Search) => void;
}

/** Every submission of the contest, newest first, as it comes. The address holds the filter. */
export function JuryQueue({ contest, search, onChange }: Props): ReactElement {
  const query = useInfiniteQuery({ ...jurySubmissionsQuery(contest.slug, filterOf(search)), placeholderData: (before) => before });
  const failed = whyNothing(query);
  const submissions = query.data?.pages.flatMap((page) => page.items);
  return (
    <section className="stack" aria-labelledby="jury-queue">
      <h2 id="jury-queue">
        <Trans>Submissions</Trans>
      </h2>
      <Filters contest={contest} search={search} onChange={onChange} />
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : submissions?.length === 0 ? (
        <div className="card">
          <State icon="inbox" title={t`No submissions`}>
            <Trans>Submissions that fit are listed here as they come.</Trans>
          </State>
        </div>
      ) : (
        <Table submissions={submissions} />
      )}
      <ShowMore of={query} older />
    </section>
  );
}

function filterOf({ problem, verdict, state, participant }: Search): JuryFilter {
  return { label: problem, state, participant, verdict: Object.keys(VERDICT).find((each): each is Verdict => each === verdict) };
}

function Filters({ contest, search, onChange }: Props): ReactElement {
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <search className="jury-filters">
      <SelectField label={t`Problem`} value={search.problem ?? ''} onChange={({ target }) => onChange({ problem: target.value || undefined })}>
        <option value="">{t`Any problem`}</option>
        {contest.problems?.map(({ label, name }) => (
          <option key={label} value={label}>
            {label} – {name}
          </option>
        ))}
      </SelectField>
      <TypedFilter label={t`Participant`} hint={t`Part of a name`} value={search.participant} onChange={(participant) => onChange({ participant })} />
      <SelectField label={t`Verdict`} value={search.verdict ?? ''} onChange={({ target }) => onChange({ verdict: target.value || undefined })}>
        <option value="">{t`Any verdict`}</option>
        {Object.entries(VERDICT).map(([id, { word }]) =>
          id === 'skipped' ? null : (
            <option key={id} value={id}>
              {word}
            </option>
          ),
        )}
      </SelectField>
      <SelectField label={t`State`} value={search.state ?? ''} onChange={({ target }) => onChange({ state: (target.value || undefined) as Search['state'] })}>
        <option value="">{t`Any state`}</option>
        <option value="queued">{t`Queued`}</option>
        <option value="judging">{t`Being judged`}</option>
        <option value="finished">{t`Judged`}</option>
      </SelectField>
      {filtered ? (
        <Button look="ghost" icon="cross" onClick={() => onChange({ problem: undefined, verdict: undefined, state: undefined, participant: undefined })}>
          <Trans>Clear</Trans>
        </Button>
      ) : null}
    </search>
  );
}

function Table({ submissions }: { submissions: readonly JurySubmission[] | undefined }): ReactElement {
  const body = useRowKeys<HTMLTableSectionElement>();
  const languageName = useLanguageName();
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Submissions, newest first`} aria-busy={submissions === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Submissions, newest first</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <Trans>Time</Trans>
            </th>
            <th>
              <Trans>Participant</Trans>
            </th>
            <th className="tight roomy">
              <Trans>Problem</Trans>
            </th>
            <th>
              <Trans>Verdict</Trans>
            </th>
            <th className="roomy">
              <Trans>Language</Trans>
            </th>
            <th className="end roomy">
              <Trans>CPU time</Trans>
            </th>
            <th className="end roomy">
              <Trans>Memory</Trans>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {submissions?.map((each) => <Row key={each.id} submission={each} language={languageName(each.language)} />) ?? (
            <SkeletonRows rows={8} widths={['4rem', '9rem', '2rem', '7rem', '6rem', '4rem', '4rem']} classNames={['', '', 'roomy', '', 'roomy', 'roomy', 'roomy']} />
          )}
        </tbody>
      </table>
    </div>
  );
}

function Row({ submission, language }: { submission: JurySubmission; language: string }): ReactElement {
  const { id, label, participant, user } = submission;
  const [who, at] = [participant.name, clock(submission.atSeconds)];
  return (
    <tr>
      <td className="tight numbers">
        <Link to="/submissions/$id" params={{ id }} search={{}} aria-label={t`Submission of ${who} to ${label} at ${at}`}>
          {at}
        </Link>
        <strong className="cramped">{label}</strong>
      </td>
      <td style={{ minWidth: '5.5rem', overflowWrap: 'anywhere' }}>
        {who}{' '}
        {participant.disqualified ? (
          <Badge tone="bad" icon="cross">
            <Trans>Disqualified</Trans>
          </Badge>
        ) : participant.hidden ? (
          <Badge tone="calm" icon="eye">
            <Trans>Hidden</Trans>
          </Badge>
        ) : participant.unofficial ? (
          <Badge tone="calm" icon="star">
            <Trans>Unofficial</Trans>
          </Badge>
        ) : null}
        {user === who ? null : <div className="small soft roomy">{user}</div>}
        <span className="cramped small soft">{language}</span>
      </td>
      <td className="tight roomy">
        <strong>{label}</strong>
      </td>
      <td>
        <span className="row verdict-line">
          <LiveBadge submission={submission} />
          <Points score={submission.score} className="soft small" />
        </span>
      </td>
      <td className="tight roomy">{language}</td>
      <td className="end numbers tight roomy">{duration(submission.cpuMs)}</td>
      <td className="end numbers tight roomy">{memory(submission.peakMemoryKib)}</td>
    </tr>
  );
}
