import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { clarificationsQuery } from '../../api/contest-queries.js';
import { Button } from '../../ui/button.js';
import { AreaField, SelectField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';

/** A question to the jury, or what the jury announces to all. */
export function AskForm({ contest: { slug, problems }, jury }: { contest: Contest; jury: boolean }): ReactElement {
  const client = useQueryClient();
  const [problem, setProblem] = useState('');
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const send = useMutation({
    mutationFn: () => call('createClarification', { params: { slug }, body: { problem: problem === '' ? null : problem, ...(jury ? { announcement: text.trim() } : { question: text.trim() }) } }),
    onSuccess: () => {
      setText('');
      setTold(false);
      toast(jury ? t`Announced to everybody.` : t`The jury has your question. The answer comes here.`);
      void client.invalidateQueries({ queryKey: clarificationsQuery(slug).queryKey });
    },
  });
  const fault = told && text.trim() === '' ? (jury ? t`Say what is to be announced` : t`Write your question`) : undefined;
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTold(true);
        if (text.trim() !== '' && !send.isPending) send.mutate();
      }}
    >
      <h2>{jury ? <Trans>Announce</Trans> : <Trans>Ask the jury</Trans>}</h2>
      <SelectField label={t`About`} value={problem} onChange={({ target }) => setProblem(target.value)}>
        <option value="">{t`The contest as a whole`}</option>
        {problems?.map(({ label, name }) => (
          <option key={label} value={label}>
            {label}: {name}
          </option>
        ))}
      </SelectField>
      <AreaField label={jury ? t`Announcement` : t`Question`} hint={jury ? t`All participants see it at once.` : t`Only the jury sees it, until they show it to everybody.`} rows={4} maxLength={4000} value={text} fault={fault} onChange={({ target }) => setText(target.value)} />
      {send.error ? (
        <Note tone="bad" alert>
          {send.error.message}
        </Note>
      ) : null}
      <div>
        <Button type="submit" look="primary" busy={send.isPending}>
          {jury ? <Trans>Announce to all</Trans> : <Trans>Ask</Trans>}
        </Button>
      </div>
    </form>
  );
}
