import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Publish } from '#contract/publication.js';
import { sendPackages } from '../api/imports.js';
import { ImportCard } from '../components/import-card.js';
import { Require } from '../components/require.js';
import { useImports } from '../hooks/use-imports.js';
import { useTitle } from '../hooks/use-title.js';
import { Dropzone } from '../ui/dropzone.js';
import { SelectField, TextField } from '../ui/field.js';
import { Note, State } from '../ui/state.js';

const route = getRouteApi('/problems/import');
const CHOICES = ['when-proved', 'at-once', 'later'] as const satisfies readonly Publish[];

/** Problem packages in, and what was found in them. With `?problem=` a package becomes a new version of that problem. */
export function ProblemImportPage(): ReactElement {
  useTitle(t`Import a problem`);
  return <Require may="importProblems" narrow>{() => <Import />}</Require>;
}

function Import(): ReactElement {
  const { problem } = route.useSearch();
  const imports = useImports();
  const [openedAt] = useState(() => Date.now());
  const [slug, setSlug] = useState('');
  const [visibility, setVisibility] = useState('private');
  const [publish, setPublish] = useState<Publish>('when-proved');
  const words: Record<Publish, string> = {
    'when-proved': t`Its labelled submissions are judged and its data is checked first. If all is as the package says, people submit to it from then on; if not, you are told why, and nothing changes for them.`,
    'at-once': t`People submit to it before anything is known of it. It is verified meanwhile, and recorded as published without proof.`,
    later: t`It is verified, and waits for you on the page of the problem.`,
  };
  const refusedSlug = imports[0]?.failure?.of('slug');

  function send(files: readonly File[]) {
    sendPackages(files, problem === undefined ? { slug: slug.trim(), visibility, publish } : { problem, publish });
    setSlug('');
  }
  return (
    <div className="page narrow">
      <div>
        <h1>{problem === undefined ? <Trans>Import problems</Trans> : <Trans>New version of {problem}</Trans>}</h1>
        <p className="soft">
          <Trans>A zip in the ICPC problem package format, legacy or 2025-09. Where a fault is found, nothing is changed.</Trans>
        </p>
      </div>
      {problem === undefined ? (
        <div className="row" style={{ alignItems: 'start' }}>
          <div style={{ flex: '1 1 14rem' }}>
            <TextField label={t`Address (optional)`} hint={t`Of a single package. Else the name of the file becomes the address.`} placeholder="hello-world" value={slug} onChange={(event) => setSlug(event.target.value)} autoCapitalize="none" spellCheck={false} maxLength={64} fault={slug === '' ? refusedSlug : undefined} />
          </div>
          <div style={{ flex: '1 1 12rem' }}>
            <SelectField label={t`Who may see it`} hint={t`You can change it at any time.`} value={visibility} onChange={(event) => setVisibility(event.target.value)}>
              <option value="private">{t`Staff only, for now`}</option>
              <option value="public">{publish === 'at-once' ? t`Everybody` : t`Everybody, once it is published`}</option>
            </SelectField>
          </div>
        </div>
      ) : (
        <Note tone="calm">
          <Trans>Once it is published, new submissions are judged against the new version; verdicts that are there stay. What the list says of the problem is kept.</Trans>{' '}
          <Link to="/problems/$slug/staff" params={{ slug: problem }} search={{}}>
            <Trans>Back to the problem</Trans>
          </Link>
        </Note>
      )}
      <SelectField label={t`When it is published`} hint={words[publish]} value={publish} onChange={(event) => setPublish(CHOICES.find((each) => each === event.target.value) ?? 'when-proved')}>
        <option value="when-proved">{t`As soon as it is proved`}</option>
        <option value="at-once">{t`At once`}</option>
        <option value="later">{t`When I say so`}</option>
      </SelectField>
      <Dropzone accept=".zip,application/zip" pick={problem === undefined ? t`Choose packages` : t`Choose a package`} multiple={problem === undefined} onFiles={send}>
        {problem === undefined ? <Trans>Drop packages here, as many as you like</Trans> : <Trans>Drop the package here</Trans>}
      </Dropzone>
      <section className="stack" aria-label={t`Imports`}>
        <div className="row apart">
          <h2>
            <Trans>Imports</Trans>
          </h2>
          <p className="soft small">
            <Trans>You may leave this page: they go on.</Trans>
          </p>
        </div>
        {imports.length === 0 ? (
          <div className="card">
            <State icon="inbox" title={t`Nothing imported yet`}>
              <Trans>Packages that you send are listed here, with every fault and how to mend it.</Trans>
            </State>
          </div>
        ) : (
          imports.map((entry) => <ImportCard key={entry.id} entry={entry} fresh={entry.begunAt >= openedAt || entry === imports[0]} />)
        )}
      </section>
    </div>
  );
}
