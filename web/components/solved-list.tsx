import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Profile } from '#contract/profile.js';
import { Button } from '../ui/button.js';
import { State } from '../ui/state.js';
import { number } from '../util/format.js';
import { BarList } from './bar-list.js';
import { Time } from './time.js';

const SHOWN = 12;
const TAGS_SHOWN = 20;

/** What somebody solved: how hard, with which tags, and the problems, which the tags narrow down. */
export function SolvedList({ solved }: { solved: Profile['solved'] }): ReactElement {
  const [tag, setTag] = useState<string>();
  const [all, setAll] = useState(false);
  const fits = solved.latest.filter((problem) => tag === undefined || problem.tags.includes(tag));
  const shown = all ? fits : fits.slice(0, SHOWN);
  const { length } = solved.latest;
  const many = number(length);
  if (solved.count === 0)
    return (
      <div className="card">
        <State icon="inbox" title={t`Nothing solved yet`}>
          <Trans>Solved problems will be listed here, by difficulty and tag.</Trans>
        </State>
      </div>
    );
  return (
    <div className="stack">
      <div className="card">
        <BarList
          caption={t`Solved problems by difficulty`}
          what={t`Difficulty`}
          value={t`Solved problems`}
          total={solved.count}
          rows={solved.byDifficulty.map(({ difficulty, count }) => ({ key: String(difficulty), label: levelName(difficulty), value: count, tone: difficulty === null ? ('calm' as const) : ('accent' as const) }))}
        />
      </div>
      {solved.byTag.length > 0 ? (
        <div className="row tag-list" role="group" aria-label={t`Only with a tag`}>
          {solved.byTag.slice(0, TAGS_SHOWN).map((each) => {
            const [name, count] = [each.tag, number(each.count)];
            return (
              <button key={name} type="button" className="tag" aria-pressed={tag === name} onClick={() => setTag(tag === name ? undefined : name)}>
                {name} <span className="numbers">{count}</span>
              </button>
            );
          })}
        </div>
      ) : null}
      <div className="table-frame">
        <table className="table solved-table">
          <caption className="unseen">
            <Trans>Solved problems, newest first</Trans>
          </caption>
          <thead>
            <tr>
              <th>
                <Trans>Problem</Trans>
              </th>
              <th className="tight">
                <Trans>Difficulty</Trans>
              </th>
              <th className="tight">
                <Trans>Solved</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((problem) => (
              <tr key={problem.slug}>
                <th scope="row">
                  <Link to="/problems/$slug" params={{ slug: problem.slug }}>
                    {problem.name}
                  </Link>
                </th>
                <td className="numbers tight">{problem.difficulty === null ? '–' : number(problem.difficulty, 1)}</td>
                <td className="tight">
                  <Time at={problem.solvedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row small soft">
        {fits.length > shown.length ? (
          <Button compact onClick={() => setAll(true)}>
            <Plural value={fits.length} one="Show it" other="Show all #" />
          </Button>
        ) : null}
        {solved.count > length ? <Trans>These are the latest {many}; the numbers above count all of them.</Trans> : null}
      </div>
    </div>
  );
}

function levelName(difficulty: number | null): string {
  if (difficulty === null) return t`Not rated`;
  const [from, to] = [number(difficulty), number(difficulty + 1)];
  return difficulty === 10 ? from : t`${from} to ${to}`;
}
