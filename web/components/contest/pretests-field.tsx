import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { problemTestsQuery } from '../../api/contest-site-queries.js';
import { whyNothing } from '../../api/failure.js';
import { CheckField, SelectField } from '../../ui/field.js';
import { Skeleton } from '../../ui/state.js';
import type { DraftPretests, DraftProblem } from '../../util/contest-draft.js';
import { number } from '../../util/format.js';
import { groupChoices, isPretest, testChoices, type TestChoice } from '../../util/pretests.js';
import { NumberField } from '../author/number-field.js';
import { Failed } from '../failed.js';

type Kind = 'all' | 'first' | 'groups' | 'tests';
const KINDS: Record<Kind, MessageDescriptor> = { all: msg`All tests at once`, first: msg`The first tests`, groups: msg`Test groups`, tests: msg`Single tests` };
const EMPTY: Record<Kind, DraftPretests | null> = { all: null, first: { first: null }, groups: { groups: [] }, tests: { tests: [] } };
const kindOf = (pretests: DraftPretests | null): Kind => (pretests === null ? 'all' : 'first' in pretests ? 'first' : 'groups' in pretests ? 'groups' : 'tests');

interface Props {
  problem: Pick<DraftProblem, 'slug' | 'name' | 'pretests'>;
  fault: string | undefined;
  onChange: (pretests: DraftPretests | null) => void;
}

/** What submissions to a problem are judged on until the system test. Its tests are asked for when some of them are to be chosen. */
export function PretestsField({ problem: { slug, name, pretests }, fault, onChange }: Props): ReactElement {
  const { _ } = useLingui();
  const query = useQuery({ ...problemTestsQuery(slug), enabled: pretests !== null });
  const tests = query.data;
  const failed = whyNothing(query);
  const kind = kindOf(pretests);
  return (
    <div className="pretests">
      <div className="pretests-kind">
        <SelectField label={t`Pretests of ${name}`} value={kind} fault={kind === 'first' ? undefined : fault} onChange={({ target }) => onChange(EMPTY[target.value as Kind])}>
          {(Object.keys(KINDS) as Kind[]).map((each) => (
            <option key={each} value={each}>
              {_(KINDS[each])}
            </option>
          ))}
        </SelectField>
        {pretests !== null && 'first' in pretests ? <NumberField label={t`How many tests of ${name}`} value={pretests.first} least={1} most={10_000} fault={fault} onChange={(first) => onChange({ first })} /> : null}
      </div>
      {pretests === null ? null : failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : tests === undefined ? (
        <Skeleton height="1.5rem" width="14rem" />
      ) : (
        <>
          {'groups' in pretests ? <Choices legend={t`Test groups of ${name}`} choices={groupChoices(tests, pretests.groups)} chosen={pretests.groups} onChange={(groups) => onChange({ groups })} /> : null}
          {'tests' in pretests ? <Choices legend={t`Tests of ${name}`} choices={testChoices(tests, pretests.tests)} chosen={pretests.tests} onChange={(chosen) => onChange({ tests: chosen })} /> : null}
          <Chosen all={tests.length} chosen={tests.filter((test, place) => isPretest(pretests, test, place)).length} />
        </>
      )}
    </div>
  );
}

function Chosen({ all, chosen }: { all: number; chosen: number }): ReactElement {
  const taken = number(chosen);
  return (
    <p className="soft small numbers">
      <Plural value={all} one={`${taken} of its # test, samples always among them.`} other={`${taken} of its # tests, samples always among them.`} />
    </p>
  );
}

function Choices({ legend, choices, chosen, onChange }: { legend: string; choices: readonly TestChoice[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }): ReactElement {
  if (choices.length === 0)
    return (
      <p className="soft small">
        <Trans>It has no tests but samples.</Trans>
      </p>
    );
  return (
    <fieldset className="pretest-choices">
      <legend className="unseen">{legend}</legend>
      {choices.map(({ name, tests }) => (
        <CheckField
          key={name}
          label={<span className="mono">{name}</span>}
          hint={tests === null ? <Trans>The problem has it no more</Trans> : tests > 1 ? <Plural value={tests} one="# test" other="# tests" /> : undefined}
          checked={chosen.includes(name)}
          onChange={({ target }) => onChange(target.checked ? choices.map((each) => each.name).filter((each) => each === name || chosen.includes(each)) : chosen.filter((each) => each !== name))}
        />
      ))}
    </fieldset>
  );
}
