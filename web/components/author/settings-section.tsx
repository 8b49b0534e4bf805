import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { useOpenPart, useParts } from '../../hooks/use-workshop.js';
import type { PartOf } from '../../hooks/workshop.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Skeleton } from '../../ui/state.js';
import { Failed } from '../failed.js';
import { Collaborators } from './collaborators.js';
import { ConflictNote } from './conflict-note.js';
import { ConstantsForm } from './constants-form.js';
import { CreditsForm } from './credits-form.js';
import { DeleteAuthored } from './delete-authored.js';
import { LanguagesForm } from './languages-form.js';
import { LimitsForm } from './limits-form.js';
import { ListField } from './list-field.js';
import { MoreFiles } from './more-files.js';
import { NumberField } from './number-field.js';
import { PackageForm } from './package-form.js';
import { TypesForm } from './types-form.js';

/** Everything about the problem as a whole. */
export function SettingsSection(): ReactElement {
  const [settings] = useParts('settings');
  return settings ? <Settings part={settings} /> : <Skeleton height="20rem" />;
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const FEEDBACK = ['nothing', 'first-failing-test', 'verdict', 'validator-message', 'data-after-deadline'] as const;

function Settings({ part }: { part: PartOf<'settings'> }): ReactElement {
  const open = useOpenPart(part);
  const [slug, setSlug] = useState<string>();
  if (!open) return <Skeleton height="20rem" />;
  if ('error' in open) return <Failed error={open.error} />;
  const { snapshot, change } = open;
  const settings = snapshot.value;
  const shownSlug = slug ?? settings.slug ?? '';
  const slugFault = shownSlug === '' || SLUG.test(shownSlug) ? undefined : t`Use lower-case letters, digits and dashes, 64 at most`;
  const feedback: Record<(typeof FEEDBACK)[number], { word: string; hint: string }> = {
    nothing: { word: t`Nothing but the verdict at the end`, hint: t`Neither which test fails nor how far it came.` },
    'first-failing-test': { word: t`The number of the first test that fails`, hint: t`Where the problem scores, of each group. Nothing of the tests after it, of times or of the data.` },
    verdict: { word: t`The verdict of each test`, hint: t`Which tests pass and fail, and how long they take; nothing of their data.` },
    'validator-message': { word: t`The verdicts, and what the checker says`, hint: t`What the checker writes for contestants (teammessage.txt), or the comment of a testlib checker. Without a checker there are verdicts only.` },
    'data-after-deadline': { word: t`The verdicts, and the data after the deadline`, hint: t`Input, answer and output of each test, once every contest that has the problem is over.` },
  };
  return (
    <div className="stack wide">
      <ConflictNote open={open} language="json" />
      <section className="card stack" aria-labelledby="kind">
        <h2 id="kind">
          <Trans>Kind and address</Trans>
        </h2>
        <TypesForm open={open} />
        <TextField
          label={t`Address`}
          hint={t`Where it will be found: /problems/…. Empty: one is made of its name.`}
          className="mono"
          value={shownSlug}
          fault={slugFault}
          maxLength={64}
          spellCheck={false}
          autoCapitalize="none"
          onChange={({ target }) => {
            setSlug(target.value);
            if (target.value === '' || SLUG.test(target.value)) change({ slug: target.value === '' ? null : target.value });
          }}
        />
      </section>
      <LimitsForm open={open} />
      <LanguagesForm open={open} />
      <ConstantsForm open={open} />
      <MoreFiles />
      <section className="card stack" aria-labelledby="feedback">
        <h2 id="feedback">
          <Trans>What people see of the judging</Trans>
        </h2>
        <SelectField label={t`Of secret tests`} hint={feedback[settings.feedback].hint} value={settings.feedback} onChange={({ target }) => change({ feedback: FEEDBACK.find((each) => each === target.value) ?? 'verdict' })}>
          {FEEDBACK.map((each) => (
            <option key={each} value={each}>
              {feedback[each].word}
            </option>
          ))}
        </SelectField>
      </section>
      <section className="card stack" aria-labelledby="list">
        <h2 id="list">
          <Trans>In the list of problems</Trans>
        </h2>
        <ListField label={t`Tags`} hint={t`With commas between them, as in: graphs, shortest paths.`} value={settings.tags} onChange={(tags) => change({ tags })} />
        <NumberField label={t`Difficulty`} hint={t`0 to 10, or empty.`} least={0} most={10} step="any" value={settings.difficulty} onChange={(difficulty) => change({ difficulty })} />
      </section>
      <CreditsForm open={open} />
      <PackageForm open={open} />
      <Collaborators />
      <DeleteAuthored />
    </div>
  );
}
