import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { RejudgedSubmission, Rejudging } from '#contract/rejudging.js';
import { whyNothing } from '../api/failure.js';
import { rejudgedQuery } from '../api/staff-queries.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { SelectField } from '../ui/field.js';
import { SkeletonRows } from '../ui/state.js';
import { duration, number } from '../util/format.js';
import { REJUDGED_SHOWN } from '../util/rejudgings.js';
import { Failed } from './failed.js';
import { EndingBadge } from './rejudging-matrix.js';
import { OutcomeBadge } from './rejudging-state.js';
import { ShowMore } from './show-more.js';
import { Time } from './time.js';
import { StateBadge } from './verdict.js';

type Shown = (typeof REJUDGED_SHOWN)[number];

/** Each submission: what it has, what it would get or has got, and why not. */
export function RejudgingRows({ rejudging, show, onShow }: { rejudging: Rejudging; show: Shown; onShow: (show: Shown) => void }): ReactElement {
  const query = useInfiniteQuery(rejudgedQuery(rejudging.id, show));
  const failed = whyNothing(query);
  const rows = query.data?.pages.flatMap((page) => page.items);
  const words: Record<Shown, string> = { changed: t`Those that change`, failed: t`Those that keep the old judging`, all: t`All` };
  return (
    <section className="stack tight">
      <div className="row apart bottom">
        <h2>
          <Trans>Submissions</Trans>
        </h2>
        <SelectField label={t`Show`} value={show} onChange={(event) => onShow(REJUDGED_SHOWN.find((each) => each === event.target.value) ?? 'changed')}>
          {REJUDGED_SHOWN.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </SelectField>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="soft">{show === 'changed' ? (rejudging.state === 'running' ? <Trans>Nothing has changed so far.</Trans> : <Trans>No verdict and no score changes.</Trans>) : <Trans>There is none.</Trans>}</p>
      ) : (
        <Table rows={rows} single={rejudging.problem !== null} />
      )}
      <ShowMore of={query} />
    </section>
  );
}

function Table({ rows, single }: { rows: readonly RejudgedSubmission[] | undefined; single: boolean }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={t`Submissions`} aria-busy={rows === undefined}>
      <table className="table">
        <caption className="unseen">
          <Trans>Submissions with their old and their new judging</Trans>
        </caption>
        <thead>
          <tr>
            <th className="tight">
              <Trans>When</Trans>
            </th>
            <th>
              <Trans>Who</Trans>
            </th>
            <th>
              <Trans context="judging">Old</Trans>
            </th>
            <th>
              <Trans context="judging">New</Trans>
            </th>
            <th>
              <Trans>Remark</Trans>
            </th>
          </tr>
        </thead>
        <tbody>{rows?.map((row) => <Row key={row.submission} row={row} single={single} />) ?? <SkeletonRows rows={5} widths={['5rem', '6rem', '8rem', '8rem', '6rem']} />}</tbody>
      </table>
    </div>
  );
}

function Row({ row, single }: { row: RejudgedSubmission; single: boolean }): ReactElement {
  const languageName = useLanguageName();
  const { submission, user, problem, language, submittedAt, old, new: now, outcome } = row;
  return (
    <tr>
      <td className="tight">
        <Link to="/submissions/$id" params={{ id: submission }}>
          <Time at={submittedAt} />
          <span className="unseen">
            {' '}
            <Trans>submission of {user} with both judgings</Trans>
          </span>
        </Link>
      </td>
      <td>
        {user}
        <div className="small soft">{[single ? '' : problem, languageName(language)].filter(Boolean).join(' · ')}</div>
      </td>
      <td className="tight">
        <EndingBadge ending={old.verdict} />
        <Facts judged={old} />
      </td>
      <td className="tight">
        {now.state === 'finished' ? <EndingBadge ending={now.verdict} /> : <StateBadge submission={{ state: now.state }} />}
        <Facts judged={now} />
      </td>
      <td>
        <OutcomeBadge outcome={outcome} />
        {now.reason ? (
          <div className="small soft" lang="en" style={{ minWidth: '10rem', overflowWrap: 'anywhere' }}>
            {now.reason}
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function Facts({ judged: { cpuMs, score, version } }: { judged: RejudgedSubmission['old'] }): ReactElement {
  const points = typeof score === 'number' ? number(score, 2) : '';
  const parts = [typeof score === 'number' ? t`${points} points` : '', cpuMs === null ? '' : duration(cpuMs), t`version ${version}`];
  return <div className="small soft numbers">{parts.filter(Boolean).join(' · ')}</div>;
}
