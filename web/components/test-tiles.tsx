import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, useCallback, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import { Icon } from '../ui/icon.js';
import { groupName } from './group-name.js';
import { Remark, type Test } from './test-remark.js';
import { Usage } from './usage.js';
import { VERDICT, VerdictBadge, VerdictIcon } from './verdict.js';

interface Props {
  all: (Test | undefined)[];
  submission: Submission;
  staff: boolean;
}

/** Many tests: a small tile each, by group, and the chosen one in words. One stop of the Tab key; arrow keys walk it. */
export function TestTiles({ all, submission, staff }: Props): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<number>();
  const choose = useCallback((index: number) => setChosen(index), []);
  const firstBad = submission.tests.find((test) => test.verdict !== 'accepted' && test.verdict !== 'skipped');
  const shown = all[(chosen ?? firstBad?.index ?? submission.tests[0]?.index ?? 1) - 1];

  function keys(event: KeyboardEvent) {
    const tiles = [...(frame.current?.querySelectorAll<HTMLButtonElement>('button.tile') ?? [])];
    const at = tiles.indexOf(document.activeElement as HTMLButtonElement);
    const first = tiles[0];
    if (at < 0 || !first) return;
    const perRow = Math.max(1, Math.round((frame.current?.clientWidth ?? 0) / (first.offsetWidth + 4)));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + perRow, ArrowUp: at - perRow, Home: 0, End: tiles.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tiles[Math.min(tiles.length - 1, Math.max(0, to))];
    next?.focus();
    next?.click();
  }

  return (
    <div className="card stack">
      <Counts tests={submission.tests} toCome={all.length - submission.tests.length} />
      <div ref={frame} className="stack tight" role="group" aria-label={t`Tests`} onKeyDown={keys}>
        {sectionsOf(submission.groups, all.length).map(({ name, indices }) => (
          <div key={name ?? ''} className="tile-group">
            {name === undefined ? null : <h3>{groupName(name)}</h3>}
            <div className="tiles">
              {indices.map((index) => (
                <Tile key={index} index={index} verdict={all[index - 1]?.verdict} pressed={shown !== undefined && shown.index === index} onChoose={choose} />
              ))}
            </div>
          </div>
        ))}
      </div>
      <div className="test-detail">{shown ? <Detail test={shown} submission={submission} staff={staff} /> : null}</div>
    </div>
  );
}

/** The groups that hold tests; one section without a name where there is nothing to tell apart. */
function sectionsOf(groups: Submission['groups'], total: number): { name: string | undefined; indices: readonly number[] }[] {
  const holding = groups?.filter((group) => group.tests.length > 0) ?? [];
  if (holding.length < 2) return [{ name: undefined, indices: Array.from({ length: total }, (_, at) => at + 1) }];
  return holding.map(({ name, tests }) => ({ name, indices: tests }));
}

interface TileProps {
  index: number;
  verdict: Verdict | undefined;
  pressed: boolean;
  onChoose: (index: number) => void;
}

const Tile = memo(function Tile({ index, verdict, pressed, onChoose }: TileProps): ReactElement {
  if (verdict === undefined)
    return (
      <span className="tile waiting" aria-hidden>
        <Icon name="dots" size={13} />
        {index}
      </span>
    );
  const { word } = VERDICT[verdict];
  return (
    <button type="button" className={`tile tone-${VERDICT[verdict].tone}`} aria-pressed={pressed} tabIndex={pressed ? 0 : -1} aria-label={t`Test ${index}: ${word}`} onClick={() => onChoose(index)}>
      <VerdictIcon verdict={verdict} size={13} />
      {index}
    </button>
  );
});

function Counts({ tests, toCome }: { tests: readonly Test[]; toCome: number }): ReactElement {
  const counts = new Map<Verdict, number>();
  for (const test of tests) counts.set(test.verdict, (counts.get(test.verdict) ?? 0) + 1);
  return (
    <div className="summary-dots small numbers">
      {[...counts].map(([verdict, count]) => {
        const { word } = VERDICT[verdict];
        return (
          <span key={verdict} className="row" style={{ gap: '0.35em' }}>
            <VerdictIcon verdict={verdict} size={14} /> {t`${word}: ${count}`}
          </span>
        );
      })}
      {toCome > 0 ? <span className="soft">{t`${toCome} to come`}</span> : null}
    </div>
  );
}

function Detail({ test, submission, staff }: { test: Test; submission: Submission; staff: boolean }): ReactElement {
  const { index } = test;
  const name = test.name ?? '';
  return (
    <div className="row">
      <strong>{name === '' ? <Trans>Test {index}</Trans> : t`Test ${index} (${name})`}</strong>
      <VerdictBadge verdict={test.verdict} />
      {test.verdict === 'skipped' ? null : (
        <>
          <Usage kind="time" value={test.cpuMs} limit={test.timeLimitMs ?? submission.timeLimitMs} />
          <Usage kind="memory" value={test.peakMemoryKib} limit={test.memoryLimitKib ?? submission.memoryLimitKib} />
        </>
      )}
      <Remark test={test} staff={staff} />
    </div>
  );
}
