import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { SubmissionSummary } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import { whyNothing } from '../api/failure.js';
import { languagesQuery, submissionsQuery, type SubmissionFilter } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { ProblemFilter } from '../components/problem-filter.js';
import { Require } from '../components/require.js';
import { ShowMore } from '../components/show-more.js';
import { SubmissionTable } from '../components/submission-table.js';
import { TypedFilter } from '../components/typed-filter.js';
import { VERDICT } from '../components/verdict.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { State } from '../ui/state.js';
import { endOfDay, startOfDay } from '../util/days.js';
import './submissions.css';

const route = getRouteApi('/submissions');
type Search = ReturnType<typeof route.useSearch>;
const NONE: Search = { problem: undefined, user: undefined, language: undefined, verdict: undefined, from: undefined, to: undefined };

/** One's own submissions; everybody's for staff. The address holds the filter. */
export function SubmissionsPage(): ReactElement {
  return <Require>{(me) => <List me={me} />}</Require>;
}

function List({ me }: { me: Me }): ReactElement {
  const staff = me.may.seeAllSubmissions;
  const title = staff ? t`Submissions` : t`My submissions`;
  useTitle(title);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Search) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  const languageName = useLanguageName();
  const filter = filterOf(search, staff);
  const query = useInfiniteQuery({ ...submissionsQuery(filter), placeholderData: (before) => before });
  const failed = whyNothing(query);
  const submissions = query.data?.pages.flatMap((page) => page.items);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const clear = () => change(NONE);
  const { ticked, tick, untick } = useTicks();

  return (
    <div className="page">
      <h1>{title}</h1>
      <Filters search={search} staff={staff} filtered={filtered} onChange={change} onClear={clear} />
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : submissions?.length === 0 ? (
        <div className="card">
          {filtered ? (
            <State icon="inbox" title={t`No submission fits`} action={<Button onClick={clear}>{t`Clear the filter`}</Button>}>
              <Trans>Choose another verdict, language, problem or time.</Trans>
            </State>
          ) : (
            <State
              icon="inbox"
              title={t`Nothing submitted yet`}
              action={
                <Link to="/problems" className={buttonClass('primary')}>
                  <Trans>Choose a problem</Trans>
                </Link>
              }
            >
              <Trans>Submit a program to a problem: it will be listed here.</Trans>
            </State>
          )}
        </div>
      ) : (
        <SubmissionTable
          submissions={submissions}
          columns={staff ? ['user', 'problem', 'language', 'resources'] : ['problem', 'language', 'resources']}
          languageName={languageName}
          caption={t`Submissions, newest first`}
          skeletonRows={14}
          ticks={{ ticked: new Set(ticked.map(({ id }) => id)), onTick: tick }}
        />
      )}
      <ShowMore of={query} older />
      <CompareBar ticked={ticked} onClear={untick} />
    </div>
  );
}

function filterOf(search: Search, staff: boolean): SubmissionFilter {
  const verdict = Object.keys(VERDICT).find((each): each is Verdict => each === search.verdict);
  return { problem: search.problem, language: search.language, verdict, since: startOfDay(search.from), until: endOfDay(search.to), ...(staff ? { user: search.user } : {}) };
}

interface FiltersProps {
  search: Search;
  staff: boolean;
  filtered: boolean;
  onChange: (part: Search) => void;
  onClear: () => void;
}

function Filters({ search, staff, filtered, onChange, onClear }: FiltersProps): ReactElement {
  const languages = useQuery(languagesQuery);
  return (
    <search className="row bottom submission-filters">
      <ProblemFilter value={search.problem} onChange={(problem) => onChange({ problem })} />
      {staff ? <TypedFilter label={t`Who`} hint={t`Username`} value={search.user} onChange={(user) => onChange({ user })} /> : null}
      <SelectField label={t`Verdict`} value={search.verdict ?? ''} onChange={(event) => onChange({ verdict: event.target.value || undefined })}>
        <option value="">{t`Any verdict`}</option>
        {Object.entries(VERDICT).map(([id, look]) =>
          id === 'skipped' ? null : (
            <option key={id} value={id}>
              {look.word}
            </option>
          ),
        )}
      </SelectField>
      <SelectField label={t`Language`} value={search.language ?? ''} onChange={(event) => onChange({ language: event.target.value || undefined })}>
        <option value="">{t`Any language`}</option>
        {languages.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <div className="days">
        <TextField label={t`From`} type="date" value={search.from ?? ''} max={search.to} onChange={(event) => onChange({ from: event.target.value || undefined })} />
        <TextField label={t`To`} type="date" value={search.to ?? ''} min={search.from} onChange={(event) => onChange({ to: event.target.value || undefined })} />
      </div>
      {filtered ? (
        <Button look="ghost" icon="cross" onClick={onClear}>
          <Trans>Clear</Trans>
        </Button>
      ) : null}
    </search>
  );
}

/** The last two that were ticked. */
function useTicks() {
  const [ticked, setTicked] = useState<readonly SubmissionSummary[]>([]);
  return {
    ticked,
    tick: (submission: SubmissionSummary) =>
      setTicked((before) => (before.some(({ id }) => id === submission.id) ? before.filter(({ id }) => id !== submission.id) : [...before.slice(-1), submission])),
    untick: () => setTicked([]),
  };
}

function CompareBar({ ticked, onClear }: { ticked: readonly SubmissionSummary[]; onClear: () => void }): ReactElement {
  const [older, newer] = [...ticked].sort((a, b) => a.submittedAt.localeCompare(b.submittedAt));
  const fits = older !== undefined && newer !== undefined && older.problem === newer.problem;
  return (
    <div role="status">
      {older ? (
        <div className="compare-bar">
          {fits ? (
            <Link to="/compare" search={{ left: older.id, right: newer.id }} className={buttonClass('primary')}>
              <Trans>Compare these two</Trans>
            </Link>
          ) : (
            <span>{newer ? t`These are submissions to two problems; choose two of the same.` : t`Tick another submission to the same problem to compare both.`}</span>
          )}
          <Button look="ghost" onClick={onClear}>
            <Trans>Untick</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
