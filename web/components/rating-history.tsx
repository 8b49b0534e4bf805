import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PersonRating } from '#contract/rating.js';
import { number } from '../util/format.js';
import { RatingPlot } from './rating-plot.js';
import { Time } from './time.js';
import './narrow-table.css';

/** The rating of a person: where they stand, how they came there, and what each contest changed. */
export function RatingHistory({ rating }: { rating: PersonRating }): ReactElement {
  const [now, best] = [number(rating.rating), number(rating.maximum)];
  return (
    <div className="card stack">
      <p>
        <Trans>
          Rating <strong className="numbers">{now}</strong>, at most <span className="numbers">{best}</span>
        </Trans>
        {' · '}
        <Link to="/ratings">
          <Trans>All ratings</Trans>
        </Link>
      </p>
      {rating.contests.length > 1 ? <RatingPlot rating={rating} /> : null}
      <div className="table-frame" tabIndex={0} role="region" aria-label={t`Rated contests`}>
        <table className="table">
          <caption className="unseen">
            <Trans>Rated contests, the last one first</Trans>
          </caption>
          <thead>
            <tr>
              <th>
                <Trans>Contest</Trans>
              </th>
              <th className="tight roomy">
                <Trans>When</Trans>
              </th>
              <th className="tight end">
                <Trans>Place</Trans>
              </th>
              <th className="tight end roomy">
                <Trans>Performance</Trans>
              </th>
              <th className="tight end">
                <Trans>Rating</Trans>
              </th>
              <th className="tight end">
                <Trans>Change</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...rating.contests].reverse().map((each) => (
              <tr key={`${each.endedAt} ${each.contest?.slug ?? ''}`}>
                <td>
                  {each.contest ? (
                    <Link to="/contests/$slug" params={{ slug: each.contest.slug }}>
                      {each.contest.name}
                    </Link>
                  ) : (
                    <span className="soft">
                      <Trans>A private contest</Trans>
                    </span>
                  )}
                  <span className="cramped small soft">
                    <Time at={each.endedAt} />
                  </span>
                </td>
                <td className="tight roomy">
                  <Time at={each.endedAt} />
                </td>
                <td className="tight end numbers">{`${number(each.rank)} / ${number(each.field)}`}</td>
                <td className="tight end numbers roomy">{number(each.performance)}</td>
                <td className="tight end numbers">{number(each.rating)}</td>
                <td className="tight end numbers">{each.change === null ? '–' : signed(each.change)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const signed = (change: number): string => (change > 0 ? `+${number(change)}` : change < 0 ? `−${number(-change)}` : '0');
