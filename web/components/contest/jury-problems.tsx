import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { JuryProblem } from '#contract/contest-jury.js';
import { useLanguageName } from '../../hooks/use-language-name.js';
import { clock, number, percent } from '../../util/format.js';
import { Balloon } from './balloon.js';
import '../narrow-table.css';

/** How hard each problem turns out, and who solved it first. */
export function JuryProblems({ problems }: { problems: readonly JuryProblem[] }): ReactElement {
  return (
    <section className="stack">
      <h2>
        <Trans>Problems so far</Trans>
      </h2>
      {problems.length === 0 ? (
        <p className="soft">
          <Trans>The contest has no problems yet.</Trans>
        </p>
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t`Problems so far`}>
          <table className="table">
            <caption className="unseen">
              <Trans>How hard each problem turns out</Trans>
            </caption>
            <thead>
              <tr>
                <th>
                  <Trans>Problem</Trans>
                </th>
                <th className="end">
                  <Trans>Solved of tried</Trans>
                </th>
                <th className="end roomy">
                  <Trans>Submissions</Trans>
                </th>
                <th className="end roomy">
                  <Trans>Tries per solve</Trans>
                </th>
                <th>
                  <Trans>First solve</Trans>
                </th>
                <th className="roomy">
                  <Trans>Languages</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <Row key={problem.label} problem={problem} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ problem }: { problem: JuryProblem }): ReactElement {
  const { label, name, slug, color, tried, solved, submissions, waiting, triesPerSolve, first, languages } = problem;
  const languageName = useLanguageName();
  const [all, open, at] = [number(submissions), number(waiting), first === null ? '' : clock(first.atSeconds)];
  return (
    <tr>
      <th scope="row" style={{ minWidth: '8rem' }}>
        <Balloon label={label} color={color} />{' '}
        <Link to="/problems/$slug" params={{ slug }}>
          {name}
        </Link>
      </th>
      <td className="end numbers tight">
        {number(solved)} / {number(tried)}
        {tried > 0 ? <div className="small soft">{percent(solved / tried)}</div> : null}
        <span className="cramped small soft">
          <Trans>{all} submissions</Trans>
        </span>
      </td>
      <td className="end numbers roomy">
        {all}
        {waiting > 0 ? (
          <div className="small soft">
            <Trans>{open} wait</Trans>
          </div>
        ) : null}
      </td>
      <td className="end numbers roomy">{triesPerSolve === null ? '–' : number(triesPerSolve, 1)}</td>
      <td>
        {first === null ? (
          '–'
        ) : (
          <Link to="/submissions/$id" params={{ id: first.submission }} search={{}}>
            <span className="numbers">{at}</span> {first.participant}
          </Link>
        )}
      </td>
      <td className="roomy small">
        <span className="jury-languages">
          {languages.slice(0, 4).map(({ language, submissions: sent, accepted }) => {
            const [id, right, of] = [languageName(language), number(accepted), number(sent)];
            return (
              <span key={language} className="numbers" title={t`${id}: ${right} of ${of} accepted`}>
                {id}{' '}
                <span className="soft">
                  {right}/{of}
                </span>
              </span>
            );
          })}
        </span>
      </td>
    </tr>
  );
}
