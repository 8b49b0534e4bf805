import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';

/** Tells everybody in a contest something. */
export function AnnounceDialog({ contest, onClose }: { contest: Contest; onClose: () => void }): ReactElement {
  const id = useId();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const send = useMutation({
    mutationFn: () => call('createClarification', { params: { slug: contest.slug }, body: { announcement: text.trim(), problem: problem === '' ? null : problem } }),
    onSuccess: () => {
      toast(t`It is announced.`);
      void client.invalidateQueries({ queryKey: ['contest', contest.slug, 'clarifications'] });
      onClose();
    },
  });
  return (
    <Dialog title={t`Announce`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') send.mutate();
        }}
      >
        <SelectField label={t`About`} value={problem} onChange={({ target }) => setProblem(target.value)}>
          <option value="">{t`The contest`}</option>
          {contest.problems?.map(({ label, name }) => (
            <option key={label} value={label}>
              {label} – {name}
            </option>
          ))}
        </SelectField>
        <div className="field">
          <label htmlFor={id}>
            <Trans>What everybody is to know</Trans>
          </label>
          <textarea id={id} className="input" rows={5} maxLength={4000} required value={text} onChange={({ target }) => setText(target.value)} />
        </div>
        {send.error ? (
          <Note tone="bad" alert>
            {send.error.message}
          </Note>
        ) : null}
        <div className="row">
          <Button type="submit" look="primary" busy={send.isPending} disabled={text.trim() === ''}>
            <Trans>Announce</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Leave it</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
