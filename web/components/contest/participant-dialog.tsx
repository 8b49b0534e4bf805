import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Participant, ParticipantChange } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { takeParticipant } from '../../api/contest-queries.js';
import { Failure } from '../../api/failure.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Dialog } from '../../ui/dialog.js';
import { AreaField, CheckField, TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { dayAndTime } from '../../util/format.js';
import { addressesOf, changeOf, draftOfParticipant, type ParticipantDraft } from '../../util/participant-draft.js';
import './jury.css';

interface Props {
  slug: string;
  participant: Participant;
  onClose: () => void;
}

/** Everything that the jury changes of somebody who takes part. */
export function ParticipantDialog({ slug, participant, onClose }: Props): ReactElement {
  const { id, name, address, boundAt, disqualified } = participant;
  const client = useQueryClient();
  const [initial] = useState(() => draftOfParticipant(participant));
  const [draft, setDraft] = useState(initial);
  const [asking, setAsking] = useState<'disqualify' | 'remove'>();
  const set = (part: Partial<ParticipantDraft>) => setDraft((before) => ({ ...before, ...part }));
  const take = (changed: Participant) => takeParticipant(client, slug, changed);
  const refresh = () => void client.invalidateQueries({ queryKey: ['contest', slug] });

  const save = useMutation({
    mutationFn: async () => {
      const body = changeOf(initial, draft);
      if (draft.networks !== initial.networks) take(await call('changeParticipantAddress', { params: { slug, id }, body: { networks: addressesOf(draft) } }));
      if (Object.keys(body).length > 0) take(await call('changeParticipant', { params: { slug, id }, body }));
    },
    onSuccess: () => (toast(t`Saved.`), refresh(), onClose()),
  });
  const change = useMutation({ mutationFn: (body: ParticipantChange) => call('changeParticipant', { params: { slug, id }, body }), onSuccess: (changed) => (take(changed), refresh(), setAsking(undefined)) });
  const release = useMutation({ mutationFn: () => call('changeParticipantAddress', { params: { slug, id }, body: { released: true } }), onSuccess: take });
  const remove = useMutation({ mutationFn: () => call('removeParticipant', { params: { slug, id } }), onSuccess: () => (toast(t`${name} does not take part any more.`), refresh(), onClose()) });

  const refusal = save.error instanceof Failure ? save.error : null;
  const networkFault = refusal?.of('networks') ?? addressesOf(draft)?.map((_each, at) => refusal?.of(`networks.${at}`)).find(Boolean);
  const told = [refusal?.of('name'), refusal?.of('members'), networkFault].some(Boolean);
  const failed = (told ? null : save.error) ?? release.error ?? (asking === undefined ? change.error : null);
  const since = boundAt ? dayAndTime(boundAt) : '';
  return (
    <>
      <Dialog title={name} onClose={onClose} held={save.isPending}>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!save.isPending) save.mutate();
          }}
        >
          <TextField label={t`Name in the standings`} value={draft.name} maxLength={80} fault={draft.name.trim() === '' ? t`Give them a name` : refusal?.of('name')} onChange={({ target }) => set({ name: target.value })} />
          <TextField label={t`Members`} hint={t`Usernames, with commas between them.`} className="mono" value={draft.members} spellCheck={false} autoCapitalize="none" autoComplete="off" fault={refusal?.of('members')} onChange={({ target }) => set({ members: target.value })} />
          <TextField label={t`School or company`} value={draft.affiliation} maxLength={120} onChange={({ target }) => set({ affiliation: target.value })} />
          <div className="participant-pair">
            <TextField label={t`Group`} value={draft.group} maxLength={60} onChange={({ target }) => set({ group: target.value })} />
            <TextField label={t`Seat`} value={draft.seat} maxLength={60} onChange={({ target }) => set({ seat: target.value })} />
          </div>
          <CheckField label={t`Out of competition`} hint={t`In the standings, without a rank.`} checked={draft.unofficial} onChange={({ target }) => set({ unofficial: target.checked })} />
          <CheckField label={t`Hidden`} hint={t`Only the jury sees them.`} checked={draft.hidden} onChange={({ target }) => set({ hidden: target.checked })} />
          <AreaField label={t`Submissions only from these addresses`} hint={t`Addresses or networks, a line each, as 192.0.2.0/24. Empty: from anywhere.`} className="mono" rows={2} spellCheck={false} autoCapitalize="none" value={draft.networks} fault={networkFault} onChange={({ target }) => set({ networks: target.value })} />
          {address ? (
            <div className="row apart">
              <span>
                <Trans>
                  Bound to <span className="mono">{address}</span> since {since}
                </Trans>
              </span>
              <Button compact busy={release.isPending} onClick={() => release.mutate()}>
                <Trans>Release it</Trans>
              </Button>
            </div>
          ) : null}
          {failed ? (
            <Note tone="bad" alert>
              {failed.message}
            </Note>
          ) : null}
          <div className="row">
            <Button type="submit" look="primary" busy={save.isPending} disabled={draft.name.trim() === ''}>
              <Trans>Save</Trans>
            </Button>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
          </div>
        </form>
        <div className="row participant-ends">
          {disqualified ? (
            <Button busy={change.isPending} onClick={() => change.mutate({ disqualified: false })}>
              <Trans>Let them take part again</Trans>
            </Button>
          ) : (
            <Button look="danger" onClick={() => setAsking('disqualify')}>
              <Trans>Disqualify…</Trans>
            </Button>
          )}
          <Button look="danger" icon="trash" onClick={() => setAsking('remove')}>
            <Trans>Remove…</Trans>
          </Button>
        </div>
      </Dialog>
      {asking === 'disqualify' ? (
        <Confirm title={<Trans>Disqualify {name}?</Trans>} yes={<Trans>Disqualify</Trans>} busy={change.isPending} error={change.error} onYes={() => change.mutate({ disqualified: true })} onClose={() => setAsking(undefined)}>
          <Trans>They submit nothing more, and have no rank and no rating of this contest. What they have submitted stays. You can take it back.</Trans>
        </Confirm>
      ) : null}
      {asking === 'remove' ? (
        <Confirm title={<Trans>Remove {name}?</Trans>} yes={<Trans>Remove</Trans>} busy={remove.isPending} error={remove.error} onYes={() => remove.mutate()} onClose={() => setAsking(undefined)}>
          <Trans>What they have asked and printed goes with them. Whoever has submitted something is not removed, but can be disqualified.</Trans>
        </Confirm>
      ) : null}
    </>
  );
}
