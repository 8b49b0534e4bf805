import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { PersonRating } from '#contract/rating.js';
import { exactTime, number } from '../util/format.js';
import './rating.css';

const [WIDTH, HEIGHT, LEFT, BOTTOM, EDGE] = [640, 200, 44, 24, 10];
const STEPS = [50, 100, 200, 500, 1000];

/** A rating over time. The same is in the table below it, so that to a screen reader it is one image with a summary. */
export function RatingPlot({ rating }: { rating: PersonRating }): ReactElement {
  const { contests } = rating;
  const times = contests.map(({ endedAt }) => Date.parse(endedAt));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const values = contests.map((contest) => contest.rating);
  const spread = Math.max(...values) - Math.min(...values);
  const step = STEPS.find((each) => spread / each <= 4) ?? 2000;
  const low = Math.floor(Math.min(...values) / step) * step;
  const high = Math.max(low + step, Math.ceil(Math.max(...values) / step) * step);
  const x = (at: number) => (first === last ? (LEFT + WIDTH) / 2 : LEFT + EDGE + ((at - first) / (last - first)) * (WIDTH - LEFT - 2 * EDGE));
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - BOTTOM - EDGE);
  const lines = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step);
  const points = contests.map((contest, at) => ({ contest, x: x(times[at]!), y: y(contest.rating) }));
  const [now, best, count] = [number(rating.rating), number(rating.maximum), contests.length];
  return (
    <svg className="rating-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t`Rating over ${count} contests: now ${now}, at most ${best}`}>
      {lines.map((value) => (
        <g key={value}>
          <line className="grid" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {number(value)}
          </text>
        </g>
      ))}
      <polyline className="path" points={points.map((point) => `${point.x},${point.y}`).join(' ')} />
      {points.map((point) => (
        <circle key={point.contest.endedAt + String(point.contest.rank)} cx={point.x} cy={point.y} r={4}>
          <title>{`${number(point.contest.rating)} · ${exactTime(point.contest.endedAt)}`}</title>
        </circle>
      ))}
    </svg>
  );
}
