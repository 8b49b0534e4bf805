import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { useMedia } from '../hooks/use-media.js';
import { Button } from '../ui/button.js';
import { duration, memory } from '../util/format.js';
import { comparedTests, type ComparedTest } from '../util/compare-tests.js';
import { VerdictBadge } from './verdict.js';
import './compare.css';
import './narrow-table.css';

/** Verdict, time and memory of each test on both sides. Of many tests, those whose verdicts differ come first and the rest on request. */
export function CompareTests({ left, right }: { left: Submission; right: Submission }): ReactElement | null {
  const [every, setEvery] = useState(false);
  const span = useMedia('(max-width: 48rem)') ? 1 : 3;
  const rows = comparedTests(left, right);
  if (rows.length === 0) return null;
  const differing = rows.filter((row) => row.verdictDiffers);
  const alone = rows.filter((row) => row.onOneSide).length;
  const shown = every ? rows : differing;
  const [count, total] = [differing.length, rows.length];
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>
          <Trans>Tests</Trans>
        </h2>
        <Button compact aria-pressed={every} onClick={() => setEvery(!every)}>
          {every ? <Trans>Only those that differ</Trans> : plural(total, { one: 'Show # test', other: 'Show all # tests' })}
        </Button>
      </div>
      <p className="soft small" role="status">
        {count === 0 ? t`Every test that ran on both sides has the same verdict.` : plural(count, { one: '# test has another verdict.', other: '# tests have another verdict.' })}{' '}
        {alone === 0 ? null : plural(alone, { one: '# test ran on one side only.', other: '# tests ran on one side only.' })}
      </p>
      {shown.length === 0 ? null : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t`Tests of both submissions`}>
          <table className="table compare-table">
            <caption className="unseen">
              <Trans>Verdict, time and memory of each test on both sides</Trans>
            </caption>
            <thead>
              <tr>
                <th className="tight end" rowSpan={2}>
                  #
                </th>
                <th colSpan={span} scope="colgroup">
                  <Trans>Left</Trans>
                </th>
                <th colSpan={span} scope="colgroup">
                  <Trans>Right</Trans>
                </th>
              </tr>
              <tr>
                <SideHead />
                <SideHead />
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.index} className={row.verdictDiffers ? 'differs' : undefined}>
                  <td className="tight end numbers" title={row.name === '' ? undefined : row.name}>
                    {row.index}
                    {row.verdictDiffers ? <span className="unseen">{t`differs`}</span> : null}
                  </td>
                  <SideCells row={row} side="left" />
                  <SideCells row={row} side="right" />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function SideHead(): ReactElement {
  return (
    <>
      <th>
        <Trans>Verdict</Trans>
      </th>
      <th className="end roomy">
        <Trans>Time</Trans>
      </th>
      <th className="end roomy">
        <Trans>Memory</Trans>
      </th>
    </>
  );
}

function SideCells({ row, side }: { row: ComparedTest; side: 'left' | 'right' }): ReactElement {
  const test = row[side];
  const ran = test !== undefined && test.verdict !== 'skipped';
  return (
    <>
      <td className="tight">
        {test ? <VerdictBadge verdict={test.verdict} /> : '–'}
        {ran ? (
          <span className="cramped small soft numbers">
            <span>
              {duration(test.cpuMs)} {row.faster === side ? t`faster` : ''}
            </span>
            <span>
              {memory(test.peakMemoryKib)} {row.smaller === side ? t`less` : ''}
            </span>
          </span>
        ) : null}
      </td>
      <td className="tight end numbers roomy">
        {ran ? duration(test.cpuMs) : null} {row.faster === side ? <span className="tag">{t`faster`}</span> : null}
      </td>
      <td className="tight end numbers roomy">
        {ran ? memory(test.peakMemoryKib) : null} {row.smaller === side ? <span className="tag">{t`less`}</span> : null}
      </td>
    </>
  );
}
