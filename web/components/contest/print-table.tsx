import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PrintSummary } from '#contract/contest-site.js';
import { useMarkPrint } from '../../hooks/use-mark-print.js';
import { Badge } from '../../ui/badge.js';
import { Button, buttonClass } from '../../ui/button.js';
import { SkeletonRows } from '../../ui/state.js';
import { Time } from '../time.js';
import '../narrow-table.css';

/** What waits to be printed, then what was. Participants see their own, to know whether it is on its way. */
export function PrintTable({ slug, prints, staff }: { slug: string; prints: readonly PrintSummary[] | undefined; staff: boolean }): ReactElement {
  const { mark, pending } = useMarkPrint(slug);
  const title = staff ? t`Prints` : t`My prints`;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <div className="table-frame" tabIndex={0} role="region" aria-label={title} aria-busy={prints === undefined}>
        <table className="table">
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
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
              <th className="end tight">
                <Trans>Pages</Trans>
              </th>
              <th>
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
                  <td className="tight roomy">
                    <Time at={print.createdAt} />
                  </td>
                  <td style={{ minWidth: '5.5rem', overflowWrap: 'anywhere' }}>
                    {name}
                    <span className="cramped small soft">
                      <Time at={print.createdAt} />
                    </span>
                  </td>
                  {staff ? (
                    <td style={{ minWidth: '8rem' }}>
                      {who}
                      <div className="small soft">{participant.seat ?? t`No seat is known`}</div>
                    </td>
                  ) : null}
                  <td className="end numbers">{print.pages}</td>
                  <td>
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
            }) ?? <SkeletonRows rows={4} classNames={['roomy']} widths={staff ? ['5rem', '8rem', '8rem', '2rem', '5rem', '8rem'] : ['5rem', '8rem', '2rem', '5rem', '4rem']} />}
          </tbody>
        </table>
      </div>
    </section>
  );
}
