import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState, type ReactElement } from 'react';
import type { Publish } from '#contract/publication.js';
import { dropImport, sendPackages, type PackageImport } from '../api/imports.js';
import { importQuery } from '../api/staff-queries.js';
import { Button, buttonClass } from '../ui/button.js';
import { Note, Skeleton } from '../ui/state.js';
import { bytes } from '../util/format.js';
import { isOver } from '../util/import-phase.js';
import { FindingsReport } from './findings.js';
import { ImportBadge, ImportProgress } from './import-progress.js';
import { Time } from './time.js';

/** One package: how far it is, then what came of it and what to do next. `fresh`: its report lies open. */
export function ImportCard({ entry, fresh }: { entry: PackageImport; fresh: boolean }): ReactElement {
  const { id, fileName, size, phase, failure, file, wanted } = entry;
  const [open, setOpen] = useState(fresh);
  const heading = useId();
  const over = isOver(phase);
  const still = phase.kind === 'waiting' || phase.kind === 'sending';
  return (
    <article className="card stack tight" aria-labelledby={heading} aria-busy={!over}>
      <div className="row apart">
        <div className="row">
          <h3 id={heading} style={{ overflowWrap: 'anywhere' }}>
            {fileName}
          </h3>
          <ImportBadge phase={phase} />
        </div>
        <span className="soft small numbers">
          {bytes(size)} · <Time at={new Date(entry.begunAt).toISOString()} />
        </span>
      </div>
      <ImportProgress entry={entry} />
      {over && !open ? (
        <div className="row apart">
          <Summary entry={entry} />
          <Button compact onClick={() => setOpen(true)} aria-label={t`Report of ${fileName}`}>
            <Trans>Report</Trans>
          </Button>
        </div>
      ) : null}
      {over && open ? <Outcome entry={entry} /> : null}
      {still ? (
        <div>
          <Button compact onClick={() => dropImport(id)} aria-label={t`Take back ${fileName}`}>
            <Trans>Take back</Trans>
          </Button>
        </div>
      ) : null}
      {over && open && phase.kind !== 'imported' && file && wanted ? (
        <div className="row">
          {failure?.code === 'file-unreadable' ? null : (
            <Button
              compact
              icon="refresh"
              onClick={() => {
                dropImport(id);
                sendPackages([file], wanted);
              }}
            >
              <Trans>Send this file again</Trans>
            </Button>
          )}
          <Button compact look="ghost" onClick={() => dropImport(id)}>
            <Trans>Put away</Trans>
          </Button>
        </div>
      ) : null}
    </article>
  );
}

function Summary({ entry: { server, answer, problem } }: { entry: PackageImport }): ReactElement {
  const slug = answer?.slug ?? server?.problem ?? problem;
  const version = answer?.version ?? server?.version;
  const faults = server?.faults ?? 0;
  if (slug && version) {
    return (
      <p className="small">
        <Link to="/problems/$slug/staff" params={{ slug }} search={{}}>
          {slug}
        </Link>{' '}
        <span className="soft">
          <Trans>version {version}</Trans>
        </span>
      </p>
    );
  }
  return <p className="small soft">{faults > 0 ? <Plural value={faults} one="# fault" other="# faults" /> : <span lang="en">{server?.failure?.message}</span>}</p>;
}

/** From the answer to this page, or asked for by its id where another page sent it. */
function Outcome({ entry }: { entry: PackageImport }): ReactElement {
  const { id, fileName, phase, answer, failure } = entry;
  const asked = useQuery({ ...importQuery(id), enabled: !answer && !failure });
  const result = answer ?? asked.data?.result;
  if (result) return <Imported answer={result} />;
  if (phase.kind === 'stopped') {
    return (
      <Note tone="warn" alert>
        <Trans>The server was stopped while it read {fileName}. Nothing of it was kept: send it again.</Trans>
      </Note>
    );
  }
  const [message, faults, warnings] = failure ? [failure.message, failure.details, failure.warnings] : asked.data ? [asked.data.failure?.message, asked.data.details, asked.data.warningDetails] : [undefined, [], []];
  if (message === undefined) return asked.error ? <Note tone="bad">{asked.error.message}</Note> : <Skeleton height="6rem" />;
  const rejected = failure ? failure.code === 'package-rejected' : asked.data?.failure?.code === 'package-rejected';
  const count = faults.length;
  return (
    <div className="stack">
      <Note tone="bad" alert>
        {rejected ? (
          <Plural value={count} one={`${fileName} was not imported, and nothing of it was kept. Mend this fault and send it again.`} other={`${fileName} was not imported, and nothing of it was kept. Mend these # faults and send it again.`} />
        ) : (
          <Trans>
            {fileName} was not imported. {message}
          </Trans>
        )}
      </Note>
      {rejected ? <FindingsReport faults={faults} warnings={warnings} /> : null}
    </div>
  );
}

function Imported({ answer }: { answer: NonNullable<PackageImport['answer']> }): ReactElement {
  const { slug, version, report, publish, verification } = answer;
  const { tests, submissions } = report;
  return (
    <div className="stack">
      <Note tone="good" alert>
        <Trans>
          Imported as <strong>{slug}</strong>, version {version}.
        </Trans>{' '}
        <span className="numbers">
          <Plural value={tests} one="# test" other="# tests" /> · <Plural value={submissions} one="# labelled submission" other="# labelled submissions" />
        </span>
        {report.timeLimit === 'calibrating' ? (
          <p>
            <Trans>Its time limit is being measured from the accepted submissions.</Trans>
          </p>
        ) : null}
        {publish ? (
          <p>
            <WhatFollows publish={publish} />
          </p>
        ) : null}
      </Note>
      <FindingsReport faults={[]} warnings={report.findings} />
      <div className="row">
        <Link to="/problems/$slug/staff" params={{ slug }} search={verification ? { verification } : {}} className={buttonClass('primary')}>
          {verification ? <Trans>See its verification</Trans> : <Trans>Manage it</Trans>}
        </Link>
        <Link to="/problems/$slug" params={{ slug }} className={buttonClass()}>
          <Trans>Look at it</Trans>
        </Link>
      </div>
    </div>
  );
}

function WhatFollows({ publish }: { publish: Publish }): ReactElement {
  switch (publish) {
    case 'when-proved':
      return <Trans>It is being verified now, and published by itself if that proves it.</Trans>;
    case 'at-once':
      return <Trans>It is published. It is being verified now; have a look at what comes of that.</Trans>;
    case 'later':
      return <Trans>It is being verified now, and waits for you to publish it.</Trans>;
  }
}
