import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { ProblemEntry } from '#contract/problem.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { OWN_STATUSES, PROBLEM_SORTS, PROBLEM_TYPES } from '../util/list-choices.js';
import { joinTags, splitTags, tagsOf, type ProblemFilter } from '../util/filter-problems.js';
import { number } from '../util/format.js';
import { isPlainKey } from '../util/keys.js';
import { SORT_WORD, STATUS_WORD, TYPE_WORD } from './problem-words.js';

const TAGS_SHOWN = 14;
const LEVELS = Array.from({ length: 11 }, (_, level) => level);

interface Props {
  filter: ProblemFilter;
  /** What is typed in the field for searching; the filter's own follows it. */
  text: string;
  onText: (text: string) => void;
  onChange: (part: ProblemFilter) => void;
  withStatus: boolean;
  problems: readonly ProblemEntry[] | undefined;
  shown: readonly ProblemEntry[] | undefined;
}

/** Everything by which problems are found. On a phone only the field, until the rest is asked for. */
export function ProblemFilters({ filter, text, onText, onChange, withStatus, problems, shown }: Props): ReactElement {
  const { _ } = useLingui();
  const set = [filter.status, filter.from ?? filter.to, filter.type, filter.tags, filter.sort].filter((each) => each !== undefined).length;
  const [folded, setFolded] = useState(true);
  const search = useSlashKey();
  const types = useMemo(() => PROBLEM_TYPES.filter((type) => type === filter.type || problems?.some((problem) => problem.types.includes(type))), [problems, filter.type]);
  const level = (value: string): number | undefined => (value === '' ? undefined : Number(value));
  return (
    <search className="stack tight">
      <div className={`problem-filters${folded ? ' folded' : ''}`}>
        <div ref={search} className="search-field">
          <TextField
            label={
              <>
                <Trans>Search</Trans> <kbd aria-hidden>/</kbd>
              </>
            }
            type="search"
            placeholder={t`Name or tag`}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={(event) => {
              // Down into what was found.
              if (event.key === 'ArrowDown' || event.key === 'Enter') document.querySelector<HTMLElement>('.problem-table tbody a')?.focus();
              else return;
              event.preventDefault();
            }}
          />
        </div>
        <Button compact look="ghost" icon="filter" className="open-filters" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {set === 0 ? <Trans>Filter and sort</Trans> : <Trans>Filter and sort ({set})</Trans>}
        </Button>
        {withStatus ? (
          <div className="more">
            <SelectField label={t`My status`} value={filter.status ?? ''} onChange={(event) => onChange({ status: OWN_STATUSES.find((each) => each === event.target.value) })}>
              <option value="">{t`Any`}</option>
              {OWN_STATUSES.map((status) => (
                <option key={status} value={status}>
                  {_(STATUS_WORD[status])}
                </option>
              ))}
            </SelectField>
          </div>
        ) : null}
        <div className="more range">
          <SelectField label={t`Difficulty`} aria-label={t`Difficulty from`} value={filter.from ?? ''} onChange={(event) => onChange({ from: level(event.target.value) })}>
            <option value="">{t`Any`}</option>
            {LEVELS.map((each) => (
              <option key={each} value={each} disabled={filter.to !== undefined && each > filter.to}>
                {number(each)}
              </option>
            ))}
          </SelectField>
          <SelectField label={t`up to`} aria-label={t`Difficulty to`} value={filter.to ?? ''} onChange={(event) => onChange({ to: level(event.target.value) })}>
            <option value="">{t`Any`}</option>
            {LEVELS.map((each) => (
              <option key={each} value={each} disabled={filter.from !== undefined && each < filter.from}>
                {number(each)}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="more">
          <SelectField label={t`Type`} value={filter.type ?? ''} onChange={(event) => onChange({ type: PROBLEM_TYPES.find((each) => each === event.target.value) })}>
            <option value="">{t`Any`}</option>
            {types.map((type) => (
              <option key={type} value={type}>
                {_(TYPE_WORD[type])}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="more">
          <SelectField label={t`Sort by`} value={filter.sort ?? 'name'} onChange={(event) => onChange({ sort: PROBLEM_SORTS.find((each) => each === event.target.value && each !== 'name'), reversed: undefined })}>
            {PROBLEM_SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {_(SORT_WORD[sort])}
              </option>
            ))}
          </SelectField>
        </div>
      </div>
      <Tags chosen={splitTags(filter.tags)} shown={shown} onChange={(tags) => onChange({ tags: joinTags(tags) })} />
    </search>
  );
}

/** Those that are chosen first, then the most frequent of what is shown: none of them leads to nothing. */
function Tags({ chosen, shown, onChange }: { chosen: readonly string[]; shown: readonly ProblemEntry[] | undefined; onChange: (tags: readonly string[]) => void }): ReactElement {
  const others = useMemo(() => tagsOf(shown ?? []), [shown]).filter(({ tag }) => !chosen.includes(tag));
  const counts = (count: number) => number(count);
  return (
    <div className="tag-row" role="group" aria-label={t`Tags`}>
      <div className="tags-of-row">
      {chosen.map((tag) => (
        <button key={tag} type="button" className="tag" aria-pressed onClick={() => onChange(chosen.filter((each) => each !== tag))}>
          {tag}
        </button>
      ))}
      {others.slice(0, TAGS_SHOWN).map(({ tag }) => (
        <button key={tag} type="button" className="tag" aria-pressed={false} onClick={() => onChange([...chosen, tag])}>
          {tag}
        </button>
      ))}
      </div>
      {others.length > TAGS_SHOWN ? (
        <select className="input compact" aria-label={t`Add a tag`} value="" onChange={(event) => onChange([...chosen, event.target.value])}>
          <option value="">{t`Another tag`}</option>
          {others.slice(TAGS_SHOWN).map(({ tag, count }) => (
            <option key={tag} value={tag}>
              {tag} ({counts(count)})
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}

/** `/` brings the cursor to the field from anywhere. */
function useSlashKey() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key !== '/' || !isPlainKey(event)) return;
      event.preventDefault();
      frame.current?.querySelector('input')?.select();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  return frame;
}
