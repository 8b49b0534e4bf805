import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Version } from '#contract/problem.js';
import { addressOf } from '../api/call.js';
import { Badge } from '../ui/badge.js';
import { Button, buttonClass } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { bytes, duration } from '../util/format.js';
import { FindingsReport } from './findings.js';
import { PublishDialog } from './publish-dialog.js';
import { Time } from './time.js';
import { TimeLimitWords } from './time-limit.js';
import { ProofBadge, ProofWords, PublicationWords } from './version-state.js';

/** One version, what it is worth, and what can be done with it. `current`: the one that is submitted to. */
export function VersionRow({ slug, version, current }: { slug: string; version: Version; current: Version | undefined }): ReactElement {
  const [open, setOpen] = useState(false);
  const { number, createdAt, user, tests, labelled, findings, verification, publication } = version;
  const published = publication ? <PublicationWords slug={slug} publication={publication} /> : <Unpublished version={version} />;
  const proof = (
    <>
      {verification ? (
        <Link to="/problems/$slug/staff" params={{ slug }} search={{ verification: verification.id }} aria-label={t`Verification of version ${number}`}>
          <ProofBadge version={version} />
        </Link>
      ) : (
        <ProofBadge version={version} />
      )}
      <ProofWords verification={verification} />
    </>
  );
  return (
    <>
      <tr>
        <th scope="row" className="numbers tight">
          {number} <CurrentBadge version={version} />
          <div className="cramped small soft">
            <Time at={createdAt} />
            <span>{user}</span>
            <span>
              <Plural value={tests} one="# test" other="# tests" /> · <TimeLimitWords limit={version.timeLimit} />
            </span>
            {proof}
            {published}
          </div>
        </th>
        <td className="tight roomy">
          <Time at={createdAt} />
          <div className="small soft">{user}</div>
        </td>
        <td className="roomy">
          <Limit version={version} />
        </td>
        <td className="numbers small roomy">
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
        <td className="tight roomy">{proof}</td>
        <td className="roomy">{published}</td>
        <td className="end">
          <Actions slug={slug} version={version} current={current} />
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={7}>
            <FindingsReport faults={[]} warnings={findings} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function CurrentBadge({ version: { current, publication } }: { version: Version }): ReactElement | null {
  if (!current) return null;
  return publication ? (
    <Badge tone="accent" icon="check">
      <Trans>Current</Trans>
    </Badge>
  ) : (
    <Badge tone="warn" icon="eye">
      <Trans>To be looked at</Trans>
    </Badge>
  );
}

function Limit({ version: { timeLimit } }: { version: Version }): ReactElement {
  const slowest = duration(timeLimit.slowestAcceptedMs);
  return (
    <>
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
    </>
  );
}

function Unpublished({ version: { publish, proof } }: { version: Version }): ReactElement {
  return (
    <div className="small soft" style={{ maxWidth: '14rem' }}>
      {publish === 'when-proved' && proof === 'verifying' ? (
        <Trans>Not yet: by itself as soon as it is proved.</Trans>
      ) : publish === 'when-proved' && proof !== 'proved' ? (
        <Trans>No: it was to be published once it is proved.</Trans>
      ) : (
        <Trans>No: it waits for somebody to publish it.</Trans>
      )}
    </div>
  );
}

function Actions({ slug, version, current }: { slug: string; version: Version; current: Version | undefined }): ReactElement {
  const [asking, setAsking] = useState(false);
  const { number, archiveBytes, publication } = version;
  const isCurrent = version.current && publication !== null;
  const back = publication !== null && current !== undefined && number < current.number;
  return (
    <div className="versions-actions">
      {isCurrent ? null : (
        <Button compact icon={back ? 'refresh' : 'check'} onClick={() => setAsking(true)} aria-label={back ? t`Roll back to version ${number}` : t`Publish version ${number}`}>
          {back ? <Trans>Roll back</Trans> : <Trans>Publish</Trans>}
        </Button>
      )}
      {current && !version.current ? (
        <Link
          to="/problems/$slug/compare"
          params={{ slug }}
          search={number < current.number ? { from: number, to: current.number } : { from: current.number, to: number }}
          className={buttonClass('plain', true)}
          aria-label={t`Compare version ${number} with the current one`}
        >
          <Icon name="columns" /> <Trans>Compare</Trans>
        </Link>
      ) : null}
      <a href={addressOf('getPackage', { slug }, { version: number })} download className={buttonClass('plain', true)} aria-label={t`Download version ${number}`}>
        <Icon name="download" /> {bytes(archiveBytes)}
      </a>
      {asking ? <PublishDialog slug={slug} version={version} back={back} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}
