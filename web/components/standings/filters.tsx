import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import type { Scoreboard, ScoreboardRow } from '#contract/scoreboard.js';
import { formatLocale } from '../../i18n.js';
import { Button, buttonClass } from '../../ui/button.js';
import { CheckField, SelectField, TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { number } from '../../util/format.js';
import { valuesOf, type StandingsSearch } from '../../util/standings-filter.js';

interface Props {
  contest: Contest;
  board: Scoreboard;
  shown: readonly ScoreboardRow[];
  search: StandingsSearch;
  /** What is typed in the field for searching; the address follows it. */
  text: string;
  onText: (text: string) => void;
  onChange: (part: StandingsSearch) => void;
  /** Sees what the freeze hides. */
  jury: boolean;
  /** Scrolls to one's own row; absent: there is none. */
  onOwn?: (() => void) | undefined;
}

/** Whom the table shows, and the other ways to look at it. */
export function Filters({ contest, board, shown, search, text, onText, onChange, jury, onOwn }: Props): ReactElement {
  const people = board.rows.length;
  const [groups, affiliations, someUnofficial] = useMemo(
    () => [valuesOf(board.rows, 'group', formatLocale()), valuesOf(board.rows, 'affiliation', formatLocale()), board.rows.some(({ participant }) => participant.unofficial)] as const,
    [board.rows],
  );
  const [count, all] = [number(shown.length), number(people)];
  return (
    <search className="standings-filters">
      <TextField label={t`Find a participant`} type="search" placeholder={t`Name or affiliation`} value={text} onChange={(event) => onText(event.target.value)} />
      {groups.length > 1 || search.group !== undefined ? <Choice label={t`Group`} all={t`All groups`} values={groups} value={search.group} onChange={(group) => onChange({ group })} /> : null}
      {affiliations.length > 1 || search.affiliation !== undefined ? <Choice label={t`Affiliation`} all={t`All affiliations`} values={affiliations} value={search.affiliation} onChange={(affiliation) => onChange({ affiliation })} /> : null}
      <div className="standings-checks">
        {someUnofficial ? <CheckField label={t`Official only`} checked={search.official ?? false} onChange={(event) => onChange({ official: event.target.checked || undefined })} /> : null}
        {jury ? <CheckField label={t`As the public sees it`} checked={search.view === 'public'} onChange={(event) => onChange({ view: event.target.checked ? 'public' : undefined })} /> : null}
      </div>
      <div className="row standings-ways">
        <span className="small soft numbers" role="status">
          {shown.length === people ? plural(people, { one: 'one participant', other: `${all} participants` }) : t`${count} of ${all}`}
        </span>
        {onOwn ? (
          <Button compact icon="person" onClick={onOwn}>
            <Trans>My row</Trans>
          </Button>
        ) : null}
        <Button compact icon="eye" onClick={() => onChange({ projector: true })}>
          <Trans>Projector</Trans>
        </Button>
        {jury && contest.freezeAt !== null && board.state !== 'scheduled' && board.state !== 'running' ? (
          <Link to="/contests/$slug/resolver" params={{ slug: contest.slug }} className={buttonClass('plain', true)}>
            <Icon name="play" />
            <Trans>Resolver</Trans>
          </Link>
        ) : null}
      </div>
    </search>
  );
}

function Choice({ label, all, values, value, onChange }: { label: string; all: string; values: readonly string[]; value: string | undefined; onChange: (value: string | undefined) => void }): ReactElement {
  return (
    <SelectField label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
      <option value="">{all}</option>
      {/* What the address asks for and nobody has. */}
      {value !== undefined && !values.includes(value) ? <option value={value}>{value}</option> : null}
      {values.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </SelectField>
  );
}
