import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Version } from '#contract/problem.js';
import { addressOf } from '../api/call.js';
import { whyNothing } from '../api/failure.js';
import { versionsQuery } from '../api/staff-queries.js';
import { Badge } from '../ui/badge.js';
import { Button, buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { SkeletonRows } from '../ui/state.js';
import { bytes, duration } from '../util/format.js';
import { Failed } from './failed.js';
import { FindingsReport } from './findings.js';
import { Time } from './time.js';
import { TimeLimitWords } from './time-limit.js';
import { VerificationBadge } from './verification-badge.js';

/** Every version of a package: whose, when, how its time limit came, what its last verification said; each to be had back. */
export function ProblemVersions({ slug }: { slug: string }): ReactElement {
  const query = useQuery(versionsQuery(slug));
  const { data } = query;
  const failed = whyNothing(query);
  return (
    <section className="stack">
      <div className="row apart">
        <h2>
          <Trans>Versions</Trans>
        </h2>
        <Link to="/problems/import" search={{ problem: slug }} className={buttonClass()}>
          <Icon name="upload" /> <Trans>New version</Trans>
        </Link>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : (
        <div className="table-frame" tabIndex={0} role="region" aria-label={t`Versions`} aria-busy={data === undefined}>
          <table className="table">
            <caption className="unseen">
              <Trans>Versions</Trans>
            </caption>
            <thead>
              <tr>
                <th>
                  <Trans>Version</Trans>
                </th>
                <th>
                  <Trans>Added</Trans>
                </th>
                <th>
                  <Trans>Time limit</Trans>
                </th>
                <th>
                  <Trans>Contents</Trans>
                </th>
                <th>
                  <Trans>Verification</Trans>
                </th>
                <th>
                  <span className="unseen">
                    <Trans>Actions</Trans>
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>{data?.map((version) => <Row key={version.number} slug={slug} version={version} />) ?? <SkeletonRows rows={2} widths={['5rem', '8rem', '6rem', '9rem', '6rem', '7rem']} />}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ slug, version }: { slug: string; version: Version }): ReactElement {
  const [open, setOpen] = useState(false);
  const { number, current, createdAt, user, tests, labelled, archiveBytes, timeLimit, findings, verification } = version;
  const slowest = duration(timeLimit.slowestAcceptedMs);
  return (
    <>
      <tr>
        <th scope="row" className="numbers tight">
          {number}{' '}
          {current ? (
            <Badge tone="accent" icon="check">
              <Trans>Current</Trans>
            </Badge>
          ) : null}
        </th>
        <td className="tight">
          <Time at={createdAt} />
          <div className="small soft">{user}</div>
        </td>
        <td>
          <TimeLimitWords limit={timeLimit} />
          {timeLimit.origin === 'measured' && timeLimit.slowestAcceptedMs !== null ? (
            <div className="small soft">
              <Trans>slowest accepted: {slowest}</Trans>
            </div>
          ) : null}
          {timeLimit.note ? (
            <div className="small soft" lang="en" style={{ maxWidth: '18rem' }}>
              {timeLimit.note}
            </div>
          ) : null}
        </td>
        <td className="numbers small">
          <Plural value={tests} one="# test" other="# tests" />
          <br />
          <Plural value={labelled} one="# labelled submission" other="# labelled submissions" />
          <br />
          {findings.length > 0 ? (
            <Button compact aria-expanded={open} onClick={() => setOpen(!open)}>
              <Plural value={findings.length} one="# warning" other="# warnings" />
            </Button>
          ) : null}
        </td>
        <td className="tight">
          {verification ? (
            <Link to="/problems/$slug/staff" params={{ slug }} search={{ verification: verification.id }} aria-label={t`Verification of version ${number}`}>
              <VerificationBadge verification={verification} />
            </Link>
          ) : (
            <VerificationBadge verification={null} />
          )}
        </td>
        <td className="end tight">
          <a href={addressOf('getPackage', { slug }, { version: number })} download className={buttonClass('plain', true)} aria-label={t`Download version ${number}`}>
            <Icon name="download" /> {bytes(archiveBytes)}
          </a>
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={6}>
            <FindingsReport faults={[]} warnings={findings} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
