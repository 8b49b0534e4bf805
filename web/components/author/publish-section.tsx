import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { authoredQuery, packageCheckQuery } from '../../api/author-queries.js';
import { addressOf, call } from '../../api/call.js';
import { Failure } from '../../api/failure.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button, buttonClass } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Note, Skeleton } from '../../ui/state.js';
import { FindingsReport } from '../findings.js';
import { PackageFindings } from './package-findings.js';
import { PublishedVersion } from './published-version.js';

/** What the package would be refused for, and making a version of it that people can solve. */
export function PublishSection(): ReactElement {
  const { workshop, authored } = useWorkshop();
  const { id, may, published, checks } = authored;
  const client = useQueryClient();
  const check = useQuery(packageCheckQuery(id));
  const [when, setWhen] = useState<'when-proved' | 'at-once' | 'later'>('when-proved');
  const [visibility, setVisibility] = useState<'private' | 'public'>('private');
  const publish = useMutation({
    mutationFn: async () => {
      await workshop.sendAll();
      return call('publishAuthored', { params: { id }, body: { publish: when, ...(published ? {} : { visibility }) } });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: authoredQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: ['problems'] });
      void client.invalidateQueries({ queryKey: ['verifications'] });
    },
    onError: () => void check.refetch(),
  });
  const faults = check.data?.findings.filter(({ severity }) => severity === 'fault').length ?? 0;
  const missing = checks.filter(({ state }) => state === 'fault').length;
  const failure = publish.error instanceof Failure ? publish.error : null;
  return (
    <div className="stack wide">
      {published?.version ? <PublishedVersion slug={published.slug} version={published.version} /> : null}
      <section className="card stack" aria-labelledby="publish-new">
        <div>
          <h2 id="publish-new">{published?.version ? <Trans>A new version</Trans> : <Trans>Publish it</Trans>}</h2>
          <p className="soft">
            <Trans>A package is made of what is written here and read as one from elsewhere would be. Then every solution is judged and held against its label.</Trans>
          </p>
        </div>
        {missing > 0 ? (
          <Note tone="warn">
            <div className="row apart">
              <Trans>The checklist says that something is still missing.</Trans>
              <Link to="/authoring/$id/{-$section}" params={{ id, section: undefined }}>
                <Trans>To the checklist</Trans>
              </Link>
            </div>
          </Note>
        ) : null}
        {check.error ? (
          <Note tone="bad" alert>
            {check.error.message}
          </Note>
        ) : check.data ? (
          <PackageFindings findings={check.data.findings} busy={check.isFetching} onAgain={() => void workshop.sendAll().then(() => check.refetch())} />
        ) : (
          <Skeleton height="4rem" />
        )}
        <div className="form-grid">
          <SelectField label={t`People get it`} value={when} onChange={({ target }) => setWhen(target.value === 'at-once' || target.value === 'later' ? target.value : 'when-proved')}>
            <option value="when-proved">{t`As soon as its solutions prove it`}</option>
            <option value="later">{t`When I say so, after looking at the results`}</option>
            <option value="at-once">{t`At once, not proved`}</option>
          </SelectField>
          {published ? null : (
            <SelectField label={t`Who may see it`} hint={t`You can change it at any time.`} value={visibility} onChange={({ target }) => setVisibility(target.value === 'public' ? 'public' : 'private')}>
              <option value="private">{t`Staff only, for now`}</option>
              <option value="public">{t`Everybody`}</option>
            </SelectField>
          )}
        </div>
        {failure && failure.details.length > 0 ? (
          <FindingsReport faults={failure.details} warnings={failure.warnings} />
        ) : publish.error ? (
          <Note tone="bad" alert>
            {publish.error.message}
          </Note>
        ) : null}
        <div className="row">
          {may.publish ? (
            <Button look="primary" icon="upload" busy={publish.isPending} aria-disabled={faults > 0} onClick={() => publish.mutate()}>
              {published?.version ? <Trans>Publish a new version</Trans> : <Trans>Publish</Trans>}
            </Button>
          ) : null}
          <a href={addressOf('exportAuthored', { id })} download className={buttonClass()}>
            <Icon name="download" /> <Trans>Download the package</Trans>
          </a>
        </div>
        {may.publish ? null : (
          <p className="soft small">
            <Trans>Only its owner and administrators may publish it.</Trans>
          </p>
        )}
      </section>
    </div>
  );
}
