import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Version } from '#contract/problem.js';
import type { Publication, PublicationKind } from '#contract/publication.js';
import { Badge } from '../ui/badge.js';
import { number } from '../util/format.js';
import { Time } from './time.js';

/** Whether a version is proved: what its last verification says, or how far that is. */
export function ProofBadge({ version: { proof, verification } }: { version: Pick<Version, 'proof' | 'verification'> }): ReactElement {
  switch (proof) {
    case 'proved':
      return (
        <Badge tone="good" icon="check">
          <Trans>Proved</Trans>
        </Badge>
      );
    case 'verifying':
      return <Verifying verification={verification} />;
    case 'not-proved':
      return (
        <Badge tone="bad" icon="cross">
          <Trans>Not proved</Trans>
        </Badge>
      );
    case 'not-verified':
      return (
        <Badge tone="calm" icon="dash">
          <Trans>Not verified</Trans>
        </Badge>
      );
  }
}

function Verifying({ verification }: Pick<Version, 'verification'>): ReactElement {
  const done = number((verification?.done ?? 0) + (verification?.data?.done ?? 0));
  const all = number((verification?.total ?? 0) + (verification?.data?.total ?? 0));
  return (
    <Badge tone="accent" icon="spinner" spin>
      <span className="numbers">
        <Trans>
          Verifying {done} of {all}
        </Trans>
      </span>
    </Badge>
  );
}

/** Why a version is not proved, in a line. */
export function ProofWords({ verification }: Pick<Version, 'verification'>): ReactElement | null {
  if (!verification || verification.state === 'running' || verification.asExpected === true) return null;
  const { surprises, unjudgeable, data, total } = verification;
  return (
    <ul className="plain-list small soft">
      {total === 0 ? (
        <li>
          <Trans>no labelled submissions</Trans>
        </li>
      ) : null}
      {surprises > 0 ? (
        <li>
          <Plural value={surprises} one="# surprise" other="# surprises" />
        </li>
      ) : null}
      {unjudgeable > 0 ? (
        <li>
          <Plural value={unjudgeable} one="# not judged here" other="# not judged here" />
        </li>
      ) : null}
      {data && data.failed > 0 ? (
        <li>
          <Plural value={data.failed} one="# check of data failed" other="# checks of data failed" />
        </li>
      ) : null}
      {data === null ? (
        <li>
          <Trans>data not checked</Trans>
        </li>
      ) : data.broken ? (
        <li>
          <Trans>data could not be checked</Trans>
        </li>
      ) : null}
    </ul>
  );
}

/** When, by whom and on what grounds a version became current. */
export function PublicationWords({ slug, publication }: { slug: string; publication: Publication }): ReactElement {
  const { publishedAt, user, how, reason, verification } = publication;
  return (
    <div className="small">
      <div>
        <Time at={publishedAt} /> {user === null ? null : <span className="soft">{user}</span>}
      </div>
      <div className="soft">
        {verification === null ? (
          <How how={how} />
        ) : (
          <Link to="/problems/$slug/staff" params={{ slug }} search={{ verification }}>
            <How how={how} />
          </Link>
        )}
      </div>
      {reason === null ? null : <div className="override-reason">“{reason}”</div>}
    </div>
  );
}

function How({ how }: { how: PublicationKind }): ReactElement {
  switch (how) {
    case 'proved':
      return <Trans>by its proof</Trans>;
    case 'override':
      return <Trans>though not proved:</Trans>;
    case 'at-once':
      return <Trans>at once, unproved</Trans>;
    case 'shipped':
      return <Trans>comes with Arbiter</Trans>;
    case 'earlier':
      return <Trans>before this was recorded</Trans>;
  }
}
