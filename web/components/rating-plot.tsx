import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { PersonRating } from '#contract/rating.js';
import { day, exactTime, number } from '../util/format.js';
import './rating.css';
import './standings/charts.css';

const STEPS = [50, 100, 200, 500, 1000];
/** Between the outermost points and the sides, of the whole width. */
const EDGE = 0.03;

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
  const x = (at: number) => 100 * (first === last ? 0.5 : EDGE + ((at - first) / (last - first)) * (1 - 2 * EDGE));
  const y = (value: number) => 100 * (1 - (value - low) / (high - low));
  const lines = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step);
  const points = contests.map((contest, at) => ({ contest, x: x(times[at]!), y: y(contest.rating) }));
  const [now, best, count] = [number(rating.rating), number(rating.maximum), contests.length];
  return (
    <div className="step-chart-frame rating-plot">
      <div className="step-chart-marks small soft numbers" aria-hidden>
        {lines.map((value) => (
          <span key={value} style={{ top: `${y(value)}%` }}>
            {number(value)}
          </span>
        ))}
      </div>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={t`Rating over ${count} contests: now ${now}, at most ${best}`}>
        {lines.map((value) => (
          <line key={value} className="chart-grid" x1={0} x2={100} y1={y(value)} y2={y(value)} />
        ))}
        <polyline className="chart-line" points={points.map((point) => `${point.x},${point.y}`).join(' ')} />
      </svg>
      <div aria-hidden>
        {points.map(({ contest, ...point }) => (
          <span key={`${contest.endedAt} ${contest.contest?.slug ?? ''}`} className="rating-point" style={{ left: `${point.x}%`, top: `${point.y}%` }} title={[contest.contest?.name, number(contest.rating), exactTime(contest.endedAt)].filter(Boolean).join(' · ')} />
        ))}
      </div>
      <div className="rating-days small soft numbers" aria-hidden>
        {[...new Set([day(contests[0]!.endedAt), day(contests.at(-1)!.endedAt)])].map((each) => (
          <span key={each}>{each}</span>
        ))}
      </div>
    </div>
  );
}
