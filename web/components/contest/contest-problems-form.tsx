import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { problemsQuery } from '../../api/queries.js';
import { useRowDrag } from '../../hooks/use-row-drag.js';
import { CheckField, TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { addProblem, moveProblem, removeProblem, type DraftProblem } from '../../util/contest-draft.js';
import type { FieldsProps } from './contest-form.js';
import { ContestProblemRow } from './contest-problem-row.js';
import { PretestsField } from './pretests-field.js';

/** So many of those that fit are shown. */
const MOST_FOUND = 8;

/** The problems of a contest: found by typing, put in order by dragging or by buttons. */
export function ContestProblemsForm({ draft: { problems, format }, change, faultOf }: FieldsProps): ReactElement {
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const [pretested, setPretested] = useState(() => problems.some(({ pretests }) => pretests !== null));
  // As they were when the switch was last turned off: a slip of the hand loses none.
  const [pretestsBefore, keepPretests] = useState<ReadonlyMap<string, DraftProblem['pretests']>>(new Map());
  const { data } = useQuery(problemsQuery);
  const put = (next: DraftProblem[]) => change({ problems: next });
  const { dragging, handle } = useRowDrag(({ id, before }) => put(moveProblem(problems, id, before)));
  const wanted = text.trim().toLowerCase();
  const found = wanted === '' ? [] : (data ?? []).filter(({ slug, name }) => !problems.some((each) => each.slug === slug) && (name.toLowerCase().includes(wanted) || slug.includes(wanted))).slice(0, MOST_FOUND);
  function add(problem: { slug: string; name: string }) {
    put(addProblem(problems, problem));
    const { name } = problem;
    setSaid(t`${name} is in the contest.`);
    setText('');
  }
  function step(at: number, by: -1 | 1) {
    const moved = problems[at];
    const before = by < 0 ? problems[at - 1] : problems[at + 2];
    if (!moved || (by < 0 && !before) || (by > 0 && at === problems.length - 1)) return;
    put(moveProblem(problems, moved.slug, before?.slug ?? null));
    const [name, place] = [moved.name, at + by + 1];
    setSaid(t`${name} is number ${place} now.`);
  }
  const fault = faultOf('problems');
  return (
    <div className="stack">
      {problems.length === 0 ? null : (
        <ol className={`plain-list chosen-problems${dragging ? ' dragging' : ''}`} data-group="problems">
          {problems.map((problem, at) => (
            <ContestProblemRow
              key={problem.slug}
              problem={problem}
              pointed={format !== 'icpc'}
              first={at === 0}
              last={at === problems.length - 1}
              drop={dragging === null ? undefined : dragging.before === problem.slug ? 'before' : dragging.before === null && at === problems.length - 1 ? 'after' : undefined}
              moves={dragging?.id === problem.slug}
              handle={handle('test', problem.slug)}
              fault={faultOf(`problems.${at}.label`) ?? faultOf(`problems.${at}.points`) ?? faultOf(`problems.${at}.color`) ?? faultOf(`problems.${at}.slug`)}
              onChange={(part) => put(problems.map((each) => (each.slug === problem.slug ? { ...each, ...part } : each)))}
              onStep={(by) => step(at, by)}
              onRemove={() => put(removeProblem(problems, problem.slug))}
            >
              {pretested ? <PretestsField problem={problem} fault={faultOf(`problems.${at}.pretests`)} onChange={(pretests) => put(problems.map((each) => (each.slug === problem.slug ? { ...each, pretests } : each)))} /> : null}
            </ContestProblemRow>
          ))}
        </ol>
      )}
      {problems.length === 0 ? null : (
        <CheckField
          label={t`Judge on pretests while it runs`}
          hint={t`Chosen for each problem. After the end the system test judges what they let pass on all tests.`}
          checked={pretested}
          onChange={({ target }) => {
            setPretested(target.checked);
            if (!target.checked) keepPretests(new Map(problems.map(({ slug, pretests }) => [slug, pretests])));
            put(problems.map((each) => ({ ...each, pretests: target.checked ? (pretestsBefore.get(each.slug) ?? null) : null })));
          }}
        />
      )}
      <div className="stack tight">
        <TextField
          label={t`Add a problem`}
          hint={t`Type a part of its name. Enter adds the first that fits.`}
          type="search"
          autoComplete="off"
          value={text}
          fault={fault}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // The form is not sent by it.
            event.preventDefault();
            if (found[0]) add(found[0]);
          }}
        />
        {found.length > 0 ? (
          <ul className="plain-list found-problems" aria-label={t`Problems that fit`}>
            {found.map(({ slug, name, visibility }) => (
              <li key={slug}>
                <button type="button" onClick={() => add({ slug, name })}>
                  <Icon name="plus" /> <span>{name}</span> <span className="soft small mono">{slug}</span>
                  {visibility === 'private' ? <Icon name="lock" size={12} label={t`Private`} /> : null}
                </button>
              </li>
            ))}
          </ul>
        ) : wanted !== '' && data ? (
          <p className="soft small">
            <Trans>No problem fits.</Trans>
          </p>
        ) : null}
      </div>
      <p className="unseen" role="status">
        {said}
      </p>
    </div>
  );
}
