import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import type { ContestFeedback, ContestFormat } from '#contract/contest.js';
import { USUAL_RULES } from '#contract/contest-rules.js';
import { Failure } from '../../api/failure.js';
import { Button } from '../../ui/button.js';
import { AreaField, CheckField, SelectField, TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { hasPretests, type ContestDraft } from '../../util/contest-draft.js';
import { addressOfName } from '../../util/markdown-insert.js';
import { ContestAccessFields } from './contest-access-fields.js';
import { ContestProblemsForm } from './contest-problems-form.js';
import { ContestRulesFields } from './contest-rules-fields.js';
import { ContestTimesFields } from './contest-times-fields.js';
import { FEEDBACK_WORDS, FORMAT_HINTS, FORMAT_WORDS } from './contest-words.js';
import '../author/author.css';
import './contest-form.css';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

export interface FieldsProps {
  draft: ContestDraft;
  change: (part: Partial<ContestDraft>) => void;
  /** What is wrong with a field, by its path in the request. */
  faultOf: (path: string) => string | undefined;
}

interface Props {
  initial: ContestDraft;
  /** Its address is chosen once. */
  fresh: boolean;
  error: Error | null;
  busy: boolean;
  save: ReactNode;
  onSave: (draft: ContestDraft) => void;
}

/** Everything that an instructor sets of a contest, on one page. What is wrong with a field is said beside it. */
export function ContestForm({ initial, fresh, error, busy, save, onSave }: Props): ReactElement {
  const { _ } = useLingui();
  const [draft, setDraft] = useState(initial);
  const [typedSlug, setTypedSlug] = useState(false);
  const [told, setTold] = useState(false);
  const change = (part: Partial<ContestDraft>) => setDraft((before) => ({ ...before, ...part }));
  const own = told ? faultsOf(draft, fresh) : {};
  const refusal = error instanceof Failure ? error : null;
  const faultOf = (path: string) => own[path] ?? refusal?.of(path);
  const fields: FieldsProps = { draft, change, faultOf };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form
      className="stack wide contest-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (busy) return;
        if (Object.keys(faultsOf(draft, fresh)).length === 0) return onSave(draft);
        const form = event.currentTarget;
        requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      }}
    >
      <Part title={<Trans>What it is</Trans>}>
        <div className="form-grid">
          <TextField label={t`Name`} placeholder={t`Autumn Cup`} value={draft.name} maxLength={120} fault={faultOf('name')} onChange={({ target }) => change({ name: target.value, ...(fresh && !typedSlug ? { slug: addressOfName(target.value) } : {}) })} />
          {fresh ? <TextField label={t`Address`} hint={t`Where it will be found: /contests/…`} className="mono" value={draft.slug} maxLength={64} spellCheck={false} autoCapitalize="none" autoComplete="off" fault={faultOf('slug')} onChange={({ target }) => (setTypedSlug(true), change({ slug: target.value }))} /> : null}
        </div>
        <AreaField label={t`Description`} hint={t`Markdown: headings with #, lists with -, formulas between dollar signs.`} rows={5} maxLength={20_000} value={draft.description} fault={faultOf('description')} onChange={({ target }) => change({ description: target.value })} />
      </Part>
      <Part title={<Trans>When</Trans>} aside={zone}>
        <ContestTimesFields {...fields} />
      </Part>
      <Part title={<Trans>How it is decided</Trans>}>
        <fieldset className="kind-choice">
          <legend>
            <Trans>Format</Trans>
          </legend>
          {(Object.keys(FORMAT_WORDS) as ContestFormat[]).map((format) => (
            <label key={format} className={draft.format === format ? 'chosen' : ''}>
              <input type="radio" name="format" checked={draft.format === format} onChange={() => change({ format, rules: format === initial.format ? initial.rules : USUAL_RULES[format] })} />
              <span>
                <b>{_(FORMAT_WORDS[format])}</b>
                <span className="soft small">{_(FORMAT_HINTS[format])}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <ContestRulesFields {...fields} />
        <div className="form-grid">
          <SelectField label={t`What participants see of their results meanwhile`} value={draft.feedback} onChange={({ target }) => change({ feedback: target.value as ContestFeedback })}>
            {(Object.keys(FEEDBACK_WORDS) as ContestFeedback[]).map((each) => (
              <option key={each} value={each}>
                {_(FEEDBACK_WORDS[each])}
              </option>
            ))}
          </SelectField>
          <CheckField label={t`Rated`} hint={t`It moves the ratings of those who take part by themselves.`} checked={draft.rated} onChange={({ target }) => change({ rated: target.checked })} />
        </div>
      </Part>
      <Part title={<Trans>Problems</Trans>}>
        <ContestProblemsForm {...fields} />
      </Part>
      <Part title={<Trans>Who</Trans>}>
        <ContestAccessFields {...fields} />
      </Part>
      {error ? (
        <Note tone="bad" alert>
          {error.message}
        </Note>
      ) : null}
      <div className="row">
        <Button type="submit" look="primary" busy={busy}>
          {save}
        </Button>
      </div>
    </form>
  );
}

function Part({ title, aside, children }: { title: ReactNode; aside?: string; children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="row apart">
        <h2 id={id}>{title}</h2>
        {aside ? <span className="soft small">{aside}</span> : null}
      </div>
      {children}
    </section>
  );
}

/** Before anything is sent; the contract has the last word. */
function faultsOf(draft: ContestDraft, fresh: boolean): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.name.trim() === '') faults['name'] = t`Give it a name; you can change it later`;
  if (fresh && !SLUG.test(draft.slug)) faults['slug'] = t`Use lower-case letters, digits and dashes, 64 at most`;
  if (draft.startsAt === '') faults['startsAt'] = t`Say when it begins`;
  if (draft.minutes === null) faults['durationSeconds'] = t`Say how long it takes`;
  if (draft.registration === 'code' && draft.code.trim().length < 4) faults['code'] = t`Use at least four characters`;
  for (const [at, { label, pretests }] of draft.problems.entries()) {
    if (pretests && !hasPretests(pretests)) faults[`problems.${at}.pretests`] = 'first' in pretests ? t`Say how many` : t`Choose at least one`;
    if (!/^[A-Za-z0-9]{1,8}$/.test(label)) faults[`problems.${at}.label`] = t`Up to eight letters and digits`;
    else if (draft.problems.some((other, before) => before < at && other.label === label)) faults[`problems.${at}.label`] = t`Two problems have this label`;
  }
  return faults;
}
