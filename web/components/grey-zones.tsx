import { Plural } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Verification } from '#contract/problem.js';
import { Note } from '../ui/state.js';
import { percent } from '../util/format.js';
import { greyZoneOf, marginsOf } from '../util/matrix.js';

/** Verdicts that depend on the machine are worth a word even where they are as expected. */
export function GreyZones({ verification: { rows, timeLimitMs, timeMargins } }: { verification: Pick<Verification, 'rows' | 'timeLimitMs' | 'timeMargins'> }): ReactElement | null {
  const zones = rows.flatMap((row) => greyZoneOf(row, timeLimitMs, timeMargins)?.zone ?? []);
  const near = zones.filter((zone) => zone === 'near').length;
  const over = zones.length - near;
  const margins = marginsOf(timeMargins);
  const [least, most] = [percent(margins.near), percent(margins.over)];
  if (zones.length === 0) return null;
  return (
    <Note tone="warn">
      <ul className="plain-list">
        {near > 0 ? (
          <li>
            <Plural value={near} one={`# accepted submission uses more than ${least} of the time limit, which is the margin of the format: another machine may find it too slow. Raise the limit.`} other={`# accepted submissions use more than ${least} of the time limit, which is the margin of the format: another machine may find them too slow. Raise the limit.`} />
          </li>
        ) : null}
        {over > 0 ? (
          <li>
            <Plural value={over} one={`# submission that is too slow needs less than ${most} of the time limit, which is the margin of the format: another machine may accept it. Lower the limit, or make larger tests.`} other={`# submissions that are too slow need less than ${most} of the time limit, which is the margin of the format: another machine may accept them. Lower the limit, or make larger tests.`} />
          </li>
        ) : null}
      </ul>
    </Note>
  );
}
