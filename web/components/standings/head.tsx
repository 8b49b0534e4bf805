import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ContestFormat } from '#contract/contest.js';
import type { Scoreboard } from '#contract/scoreboard.js';
import { number } from '../../util/format.js';
import { TOTALS, type TotalColumn } from '../../util/standings-cell.js';

const TOTAL_WORDS = { solved: msg`Solved`, penalty: msg`Penalty`, score: msg`Score`, time: msg`Time` } satisfies Record<TotalColumn, MessageDescriptor>;

type HeadProblem = Pick<Scoreboard['problems'][number], 'label' | 'name' | 'color'> & Partial<Pick<Scoreboard['problems'][number], 'solvedBy' | 'triedBy' | 'lowerIsBetter'>>;

interface Props {
  format: ContestFormat;
  problems: readonly HeadProblem[];
  /** By label, where there are pages of them for whoever is here. */
  slugs?: ReadonlyMap<string, string>;
}

/** Totals, and each problem with the colour of its balloon and how many have solved and tried it. */
export function Head({ format, problems, slugs }: Props): ReactElement {
  const { _ } = useLingui();
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="rank">
          <Trans>Rank</Trans>
        </th>
        <th scope="col" className="name">
          <Trans>Name</Trans>
        </th>
        {TOTALS[format].map((column, at) => (
          <th key={column} scope="col" className={`total${at === 0 ? '' : ' second'}`}>
            {_(TOTAL_WORDS[column])}
          </th>
        ))}
        {problems.map((problem) => (
          <th key={problem.label} scope="col" className="cell-head">
            <ProblemHead problem={problem} slug={slugs?.get(problem.label)} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ProblemHead({ problem: { label, name: called, color, solvedBy, triedBy, lowerIsBetter }, slug }: { problem: HeadProblem; slug: string | undefined }): ReactElement {
  const name = lowerIsBetter ? t`${called} (fewer points are better)` : called;
  const inside = (
    <>
      <BalloonMark color={color} />
      {label}
    </>
  );
  const [solvers, tried] = [number(solvedBy ?? 0), number(triedBy ?? 0)];
  return (
    <>
      {slug === undefined ? (
        <span className="cell-label" title={name}>
          {inside}
        </span>
      ) : (
        <Link to="/problems/$slug" params={{ slug }} className="cell-label" title={name} preload={false}>
          {inside}
        </Link>
      )}
      {solvedBy === undefined ? null : (
        <span className="cell-counts numbers" title={t`${name}: solved by ${solvers} of ${tried} who tried`}>
          <span aria-hidden>
            {solvers}/{tried}
          </span>
          <span className="unseen">{t`${name}: solved by ${solvers} of ${tried} who tried`}</span>
        </span>
      )}
    </>
  );
}

/** A balloon of a colour; none where there is none. */
export function BalloonMark({ color }: { color: string | null }): ReactElement | null {
  if (color === null) return null;
  return (
    <svg className="balloon-mark" width="11" height="14" viewBox="0 0 11 14" aria-hidden>
      <path d="M5.5 .7C2.800 .7 .7 2.800 .7 5.400s2.100 4.900 4.300 5.400l-.9 1.700h2.800l-.9-1.700c2.200-.5 4.300-2.800 4.300-5.400S8.200 .7 5.500 .7z" fill={color} stroke="var(--line-strong)" strokeWidth="1" />
    </svg>
  );
}
