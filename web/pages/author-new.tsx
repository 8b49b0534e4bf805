import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { upload } from '../api/upload.js';
import { KindChoice, TYPES_OF_KIND, type Kind } from '../components/author/kind-choice.js';
import { Require } from '../components/require.js';
import { useTitle } from '../hooks/use-title.js';
import { Button } from '../ui/button.js';
import { Dropzone } from '../ui/dropzone.js';
import { SelectField, TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { languageOfCode } from '../util/format.js';
import { addressOfName } from '../util/markdown-insert.js';
import { STATEMENT_LANGUAGES } from '../util/statement-sections.js';
import '../components/author/author.css';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** The beginning of a problem: what it is called, where it will be found, and how it is judged. All of it can be changed later. */
export function AuthorNewPage(): ReactElement {
  useTitle(t`New problem`);
  return <Require may="importProblems" narrow>{() => <New />}</Require>;
}

function New(): ReactElement {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string>();
  const [language, setLanguage] = useState('en');
  const [kind, setKind] = useState<Kind>('pass-fail');
  const [told, setTold] = useState(false);
  const address = slug ?? addressOfName(name);
  const go = async (id: string) => {
    void client.invalidateQueries({ queryKey: ['authored'], exact: true });
    await navigate({ to: '/authoring/$id/{-$section}', params: { id, section: undefined } });
  };
  const create = useMutation({
    mutationFn: () => call('createAuthored', { body: { name: name.trim(), language, types: [...TYPES_OF_KIND[kind]], ...(address === '' ? {} : { slug: address }) } }),
    onSuccess: ({ id }) => go(id),
  });
  const bring = useMutation({ mutationFn: (file: File) => upload('createAuthoredFromPackage', { file, onProgress: () => {} }), onSuccess: ({ id }) => go(id) });
  const nameFault = told && name.trim() === '' ? t`Give it a name; you can change it later` : undefined;
  const slugFault = address !== '' && !SLUG.test(address) ? t`Use lower-case letters, digits and dashes, 64 at most` : create.error instanceof Failure ? create.error.of('slug') : undefined;
  const refusal = bring.error instanceof Failure ? bring.error : null;
  return (
    <div className="page narrow">
      <div>
        <h1>
          <Trans>New problem</Trans>
        </h1>
        <p className="soft">
          <Trans>Three things to begin with. Nobody but you sees it until you publish it.</Trans>
        </p>
      </div>
      <form
        className="card stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTold(true);
          if (name.trim() !== '' && !slugFault) create.mutate();
        }}
      >
        <div className="form-grid">
          <TextField label={t`Name`} hint={t`As people will see it.`} placeholder={t`Long Sums`} value={name} maxLength={200} autoFocus fault={nameFault} onChange={({ target }) => setName(target.value)} />
          <SelectField label={t`Language of the statement`} hint={t`More can be added.`} value={language} onChange={({ target }) => setLanguage(target.value)}>
            {STATEMENT_LANGUAGES.map((code) => (
              <option key={code} value={code}>
                {languageOfCode(code)}
              </option>
            ))}
          </SelectField>
        </div>
        <TextField label={t`Address`} hint={t`Where it will be found: /problems/…`} className="mono" value={address} maxLength={64} spellCheck={false} autoCapitalize="none" autoComplete="off" fault={slugFault} onChange={({ target }) => setSlug(target.value)} />
        <KindChoice value={kind} onChange={setKind} />
        {create.error && !slugFault ? (
          <Note tone="bad" alert>
            {create.error.message}
          </Note>
        ) : null}
        <div>
          <Button type="submit" look="primary" busy={create.isPending}>
            <Trans>Begin</Trans>
          </Button>
        </div>
      </form>
      <section className="stack tight" aria-labelledby="from-package">
        <h2 id="from-package">
          <Trans>Or go on from a package</Trans>
        </h2>
        <p className="soft">
          <Trans>A zip in the ICPC or Polygon format becomes a problem that you can change here.</Trans>
        </p>
        {bring.isPending ? (
          <Note tone="accent">
            <Trans>The package is being read…</Trans>
          </Note>
        ) : null}
        {bring.error ? (
          <Note tone="bad" alert>
            {bring.error.message} {refusal?.details.slice(0, 5).map(({ path, message }) => `${path}: ${message}`).join(' ')}
          </Note>
        ) : null}
        <Dropzone accept=".zip,application/zip" pick={t`Choose a package`} onFiles={([file]) => file && bring.mutate(file)}>
          <Trans>Drop the package here</Trans>
        </Dropzone>
      </section>
    </div>
  );
}
