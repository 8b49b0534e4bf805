import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import { problemsQuery } from '../api/queries.js';
import { useSearchText } from '../hooks/use-search-text.js';
import { TextField } from '../ui/field.js';
import { filterProblems, problemMeant } from '../util/filter-problems.js';

/** More than this nobody reads through. */
const MAX_OFFERED = 20;

/** One problem in the filter of a list: typed as people know it, by name, and held in the address by its address. */
export function ProblemFilter({ value, onChange }: { value: string | undefined; onChange: (slug: string | undefined) => void }): ReactElement {
  const { data: problems = [] } = useQuery(problemsQuery);
  const [text, setText] = useSearchText(value, onChange, (typed) => problemMeant(problems, typed));
  const id = useId();
  const offered = text.trim() === '' ? [] : filterProblems(problems, { search: text }).slice(0, MAX_OFFERED);
  return (
    <>
      <TextField label={t`Problem`} placeholder={t`Name or address`} type="search" autoCapitalize="none" spellCheck={false} list={id} value={text} onChange={(event) => setText(event.target.value)} />
      <datalist id={id}>
        {offered.map(({ slug, name }) => (
          <option key={slug} value={name}>
            {slug}
          </option>
        ))}
      </datalist>
    </>
  );
}
