import { msg, t } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { BalloonMode } from '#contract/contest-site.js';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { contestQuery } from '../../api/contest-queries.js';
import { CheckField, SelectField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';

const MODES: Record<BalloonMode, MessageDescriptor> = { off: msg`None`, 'until-freeze': msg`Until the freeze; the rest when everything is shown`, always: msg`To the end, during the freeze too` };

/** What is brought to the seats: for contests where people sit together. */
export function SiteSettings({ contest }: { contest: Contest }): ReactElement {
  const { _ } = useLingui();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (body: { balloons?: BalloonMode; printing?: boolean }) => call('changeContest', { params: { slug: contest.slug }, body }),
    onSuccess: (changed) => {
      client.setQueryData(contestQuery(contest.slug).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['contest', contest.slug, 'balloons'] });
      void client.invalidateQueries({ queryKey: ['contest', contest.slug, 'jury'] });
    },
  });
  return (
    <section className="card stack" aria-labelledby="site-settings">
      <h2 id="site-settings">
        <Trans>At the seats</Trans>
      </h2>
      <div style={{ maxWidth: '26rem' }}>
        <SelectField label={t`Balloons`} hint={t`One for each problem that a participant solves.`} value={contest.balloons} onChange={({ target }) => change.mutate({ balloons: target.value as BalloonMode })}>
          {(Object.keys(MODES) as BalloonMode[]).map((mode) => (
            <option key={mode} value={mode}>
              {_(MODES[mode])}
            </option>
          ))}
        </SelectField>
      </div>
      <CheckField label={t`Participants may have something printed`} hint={t`Prints come to a queue; jury and runners print them and bring them.`} checked={contest.printing} onChange={({ target }) => change.mutate({ printing: target.checked })} />
      {change.error ? (
        <Note tone="bad" alert>
          {change.error.message}
        </Note>
      ) : null}
    </section>
  );
}
