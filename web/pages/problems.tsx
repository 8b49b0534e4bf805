import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { problemsQuery } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { ProblemTable } from '../components/problem-table.js';
import { likelyKind, useVisitor } from '../hooks/use-me.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { State } from '../ui/state.js';
import { filterProblems, tagsOf, type ProblemFilter } from '../util/filter-problems.js';
import { counted } from '../util/format.js';

const route = getRouteApi('/problems');
const TAGS_SHOWN = 14;

/** All problems. The address holds the filter, so that it can be sent to a friend. */
export function ProblemsPage(): ReactElement {
  useTitle('Problems');
  const visitor = useVisitor();
  const me = visitor.kind === 'account' ? visitor.me : undefined;
  const withStatus = likelyKind(visitor) === 'account';
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(problemsQuery);
  const change = (part: ProblemFilter) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });

  const deferred = useDeferredValue(filter);
  const shown = useMemo(() => query.data && filterProblems(query.data, deferred), [query.data, deferred]);
  const tags = useMemo(() => tagsOf(query.data ?? []), [query.data]);
  const filtered = Boolean(filter.search ?? filter.tag ?? filter.status);

  return (
    <div className="page">
      <div className="row apart title-row">
        <h1>Problems</h1>
        {me?.may.importProblems ? (
          <Link to="/problems/import" search={{}} className={buttonClass()}>
            Import a package
          </Link>
        ) : null}
      </div>
      <search className="stack tight">
        <div className="row bottom filters">
          <Search value={filter.search ?? ''} onChange={(search) => change({ search: search || undefined })} />
          {withStatus ? (
            <SelectField label="My status" value={filter.status ?? ''} onChange={(event) => change({ status: (event.target.value || undefined) as ProblemFilter['status'] })}>
              <option value="">Any</option>
              <option value="untried">Not tried</option>
              <option value="tried">Tried</option>
              <option value="solved">Solved</option>
            </SelectField>
          ) : null}
          <SelectField label="Tag" value={filter.tag ?? ''} onChange={(event) => change({ tag: event.target.value || undefined })}>
            <option value="">Any</option>
            {tags.map(({ tag, count }) => (
              <option key={tag} value={tag}>
                {tag} ({count})
              </option>
            ))}
          </SelectField>
        </div>
        <div className="row tag-row" role="group" aria-label="Frequent tags">
          {tags.slice(0, TAGS_SHOWN).map(({ tag }) => (
            <button key={tag} type="button" className="tag" aria-pressed={filter.tag === tag} onClick={() => change({ tag: filter.tag === tag ? undefined : tag })}>
              {tag}
            </button>
          ))}
        </div>
      </search>
      <div className="stack tight">
        <div className="row apart small soft count-row">
          <span role="status" className="numbers">
            {shown ? counted(shown.length, 'problem') : 'Loading'}
          </span>
          {filtered ? (
            <Button compact look="ghost" icon="cross" onClick={() => change({ search: undefined, tag: undefined, status: undefined })}>
              Clear the filter
            </Button>
          ) : null}
        </div>
        {query.error ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : shown?.length === 0 ? (
          <div className="card">
            {filtered ? (
              <State icon="search" title="No problem fits" action={<Button onClick={() => change({ search: undefined, tag: undefined, status: undefined })}>Clear the filter</Button>}>
                Try fewer words, or another tag.
              </State>
            ) : (
              <State icon="inbox" title="No problems yet">Instructors add them by importing a package.</State>
            )}
          </div>
        ) : (
          <ProblemTable problems={shown} filter={filter} withStatus={withStatus} onSort={change} />
        )}
      </div>
    </div>
  );
}

/** Answers while one types; the address follows a moment later. `/` brings the cursor here from anywhere. */
function Search({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement {
  const [text, setText] = useState(value);
  const frame = useRef<HTMLDivElement>(null);
  // The address lags behind the keys: it may only fill the field when nobody is typing in it.
  useEffect(() => {
    if (frame.current?.querySelector('input') !== document.activeElement) setText(value);
  }, [value]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.matches('input, select, textarea, [contenteditable=true]'))) return;
      event.preventDefault();
      frame.current?.querySelector('input')?.focus();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  return (
    <div ref={frame} className="grow">
      <TextField
        label={
          <>
            Search <kbd aria-hidden>/</kbd>
          </>
        }
        type="search"
        placeholder="Name or tag"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(event.target.value.trim());
        }}
      />
    </div>
  );
}
