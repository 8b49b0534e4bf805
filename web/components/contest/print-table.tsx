import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { PrintSummary } from '#contract/contest-site.js';
import { MOST_PRINTS_AT_ONCE } from '#contract/printing.js';
import { useMarkPrint } from '../../hooks/use-mark-print.js';
import { Badge } from '../../ui/badge.js';
import { Button, buttonClass } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { SkeletonRows } from '../../ui/state.js';
import { Time } from '../time.js';
import '../narrow-table.css';

/** What waits to be printed, then what was. Participants see their own, to know whether it is on its way. */
export function PrintTable({ slug, prints, staff }: { slug: string; prints: readonly PrintSummary[] | undefined; staff: boolean }): ReactElement {
  const { mark, pending } = useMarkPrint(slug);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const waiting = staff ? (prints ?? []).filter(({ doneAt }) => doneAt === null) : [];
  const chosen = waiting.filter(({ id }) => picked.has(id));
  const pick = (ids: readonly string[], on: boolean) => setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const title = staff ? t`Prints` : t`My prints`;
  return (
    <section className="stack">
      <div className="row apart">
        <h2>{title}</h2>
        {waiting.length === 0 ? null : (
          <Link to="/contests/$slug/printing/together" params={{ slug }} search={chosen.length === 0 ? {} : { ids: chosen.slice(0, MOST_PRINTS_AT_ONCE).map(({ id }) => id).join(',') }} className={buttonClass('primary')}>
            <Icon name="file" />
            {chosen.length > 0 ? (
              <Plural value={Math.min(chosen.length, MOST_PRINTS_AT_ONCE)} one="Print the one that is chosen" other="Print the # that are chosen" />
            ) : (
              <Plural value={Math.min(waiting.length, MOST_PRINTS_AT_ONCE)} one="Print the one that waits" other="Print the # that wait" />
            )}
          </Link>
        )}
      </div>
      <div className="table-frame" tabIndex={0} role="region" aria-label={title} aria-busy={prints === undefined}>
        <table className="table">
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {staff ? (
                <th className="tight">
                  <input type="checkbox" className="tick" aria-label={t`All that wait`} disabled={waiting.length === 0} checked={waiting.length > 0 && chosen.length === waiting.length} onChange={({ target }) => pick(waiting.map(({ id }) => id), target.checked)} />
                </th>
              ) : null}
              <th className="tight roomy">
                <Trans>When</Trans>
              </th>
              <th>
                <Trans>What</Trans>
              </th>
              {staff ? (
                <th>
                  <Trans>For</Trans>
                </th>
              ) : null}
              <th className="end tight roomy">
                <Trans>Pages</Trans>
              </th>
              <th className={staff ? 'roomy' : undefined}>
                <Trans>State</Trans>
              </th>
              <th>
                <span className="unseen">
                  <Trans>Action</Trans>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {prints?.map((print) => {
              const { id, name, participant } = print;
              const who = participant.name;
              return (
                <tr key={id}>
                  {staff ? <td className="tight">{print.doneAt === null ? <input type="checkbox" className="tick" aria-label={t`Choose ${name} of ${who}`} checked={picked.has(id)} onChange={({ target }) => pick([id], target.checked)} /> : null}</td> : null}
                  <td className="tight roomy">
                    <Time at={print.createdAt} />
                  </td>
                  <td style={{ minWidth: '5.5rem', overflowWrap: 'anywhere' }}>
                    {name}
                    <span className="cramped small soft">
                      <Time at={print.createdAt} />
                      <Plural value={print.pages} one="# page" other="# pages" />
                    </span>
                  </td>
                  {staff ? (
                    <td style={{ minWidth: '8rem' }}>
                      {who}
                      <div className="small soft">{participant.seat ?? t`No seat is known`}</div>
                    </td>
                  ) : null}
                  <td className="end numbers roomy">{print.pages}</td>
                  <td className={staff ? 'roomy' : undefined}>
                    {print.doneAt === null ? (
                      <Badge tone="accent" icon="clock">
                        <Trans>Waits</Trans>
                      </Badge>
                    ) : (
                      <Badge tone="good" icon="check">
                        <Trans>Done</Trans>
                      </Badge>
                    )}
                    {print.doneBy !== null && staff ? <div className="small soft">{print.doneBy}</div> : null}
                  </td>
                  <td className="end tight">
                    <span className="row">
                      <Link to="/contests/$slug/printing/$id" params={{ slug, id }} className={buttonClass('plain', true)} aria-label={staff ? t`Print ${name} of ${who}` : t`See ${name}`}>
                        {staff ? <Trans>Print</Trans> : <Trans>See</Trans>}
                      </Link>
                      {staff ? (
                        <Button compact look={print.doneAt === null ? 'primary' : 'ghost'} busy={pending === id} aria-label={print.doneAt === null ? t`${name} of ${who} is done` : t`${name} of ${who} is not done`} onClick={() => mark(id, print.doneAt === null)}>
                          {print.doneAt === null ? <Trans>Done</Trans> : <Trans>Undo</Trans>}
                        </Button>
                      ) : null}
                    </span>
                  </td>
                </tr>
              );
            }) ?? <SkeletonRows rows={4} classNames={staff ? ['', 'roomy', '', '', 'roomy', 'roomy'] : ['roomy', '', 'roomy']} widths={staff ? ['1rem', '5rem', '8rem', '8rem', '2rem', '5rem', '8rem'] : ['5rem', '8rem', '2rem', '5rem', '4rem']} />}
          </tbody>
        </table>
      </div>
    </section>
  );
}
