import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useMedia } from '../hooks/use-media.js';
import { Button } from '../ui/button.js';
import { diffLines, type DiffRow, type Side } from '../util/diff.js';
import { elidedEnd, elidedStart, folded, isCut, whiteParts } from '../util/diff-view.js';
import './diff-view.css';

/** Expected and got, side by side; one above the other on a phone. In lines that differ, white space is drawn and a missing end of line is named. */
export function DiffView({ expected, got }: { expected: string; got: string }): ReactElement {
  const rows = useMemo(() => diffLines(expected, got), [expected, got]);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => folded(rows, open), [rows, open]);
  const unified = useMedia('(max-width: 40rem)');
  const cut = { left: isCut(expected), right: isCut(got) };
  const Row = unified ? Stacked : Beside;
  return (
    <>
      {rows.every((row) => row.same) ? (
        <p className="soft small">
          {cut.left || cut.right ? <Trans>The part that is shown does not differ. The difference comes later.</Trans> : <Trans>The texts are the same, character by character.</Trans>}
        </p>
      ) : null}
      <div className="diff-frame" tabIndex={0} role="region" aria-label={t`Expected output beside the program's output`}>
        <table className={`diff${unified ? ' unified' : ''}`}>
          {unified ? <UnifiedHead /> : <BesideHead />}
          <tbody>
            {shown.map((part) => {
              if (part.kind === 'row') return <Row key={keyOf(part.row)} row={part.row} cut={lastCut(part.row, rows, cut)} />;
              const { length } = part.rows;
              return (
                <tr key={`fold ${part.first}`} className="fold">
                  <td colSpan={4}>
                    <Button compact look="ghost" onClick={() => setOpen(new Set([...open, part.first]))}>
                      {plural(length, { one: 'Show # equal line', other: 'Show # equal lines' })}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {cut.left || cut.right ? (
        <p className="soft small">
          <Trans>Only the first 4 KiB of each are kept and compared here.</Trans>
        </p>
      ) : null}
    </>
  );
}

const keyOf = ({ left, right }: DiffRow): string => `${left?.number ?? ''} ${right?.number ?? ''}`;

interface Cut {
  left: boolean;
  right: boolean;
}

/** The last line of a text that was cut ends because of that, not by itself. */
function lastCut(row: DiffRow, rows: readonly DiffRow[], cut: Cut): Cut {
  const last = rows.at(-1) === row;
  return { left: cut.left && last, right: cut.right && last };
}

function BesideHead(): ReactElement {
  return (
    <>
      <colgroup>
        <col className="number" />
        <col />
        <col className="number" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th colSpan={2} scope="col">
            <Trans>Expected</Trans>
          </th>
          <th colSpan={2} scope="col">
            <Trans>Your program</Trans>
          </th>
        </tr>
      </thead>
    </>
  );
}

function Beside({ row, cut }: { row: DiffRow; cut: Cut }): ReactElement {
  return (
    <tr className={row.same ? undefined : 'differs'}>
      <td className="number">{row.left?.number}</td>
      <td className="left">{row.left ? <Line side={row.left} plain={row.same} cut={cut.left} /> : <NoLine />}</td>
      <td className="number">{row.right?.number}</td>
      <td className="right">{row.right ? <Line side={row.right} plain={row.same} cut={cut.right} /> : <NoLine />}</td>
    </tr>
  );
}

const NoLine = (): ReactElement => (
  <span className="white">
    <Trans>(no line)</Trans>
  </span>
);

function UnifiedHead(): ReactElement {
  return (
    <>
      <colgroup>
        <col className="number" />
        <col className="number" />
        <col className="sign" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th colSpan={4} scope="col">
            <Trans>− expected, + your program</Trans>
          </th>
        </tr>
      </thead>
    </>
  );
}

function Stacked({ row, cut }: { row: DiffRow; cut: Cut }): ReactElement {
  if (row.same && row.left)
    return (
      <tr>
        <td className="number">{row.left.number}</td>
        <td className="number">{row.right?.number}</td>
        <td className="sign" />
        <td>
          <Line side={row.left} plain cut={false} />
        </td>
      </tr>
    );
  return (
    <>
      {row.left ? <Signed side={row.left} look="left" cut={cut.left} /> : null}
      {row.right ? <Signed side={row.right} look="right" cut={cut.right} /> : null}
    </>
  );
}

function Signed({ side, look, cut }: { side: Side; look: 'left' | 'right'; cut: boolean }): ReactElement {
  const expected = look === 'left';
  return (
    <tr className="differs">
      <td className="number">{expected ? side.number : null}</td>
      <td className="number">{expected ? null : side.number}</td>
      <td className={`sign ${look}`}>
        <span aria-hidden>{expected ? '−' : '+'}</span>
        <span className="unseen">{expected ? t`Expected` : t`Your program`}</span>
      </td>
      <td className={look}>
        <Line side={side} plain={false} cut={cut} />
      </td>
    </tr>
  );
}

function Line({ side, plain, cut }: { side: Side; plain: boolean; cut: boolean }): ReactElement {
  if (plain) return <>{side.before}</>;
  const [before, after] = [elidedStart(side.before), elidedEnd(side.after)];
  return (
    <>
      <Elided count={before.left} />
      {whiteShown(before.text)}
      {side.differs === '' ? null : <mark>{whiteShown(side.differs)}</mark>}
      {whiteShown(after.text)}
      <Elided count={after.left} />
      {side.ended ? <span className="white">⏎</span> : cut ? <span className="white">…</span> : <span className="no-end"> {t`no end of line`}</span>}
    </>
  );
}

const Elided = ({ count }: { count: number }): ReactElement | null => (count === 0 ? null : <span className="elided"> {plural(count, { one: '… # equal character …', other: '… # equal characters …' })} </span>);

const whiteShown = (text: string): ReactNode => whiteParts(text).map((part, at) => (at % 2 === 0 ? part : <span key={at} className="white">{part}</span>));
