import type { ReactElement, ReactNode } from 'react';
import { number, percent } from '../util/format.js';
import './bar-list.css';

export interface BarRow {
  key: string;
  label: ReactNode;
  value: number;
  tone?: 'good' | 'bad' | 'warn' | 'odd' | 'accent' | 'calm';
}

/** Numbers beside bars of their length; the share is of `total`. A table, so that it can be read without seeing the bars. */
export function BarList({ caption, what, value, rows, total }: { caption: string; what: string; value: string; rows: readonly BarRow[]; total?: number }): ReactElement {
  const longest = Math.max(1, ...rows.map((row) => row.value));
  return (
    <table className="bar-list">
      <caption className="unseen">{caption}</caption>
      <thead className="unseen">
        <tr>
          <th>{what}</th>
          <th>{value}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td className="numbers">
              <span className="length" aria-hidden>
                <span className={`fill-${row.tone ?? 'accent'}`} style={{ width: `${(row.value / longest) * 100}%` }} />
              </span>
              <span>{number(row.value)}</span>
              {total === undefined || total === 0 ? null : <span className="soft small">{percent(row.value / total)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
