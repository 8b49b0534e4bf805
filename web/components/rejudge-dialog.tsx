import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { MOST_REJUDGED, type RejudgingChoice } from '#contract/rejudging.js';
import type { Verdict } from '#contract/verdict.js';
import { call } from '../api/call.js';
import { languagesQuery } from '../api/queries.js';
import { rejudgingPreviewQuery, versionsQuery } from '../api/staff-queries.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { CheckField, SelectField, TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { endOfDay, startOfDay } from '../util/days.js';
import { number } from '../util/format.js';
import { VERDICT } from './verdict.js';
import './rejudge-dialog.css';

interface Wanted {
  language: string;
  verdicts: readonly Verdict[];
  from: string;
  to: string;
  version: string;
}
const EVERYTHING: Wanted = { language: '', verdicts: [], from: '', to: '', version: '' };
const OFFERED = (Object.keys(VERDICT) as Verdict[]).filter((verdict) => verdict !== 'skipped');

/** Chooses which submissions to a problem, or of one contest to it, are judged again and against which version, tells how many they are, and begins. */
export function RejudgeDialog({ slug, contest, version: first, onClose }: { slug: string; contest?: string; version?: number | undefined; onClose: () => void }): ReactElement {
  const [wanted, setWanted] = useState<Wanted>({ ...EVERYTHING, version: first === undefined ? '' : String(first) });
  const [reason, setReason] = useState('');
  const navigate = useNavigate();
  const client = useQueryClient();
  const choice = choiceOf(slug, contest, wanted);
  const preview = useQuery({ ...rejudgingPreviewQuery(choice), placeholderData: (before) => before });
  const start = useMutation({
    mutationFn: () => call('createRejudging', { body: { ...choice, reason } }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['rejudgings'] });
      void navigate({ to: '/staff/rejudgings/$id', params: { id }, search: {} });
    },
  });
  const count = preview.data?.submissions;
  const tooMany = count !== undefined && count > MOST_REJUDGED;
  const most = number(MOST_REJUDGED);
  const error = start.error ?? preview.error;
  return (
    <Dialog title={t`Judge all again`} onClose={onClose}>
      <p>
        <Trans>The submissions are judged in the background. You then see what would change, and decide whether it counts. Until then nobody but staff sees anything of it.</Trans>
      </p>
      <Filter slug={slug} wanted={wanted} onChange={(part) => setWanted((before) => ({ ...before, ...part }))} />
      <TextField label={t`Reason`} hint={t`For other staff; may be empty.`} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      <p role="status" className="numbers">
        {count === undefined ? null : count === 0 ? <Trans>No submission fits.</Trans> : <Plural value={count} one="# submission will be judged again." other="# submissions will be judged again." />}{' '}
        {count ? <People count={preview.data?.people ?? 0} /> : null}
      </p>
      {tooMany ? (
        <Note tone="warn">
          <Trans>At most {most} are judged again as one. Choose some by language, day or verdict, one part after the other.</Trans>
        </Note>
      ) : null}
      {error ? (
        <Note tone="bad" alert>
          {error.message}
        </Note>
      ) : null}
      <div className="row">
        <Button look="primary" busy={start.isPending} disabled={!count || tooMany} onClick={() => start.mutate()}>
          <Trans>Judge again</Trans>
        </Button>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function People({ count }: { count: number }): ReactElement {
  return (
    <span className="soft">
      <Plural value={count} one="It is by # person." other="They are by # people." />
    </span>
  );
}

function Filter({ slug, wanted, onChange }: { slug: string; wanted: Wanted; onChange: (part: Partial<Wanted>) => void }): ReactElement {
  const languages = useQuery(languagesQuery);
  const versions = useQuery(versionsQuery(slug));
  const toggle = (verdict: Verdict) => onChange({ verdicts: wanted.verdicts.includes(verdict) ? wanted.verdicts.filter((each) => each !== verdict) : [...wanted.verdicts, verdict] });
  return (
    <>
      <div className="rejudge-filter">
        <SelectField label={t`Against version`} value={wanted.version} onChange={(event) => onChange({ version: event.target.value })}>
          <option value="">{t`the current one`}</option>
          {versions.data?.map(({ number, current }) => (
            <option key={number} value={number}>
              {current ? t`${number} (current)` : number}
            </option>
          ))}
        </SelectField>
        <SelectField label={t`Language`} value={wanted.language} onChange={(event) => onChange({ language: event.target.value })}>
          <option value="">{t`Any language`}</option>
          {languages.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label={t`From`} type="date" value={wanted.from} max={wanted.to || undefined} onChange={(event) => onChange({ from: event.target.value })} />
        <TextField label={t`To`} type="date" value={wanted.to} min={wanted.from || undefined} onChange={(event) => onChange({ to: event.target.value })} />
      </div>
      <fieldset className="rejudge-verdicts">
        <legend>
          <Trans>Verdict now; none chosen: any</Trans>
        </legend>
        <div className="rejudge-filter">
          {OFFERED.map((verdict) => (
            <CheckField key={verdict} label={VERDICT[verdict].word} checked={wanted.verdicts.includes(verdict)} onChange={() => toggle(verdict)} />
          ))}
        </div>
      </fieldset>
    </>
  );
}

function choiceOf(problem: string, contest: string | undefined, { language, verdicts, from, to, version }: Wanted): RejudgingChoice {
  const [since, until] = [startOfDay(from), endOfDay(to)];
  return {
    problem,
    ...(contest === undefined ? {} : { contest }),
    ...(language === '' ? {} : { language }),
    ...(verdicts.length === 0 ? {} : { verdicts: [...verdicts] }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(version === '' ? {} : { version: Number(version) }),
  };
}
