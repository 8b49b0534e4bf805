import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { Verdict } from '#contract/verdict.js';
import { languagesQuery, submissionsQuery, type SubmissionFilter } from '../api/queries.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { SubmissionTable } from '../components/submission-table.js';
import { VERDICT } from '../components/verdict.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { State } from '../ui/state.js';

const route = getRouteApi('/submissions');

/** One's own submissions; everybody's for staff. The address holds the filter. */
export function SubmissionsPage(): ReactElement {
  return <Require>{(me) => <List me={me} />}</Require>;
}

function List({ me }: { me: Me }): ReactElement {
  const staff = me.may.seeAllSubmissions;
  useTitle(staff ? 'Submissions' : 'My submissions');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: typeof search) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  const languages = useQuery(languagesQuery);
  const languageName = useLanguageName();
  const verdict = Object.keys(VERDICT).find((each): each is Verdict => each === search.verdict);
  const filter: SubmissionFilter = { problem: search.problem, language: search.language, verdict, ...(staff ? { user: search.user } : {}) };
  const query = useInfiniteQuery({ ...submissionsQuery(filter), placeholderData: (before) => before });
  const submissions = query.data?.pages.flatMap((page) => page.items);
  const filtered = Boolean(filter.problem ?? filter.language ?? filter.verdict ?? filter.user);
  const clear = () => change({ problem: undefined, user: undefined, language: undefined, verdict: undefined });

  return (
    <div className="page">
      <h1>{staff ? 'Submissions' : 'My submissions'}</h1>
      <search className="row bottom filters">
        <TypedFilter label="Problem" hint="hello-world" value={search.problem ?? ''} onChange={(problem) => change({ problem: problem || undefined })} />
        {staff ? <TypedFilter label="Who" hint="Username" value={search.user ?? ''} onChange={(user) => change({ user: user || undefined })} /> : null}
        <SelectField label="Verdict" value={verdict ?? ''} onChange={(event) => change({ verdict: event.target.value || undefined })}>
          <option value="">Any</option>
          {Object.entries(VERDICT).map(([id, look]) => (id === 'skipped' ? null : <option key={id} value={id}>{look.word}</option>))}
        </SelectField>
        <SelectField label="Language" value={search.language ?? ''} onChange={(event) => change({ language: event.target.value || undefined })}>
          <option value="">Any</option>
          {languages.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {filtered ? (
          <Button look="ghost" icon="cross" onClick={clear}>
            Clear
          </Button>
        ) : null}
      </search>
      {query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : submissions?.length === 0 ? (
        <div className="card">
          <State icon="inbox" title={filtered ? 'No submission fits' : 'Nothing submitted yet'} action={filtered ? <Button onClick={clear}>Clear the filter</Button> : undefined}>
            {filtered ? 'Choose another verdict, language or problem.' : 'Choose a problem and submit a program: it will be listed here.'}
          </State>
        </div>
      ) : (
        <SubmissionTable submissions={submissions} columns={staff ? ['user', 'problem', 'language', 'resources'] : ['problem', 'language', 'resources']} languageName={languageName} caption="Submissions, newest first" skeletonRows={14} />
      )}
      {query.hasNextPage ? (
        <div className="row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Waits a moment after the last key before it asks the server. */
function TypedFilter({ label, hint, value, onChange }: { label: string; hint: string; value: string; onChange: (value: string) => void }): ReactElement {
  const [text, setText] = useState(value);
  const frame = useRef<HTMLDivElement>(null);
  // The address lags behind the keys: it may only fill the field when nobody is typing in it.
  useEffect(() => {
    if (frame.current?.querySelector('input') !== document.activeElement) setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 300);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the handler is a new one each time; only the text starts the clock
  }, [text]);
  return (
    <div ref={frame}>
      <TextField label={label} placeholder={hint} type="search" autoCapitalize="none" spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
