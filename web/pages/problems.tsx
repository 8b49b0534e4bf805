import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo, type ReactElement } from 'react';
import type { ProblemEntry } from '#contract/problem.js';
import { whyNothing } from '../api/failure.js';
import { problemsQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { ProblemFilters } from '../components/problem-filters.js';
import { ProblemTable } from '../components/problem-table.js';
import { likelyKind, useVisitor } from '../hooks/use-me.js';
import { useSearchText } from '../hooks/use-search-text.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { State } from '../ui/state.js';
import { FILTER_KEYS, filterProblems, type ProblemFilter } from '../util/filter-problems.js';
import { number } from '../util/format.js';
import './problems.css';

const route = getRouteApi('/problems');

/** All problems. The address holds the filter, so that it can be sent to a friend. */
export function ProblemsPage(): ReactElement {
  useTitle(t`Problems`);
  const visitor = useVisitor();
  const withStatus = likelyKind(visitor) === 'account';
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(problemsQuery);
  const failed = whyNothing(query);
  const change = (part: ProblemFilter) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  const [text, setText] = useSearchText(filter.search, (search) => change({ search }));

  const deferred = useDeferredValue(useMemo(() => ({ ...filter, search: text }), [filter, text]));
  const shown = useMemo(() => query.data && filterProblems(query.data, deferred), [query.data, deferred]);
  const filtered = text.trim() !== '' || FILTER_KEYS.some((key) => key !== 'search' && filter[key] !== undefined);
  const clear = () => {
    setText('');
    change(Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined])));
  };

  return (
    <div className="page">
      <div className="row apart title-row">
        <h1>
          <Trans>Problems</Trans>
        </h1>
        {visitor.kind === 'account' && visitor.me.may.importProblems ? (
          <Link to="/problems/import" search={{}} className={buttonClass()}>
            <Trans>Import a package</Trans>
          </Link>
        ) : null}
      </div>
      <ProblemFilters filter={filter} text={text} onText={setText} onChange={change} withStatus={withStatus} problems={query.data} shown={shown} />
      <div className="stack tight">
        <div className="row apart small soft count-row">
          {failed ? null : <Count shown={shown} />}
          {filtered ? (
            <Button compact look="ghost" icon="cross" onClick={clear}>
              <Trans>Clear the filter</Trans>
            </Button>
          ) : null}
        </div>
        {failed ? (
          <Failed error={failed} retry={() => void query.refetch()} />
        ) : shown?.length === 0 ? (
          <div className="card">{filtered ? <NoneFits onClear={clear} /> : <None />}</div>
        ) : (
          <ProblemTable problems={shown} filter={filter} withStatus={withStatus} onSort={change} />
        )}
      </div>
    </div>
  );
}

function Count({ shown }: { shown: readonly ProblemEntry[] | undefined }): ReactElement {
  const many = number(shown?.length ?? 0);
  return (
    <span role="status" className="numbers">
      {shown ? <Plural value={shown.length} one="One problem" other={`${many} problems`} /> : <Trans>Loading</Trans>}
    </span>
  );
}

function NoneFits({ onClear }: { onClear: () => void }): ReactElement {
  return (
    <State
      icon="search"
      title={t`No problem fits`}
      action={
        <Button onClick={onClear}>
          <Trans>Clear the filter</Trans>
        </Button>
      }
    >
      <Trans>Try fewer words, or fewer tags.</Trans>
    </State>
  );
}

function None(): ReactElement {
  return (
    <State icon="inbox" title={t`No problems yet`}>
      <Trans>Instructors add them by importing a package.</Trans>
    </State>
  );
}
