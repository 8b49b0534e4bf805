import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Profile } from '#contract/profile.js';
import { formatLocale } from '../i18n.js';
import { firstDayOfWeek, strengthOf, weeksOf, type CalendarDay } from '../util/calendar.js';
import { number } from '../util/format.js';
import './activity-calendar.css';

const date = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(formatLocale(), { ...options, timeZone: 'UTC' });
  return (day: string) => format.format(Date.parse(day));
};

/** A year of days, each with its number of submissions: by colour, in words under the pointer or the focus, and as a table. */
export function ActivityCalendar({ calendar }: { calendar: Profile['calendar'] }): ReactElement {
  const weeks = useMemo(() => weeksOf(calendar, firstDayOfWeek(formatLocale())), [calendar]);
  const formats = useMemo(() => ({ full: date({ dateStyle: 'full' }), month: date({ month: 'short' }), weekday: date({ weekday: 'short' }) }), []);
  const last = weeks.length - 1;
  const [at, setAt] = useState({ week: last, day: (weeks[last]?.length ?? 1) - 1 });
  const [pointed, setPointed] = useState<CalendarDay>();
  const grid = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  // Where not all of the year fits, the latest part is shown.
  useEffect(() => {
    frame.current?.scrollTo({ left: frame.current.scrollWidth });
  }, []);

  function keys(event: React.KeyboardEvent) {
    const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], Home: [-at.week, 0], End: [last - at.week, 0], PageUp: [-4, 0], PageDown: [4, 0] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const week = Math.min(last, Math.max(0, at.week + step[0]));
    const day = Math.min((weeks[week]?.length ?? 1) - 1, Math.max(0, at.day + step[1]));
    setAt({ week, day });
    grid.current?.querySelector<HTMLElement>(`[data-day="${week}-${day}"]`)?.focus();
  }
  const shown = pointed ?? weeks[at.week]?.[at.day];
  return (
    <div className="stack tight">
      <div className="calendar-frame" ref={frame}>
        <div className="calendar-months small soft" aria-hidden style={{ gridTemplateColumns: `repeat(${weeks.length}, var(--day))` }}>
          {weeks.map((week, index) => (isNewMonth(weeks, index) ? <span key={week[0]!.date} style={{ gridColumn: index + 1 }}>{formats.month(week[0]!.date)}</span> : null))}
        </div>
        <div ref={grid} role="grid" aria-label={t`Submissions of each day`} aria-colcount={weeks.length} className="calendar" onKeyDown={keys} onPointerLeave={() => setPointed(undefined)}>
          {Array.from({ length: 7 }, (_, day) => (
            <div role="row" key={day}>
              {weeks.map((week, index) => {
                const each = week[day];
                if (!each) return <span key={index} role="gridcell" aria-hidden className="no-day" />;
                return (
                  <span
                    key={index}
                    role="gridcell"
                    tabIndex={at.week === index && at.day === day ? 0 : -1}
                    data-day={`${index}-${day}`}
                    className={`day day-${strengthOf(each.submissions)}`}
                    aria-label={inWords(each, formats.full(each.date))}
                    onFocus={() => setAt({ week: index, day })}
                    onPointerEnter={() => setPointed(each)}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <div className="row apart small soft">
        <span className="numbers" aria-hidden>
          {shown ? inWords(shown, formats.full(shown.date)) : ''}
        </span>
        <span className="row legend" aria-hidden>
          <Trans>Less</Trans>
          {[0, 1, 2, 3, 4].map((strength) => (
            <span key={strength} className={`day day-${strength}`} />
          ))}
          <Trans>More</Trans>
        </span>
      </div>
      {calendar.days.length > 0 ? <AsTable calendar={calendar} full={formats.full} /> : null}
    </div>
  );
}

function inWords({ submissions, accepted }: CalendarDay, day: string): string {
  const [sent, right] = [number(submissions), number(accepted)];
  return submissions === 0 ? t`${day}: no submission` : t`${day}: submissions: ${sent}, accepted: ${right}`;
}

const isNewMonth = (weeks: readonly CalendarDay[][], index: number): boolean => {
  const month = (at: number) => weeks[at]?.[0]?.date.slice(0, 7);
  // The first is written only where the next does not follow at once.
  return index === 0 ? month(0) === month(2) : month(index) !== month(index - 1);
};

function AsTable({ calendar, full }: { calendar: Profile['calendar']; full: (day: string) => string }): ReactElement {
  const [open, setOpen] = useState(false);
  const { length } = calendar.days;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">
        <Plural value={length} one="As a table: one day with submissions" other="As a table: # days with submissions" />
      </summary>
      {open ? (
        <div className="table-frame calendar-table" tabIndex={0} role="region" aria-label={t`Days with submissions`}>
          <table className="table">
            <caption className="unseen">
              <Trans>Days with submissions</Trans>
            </caption>
            <thead>
              <tr>
                <th>
                  <Trans>Day</Trans>
                </th>
                <th className="end">
                  <Trans>Submissions</Trans>
                </th>
                <th className="end">
                  <Trans>Accepted</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {[...calendar.days].reverse().map((day) => (
                <tr key={day.date}>
                  <th scope="row">{full(day.date)}</th>
                  <td className="end numbers">{number(day.submissions)}</td>
                  <td className="end numbers">{number(day.accepted)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  );
}
