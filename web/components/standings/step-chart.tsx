import { useId, type ReactElement } from 'react';
import { contestTime } from '../../util/standings-cell.js';
import { stepPath, timeTicks, type Point } from '../../util/chart.js';
import './charts.css';

interface Props {
  title: string;
  /** What the line says in a sentence, for who does not see it. */
  summary: string;
  /** Seconds and values, in the order of time. */
  points: readonly { atSeconds: number; value: number }[];
  untilSeconds: number;
  /** Values that are marked at the side, the first at the bottom. */
  marks: readonly { value: number; label: string }[];
  /** Greatest and least value that there is room for; `from` is at the bottom, and may be the greater. */
  from: number;
  to: number;
  /** From here on nothing more is told. */
  freezeAt?: number | undefined;
}

const WIDTH = 400;
const HEIGHT = 150;

/** A line that goes in steps over the time of the contest. */
export function StepChart({ title, summary, points, untilSeconds, marks, from, to, freezeAt }: Props): ReactElement {
  const id = useId();
  const x = (seconds: number) => (untilSeconds === 0 ? 0 : Math.min(1, seconds / untilSeconds));
  const y = (value: number) => (from === to ? 1 : 1 - (value - from) / (to - from));
  const last = points.at(-1);
  const line: Point[] = points.map(({ atSeconds, value }) => ({ x: x(atSeconds), y: y(value) }));
  if (last) line.push({ x: 1, y: y(last.value) });
  return (
    <figure className="step-chart">
      <figcaption id={id} className="small">
        <strong>{title}</strong>
      </figcaption>
      <div className="step-chart-frame">
        <div className="step-chart-marks small soft numbers" aria-hidden>
          {marks.map(({ value, label }) => (
            <span key={value} style={{ top: `${y(value) * 100}%` }}>
              {label}
            </span>
          ))}
        </div>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-labelledby={`${id} ${id}-summary`}>
          {freezeAt !== undefined && freezeAt < untilSeconds ? <rect className="chart-freeze" x={x(freezeAt) * WIDTH} y={0} width={(1 - x(freezeAt)) * WIDTH} height={HEIGHT} /> : null}
          {marks.map(({ value }) => (
            <line key={value} className="chart-grid" x1={0} x2={WIDTH} y1={y(value) * HEIGHT} y2={y(value) * HEIGHT} />
          ))}
          <path className="chart-line" d={stepPath(line, WIDTH, HEIGHT)} />
        </svg>
        <div className="step-chart-times small soft numbers" aria-hidden>
          {timeTicks(untilSeconds, 5).map((seconds) => (
            <span key={seconds} style={{ left: `${x(seconds) * 100}%` }}>
              {contestTime(seconds)}
            </span>
          ))}
        </div>
      </div>
      <p id={`${id}-summary`} className="unseen">
        {summary}
      </p>
    </figure>
  );
}
