import { useMemo, type ReactElement, type ReactNode } from 'react';
import { diffLines, type Side } from '../util/diff.js';
import './diff-view.css';

/** Expected and got, side by side. In lines that differ, white space is drawn and a missing end of line is named. */
export function DiffView({ expected, got }: { expected: string; got: string }): ReactElement {
  const rows = useMemo(() => diffLines(expected, got), [expected, got]);
  return (
    <div className="diff-frame" tabIndex={0} role="region" aria-label="Expected output beside the program's output">
      <table className="diff">
        <colgroup>
          <col className="number" />
          <col />
          <col className="number" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th colSpan={2} scope="col">
              Expected
            </th>
            <th colSpan={2} scope="col">
              Your program
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className={row.same ? undefined : 'differs'}>
              <td className="number">{row.left?.number}</td>
              <td className="left">{row.left ? <Line side={row.left} plain={row.same} /> : <span className="white">(no line)</span>}</td>
              <td className="number">{row.right?.number}</td>
              <td className="right">{row.right ? <Line side={row.right} plain={row.same} /> : <span className="white">(no line)</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ side, plain }: { side: Side; plain: boolean }): ReactElement {
  if (plain) return <>{side.before}</>;
  return (
    <>
      {whiteShown(side.before)}
      {side.differs === '' ? null : <mark>{whiteShown(side.differs)}</mark>}
      {whiteShown(side.after)}
      {side.ended ? <span className="white">⏎</span> : <span className="no-end"> no end of line</span>}
    </>
  );
}

const DRAWN: Record<string, string> = { ' ': '·', '\t': '→\t', '\u00a0': '⍽' };

/** Control characters have pictures of their own, from U+2400 on; those that have none are drawn as a box. */
const drawn = (character: string): string => DRAWN[character] ?? (character < ' ' ? String.fromCodePoint(0x2400 + character.charCodeAt(0)) : '▯');

function whiteShown(text: string): ReactNode {
  return text.split(/((?:[ \u00a0]|\p{Cc})+)/u).map((part, at) => (at % 2 === 0 ? part : <span key={at} className="white">{[...part].map(drawn).join('')}</span>));
}
