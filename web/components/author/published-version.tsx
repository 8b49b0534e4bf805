import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Version } from '#contract/problem.js';
import { call } from '../../api/call.js';
import { Failure } from '../../api/failure.js';
import { verificationQuery } from '../../api/queries.js';
import { versionsQuery } from '../../api/staff-queries.js';
import { Button, buttonClass } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Progress } from '../../ui/progress.js';
import { Note } from '../../ui/state.js';
import { number } from '../../util/format.js';
import { FindingsReport } from '../findings.js';
import { LastVerification } from './last-verification.js';

/** The version that was made last: whether its solutions prove it, and whether people get it. */
export function PublishedVersion({ slug, version }: { slug: string; version: number }): ReactElement {
  const { data } = useQuery(versionsQuery(slug));
  const made = data?.find((each) => each.number === version);
  return (
    <section className="card stack" aria-labelledby="published">
      <div className="row apart">
        <h2 id="published">
          <Trans>Version {version}</Trans>
        </h2>
        <div className="row">
          <Link to="/problems/$slug" params={{ slug }} className={buttonClass()}>
            <Trans>As people see it</Trans>
          </Link>
          <Link to="/problems/$slug/staff" params={{ slug }} search={{}} className={buttonClass()}>
            <Trans>Manage</Trans>
          </Link>
        </div>
      </div>
      {made ? <Proof slug={slug} made={made} /> : null}
      <LastVerification />
    </section>
  );
}

function Proof({ slug, made }: { slug: string; made: Version }): ReactElement {
  const { verification, current, proof, publish, publication } = made;
  const [done, total] = [number(verification?.done ?? 0), number(verification?.total ?? 0)];
  if (proof === 'verifying')
    return (
      <div className="stack tight">
        <p className="numbers" role="status">
          {publish === 'when-proved' && !current ? (
            <Trans>
              {done} of {total} solutions judged. It is published by itself when all get what their labels say. You may leave this page.
            </Trans>
          ) : (
            <Trans>
              {done} of {total} solutions judged. You may leave this page: it goes on.
            </Trans>
          )}
        </p>
        <Progress fraction={verification && verification.total > 0 ? verification.done / verification.total : 0} label={t`Solutions judged`} />
      </div>
    );
  // The first version is current before anybody gets it.
  if (current && publication !== null)
    return (
      <>
        <Note tone={proof === 'proved' ? 'good' : 'warn'}>
          {proof === 'proved' ? <Trans>Published, and proved by its solutions.</Trans> : <Trans>Published, but its solutions do not prove it.</Trans>}
        </Note>
        <Reasons slug={slug} made={made} />
      </>
    );
  return <NotCurrent slug={slug} made={made} />;
}

/** Why its verification proves nothing, file by file. */
function Reasons({ slug, made: { proof, verification } }: { slug: string; made: Version }): ReactElement | null {
  const { data } = useQuery({ ...verificationQuery(slug, verification?.id ?? ''), enabled: proof === 'not-proved' && verification !== null });
  return proof === 'not-proved' && data && data.reasons.length > 0 ? <FindingsReport faults={data.reasons} warnings={[]} /> : null;
}

function NotCurrent({ slug, made }: { slug: string; made: Version }): ReactElement {
  const { proof, number: version } = made;
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const refetch = () => {
    void client.invalidateQueries({ queryKey: ['problem', slug] });
    void client.invalidateQueries({ queryKey: ['problems'] });
    void client.invalidateQueries({ queryKey: ['verifications'] });
  };
  const publish = useMutation({ mutationFn: () => call('publishVersion', { params: { slug, number: version }, body: proof === 'proved' ? {} : { override: { reason: reason.trim() } } }), onSuccess: refetch });
  const verify = useMutation({ mutationFn: () => call('createVerification', { params: { slug }, body: { version } }), onSuccess: refetch });
  const error = publish.error ?? verify.error;
  const details = error instanceof Failure ? error.details : [];
  return (
    <div className="stack tight">
      <Note tone={proof === 'proved' ? 'good' : proof === 'not-proved' ? 'bad' : 'warn'}>
        {proof === 'proved' ? (
          <Trans>Its solutions prove it. It waits for you to publish it.</Trans>
        ) : proof === 'not-proved' ? (
          <Trans>Not published, as its solutions do not prove it. Mend what is named here and make a new version, or publish it all the same.</Trans>
        ) : (
          <Trans>Not published, and not verified yet.</Trans>
        )}
      </Note>
      <Reasons slug={slug} made={made} />
      <div className="row">
        {proof === 'proved' ? (
          <Button look="primary" busy={publish.isPending} onClick={() => publish.mutate()}>
            <Trans>Publish it now</Trans>
          </Button>
        ) : (
          <>
            <Button busy={verify.isPending} onClick={() => verify.mutate()}>
              <Trans>Verify again</Trans>
            </Button>
            <Button look="ghost" aria-expanded={asking} onClick={() => setAsking(!asking)}>
              <Trans>Publish it all the same…</Trans>
            </Button>
          </>
        )}
      </div>
      {asking && proof !== 'proved' ? (
        <form
          className="row bottom"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim().length >= 3) publish.mutate();
          }}
        >
          <div style={{ flex: '1 1 20rem' }}>
            <TextField label={t`Why`} hint={t`It is recorded with your name.`} value={reason} maxLength={1000} required onChange={({ target }) => setReason(target.value)} />
          </div>
          <Button type="submit" look="danger" busy={publish.isPending} aria-disabled={reason.trim().length < 3}>
            <Trans>Publish without proof</Trans>
          </Button>
        </form>
      ) : null}
      {error ? (
        <Note tone="bad" alert>
          {error.message} {details.map(({ message }) => message).join(' ')}
        </Note>
      ) : null}
    </div>
  );
}
