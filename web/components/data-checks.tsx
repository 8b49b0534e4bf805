import { msg, t } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { DataCheckCount, DataCheckKind, DataCheckResult } from '#contract/data-check.js';
import { Badge } from '../ui/badge.js';
import { Progress } from '../ui/progress.js';
import { Note } from '../ui/state.js';
import { number } from '../util/format.js';
import { FindingsReport } from './findings.js';

const KIND: Record<DataCheckKind, MessageDescriptor> = {
  input: msg`Inputs of tests are valid`,
  answer: msg`Answers of samples are accepted`,
  'invalid-input': msg`Invalid inputs are refused`,
  'invalid-output': msg`Wrong outputs are refused`,
  'valid-output': msg`Right outputs are accepted`,
};

/** What the package's validators say of its data: how far it is, each check that failed, and what nothing checks. */
export function DataChecks({ data }: { data: DataCheckResult | null }): ReactElement {
  return (
    <section className="stack tight" aria-label={t`Data of the package`}>
      <h3>
        <Trans>Data</Trans>
      </h3>
      {data === null ? (
        <Note tone="calm">
          <Trans>This verification is from before data was checked. Verify again to have it checked.</Trans>
        </Note>
      ) : (
        <Checked data={data} />
      )}
    </section>
  );
}

function Checked({ data: { state, done, total, counts, failed, failure, warnings } }: { data: DataCheckResult }): ReactElement {
  const [some, all] = [number(done), number(total ?? 0)];
  const missing = counts.reduce((sum, each) => sum + each.failed, 0) - failed.length;
  return (
    <>
      {state === 'finished' ? null : (
        <div className="stack tight">
          <p className="numbers soft" role="status">
            {state === 'queued' ? <Trans>It waits until a judge has nobody’s submission to judge.</Trans> : <Trans>{some} of {all} checks done.</Trans>}
          </p>
          <Progress fraction={total ? done / total : 0} label={t`Data checked`} />
        </div>
      )}
      {failure === null ? null : (
        <Note tone="bad" alert>
          <p>
            <Trans>The data could not be checked to the end.</Trans>
          </p>
          <pre className="note-text" lang="en">
            {failure}
          </pre>
        </Note>
      )}
      {counts.length > 0 ? (
        <ul className="plain-list data-counts">
          {counts.map((count) => (
            <Count key={count.kind} count={count} />
          ))}
        </ul>
      ) : state === 'finished' && failure === null ? (
        <p className="soft">
          <Trans>The package brings nothing by which its data could be checked.</Trans>
        </p>
      ) : null}
      {failed.length > 0 || warnings.length > 0 ? (
        <FindingsReport faults={failed.map(({ name, message }) => ({ path: `data/${name}`, message }))} warnings={warnings.map((message) => ({ path: '', message }))} />
      ) : null}
      {missing > 0 ? (
        <p className="soft small">
          <Plural value={missing} one="# more failed." other="# more failed." />
        </p>
      ) : null}
    </>
  );
}

function Count({ count: { kind, checks, failed } }: { count: DataCheckCount }): ReactElement {
  const { _ } = useLingui();
  const [good, all] = [number(checks - failed), number(checks)];
  return (
    <li>
      <Badge tone={failed > 0 ? 'bad' : 'good'} icon={failed > 0 ? 'cross' : 'check'}>
        <span className="numbers">
          <Trans>
            {good} of {all}
          </Trans>
        </span>
      </Badge>{' '}
      {_(KIND[kind])}
    </li>
  );
}
