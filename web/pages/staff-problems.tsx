import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import { whyNothing } from '../api/failure.js';
import { staffProblemsQuery } from '../api/staff-queries.js';
import { BulkDialog } from '../components/bulk-dialog.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { StaffProblemTable } from '../components/staff-problem-table.js';
import { useSearchText } from '../hooks/use-search-text.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { State } from '../ui/state.js';
import type { BulkAction } from '../util/bulk-problems.js';
import { filterStaffProblems, type StaffProblemFilter } from '../util/filter-staff-problems.js';
import { VERIFICATION_RESULTS, type VerificationResult } from '../util/list-choices.js';

const route = getRouteApi('/staff/problems');

/** Every problem as those who look after them need it; the address holds what is filtered. */
export function StaffProblemsPage(): ReactElement {
  useTitle(t`Manage problems`);
  return <Require may="importProblems">{() => <Problems />}</Require>;
}

function Problems(): ReactElement {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: StaffProblemFilter) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  const [text, setText] = useSearchText(filter.search, (search) => change({ search }));
  const query = useQuery(staffProblemsQuery);
  const { data } = query;
  const failed = whyNothing(query);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [action, setAction] = useState<BulkAction>();
  const deferred = useDeferredValue(useMemo(() => ({ ...filter, search: text }), [filter, text]));
  const shown = useMemo(() => data && filterStaffProblems(data, deferred), [data, deferred]);
  const chosenProblems = (data ?? []).filter(({ slug }) => chosen.has(slug));
  const count = chosenProblems.length;
  const choose = (slugs: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const slug of slugs) if (on) next.add(slug);
      else next.delete(slug);
      return next;
    });
  return (
    <div className="page">
      <div className="row apart">
        <h1>
          <Trans>Manage problems</Trans>
        </h1>
        <div className="row">
          <Link to="/authoring" className={buttonClass()}>
            <Trans>Problems at work</Trans>
          </Link>
          <Link to="/problems/import" search={{}} className={buttonClass()}>
            <Icon name="upload" /> <Trans>Import</Trans>
          </Link>
          <Link to="/authoring/new" className={buttonClass('primary')}>
            <Icon name="plus" /> <Trans>New problem</Trans>
          </Link>
        </div>
      </div>
      <Filters filter={filter} text={text} owners={[...new Set((data ?? []).flatMap(({ owner }) => owner ?? []))].sort()} onText={setText} onChange={change} />
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : shown?.length === 0 ? (
        <div className="card">
          {data?.length === 0 ? (
            <State icon="inbox" title={t`No problems yet`}>
              <Trans>Write one here, or import a package.</Trans>
            </State>
          ) : (
            <State
              icon="search"
              title={t`No problem fits`}
              action={
                <Button
                  onClick={() => {
                    setText('');
                    void navigate({ search: {}, replace: true });
                  }}
                >
                  <Trans>Show all</Trans>
                </Button>
              }
            />
          )}
        </div>
      ) : (
        <>
          <p className="soft small numbers" role="status">
            {shown ? <Plural value={shown.length} one="# problem" other="# problems" /> : <Trans>Fetching problems</Trans>}
          </p>
          <StaffProblemTable problems={shown} filter={filter} chosen={chosen} onChoose={choose} onSort={change} />
        </>
      )}
      {count > 0 ? (
        <div className="bulk-bar" role="group" aria-label={t`With the chosen problems`}>
          <strong className="numbers">
            <Plural value={count} one="# chosen" other="# chosen" />
          </strong>
          <Button compact onClick={() => setAction('publish')}>
            <Trans>Publish</Trans>
          </Button>
          <Button compact onClick={() => setAction('hide')}>
            <Trans>Hide</Trans>
          </Button>
          <Button compact look="danger" onClick={() => setAction('delete')}>
            <Trans>Delete</Trans>
          </Button>
          <Button compact look="ghost" onClick={() => setChosen(new Set())}>
            <Trans>Choose none</Trans>
          </Button>
        </div>
      ) : null}
      {action ? (
        <BulkDialog
          action={action}
          problems={chosenProblems}
          onClose={(done) => {
            setAction(undefined);
            if (done) setChosen(new Set());
          }}
        />
      ) : null}
    </div>
  );
}

interface FiltersProps {
  filter: StaffProblemFilter;
  text: string;
  owners: readonly string[];
  onText: (text: string) => void;
  onChange: (part: StaffProblemFilter) => void;
}

function Filters({ filter, text, owners, onText, onChange }: FiltersProps): ReactElement {
  const results: Record<VerificationResult, string> = { passed: t`Passed`, surprises: t`With surprises`, incomplete: t`Not all judged`, outdated: t`Of an earlier version`, running: t`Running`, none: t`Not run` };
  return (
    <search className="row bottom">
      <div style={{ flex: '1 1 16rem' }}>
        <TextField
          label={t`Search`}
          type="search"
          placeholder={t`Name, address, tag or owner`}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      <SelectField label={t`Visibility`} value={filter.visibility ?? ''} onChange={(event) => onChange({ visibility: event.target.value === 'public' || event.target.value === 'private' ? event.target.value : undefined })}>
        <option value="">{t`Any`}</option>
        <option value="public">{t`Public`}</option>
        <option value="private">{t`Hidden`}</option>
      </SelectField>
      <SelectField label={t`Verification`} value={filter.verification ?? ''} onChange={(event) => onChange({ verification: VERIFICATION_RESULTS.find((each) => each === event.target.value) })}>
        <option value="">{t`Any`}</option>
        {VERIFICATION_RESULTS.map((each) => (
          <option key={each} value={each}>
            {results[each]}
          </option>
        ))}
      </SelectField>
      <SelectField label={t`Owner`} value={filter.owner ?? ''} onChange={(event) => onChange({ owner: event.target.value || undefined })}>
        <option value="">{t`Anybody`}</option>
        {owners.map((owner) => (
          <option key={owner} value={owner}>
            {owner}
          </option>
        ))}
      </SelectField>
    </search>
  );
}
