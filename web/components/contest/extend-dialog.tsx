import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Contest } from '#contract/contest.js';
import { call } from '../../api/call.js';
import { contestQuery } from '../../api/contest-queries.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { extension } from '../../util/extend-contest.js';
import { dayAndTime } from '../../util/format.js';
import { serverNow } from '../../util/server-clock.js';

const USUAL_MINUTES = [5, 10, 15, 30, 60];

/** Gives everybody more time. */
export function ExtendDialog({ contest, onClose }: { contest: Contest; onClose: () => void }): ReactElement {
  const client = useQueryClient();
  const [text, setText] = useState('15');
  const minutes = Number(text);
  const fits = Number.isInteger(minutes) && minutes > 0 && minutes <= 24 * 60;
  const end = dayAndTime(new Date(Date.parse(contest.endsAt) + (fits ? minutes : 0) * 60_000).toISOString());
  const extend = useMutation({
    mutationFn: () => call('changeContest', { params: { slug: contest.slug }, body: extension(contest, minutes, serverNow()) }),
    onSuccess: (changed) => {
      client.setQueryData(contestQuery(contest.slug).queryKey, changed);
      toast(t`The contest ends ${end}.`);
      onClose();
    },
  });
  return (
    <Dialog title={t`Extend the contest`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) extend.mutate();
        }}
      >
        <div className="row" role="group" aria-label={t`Minutes`}>
          {USUAL_MINUTES.map((each) => (
            <Button key={each} compact aria-pressed={minutes === each} look={minutes === each ? 'primary' : 'plain'} onClick={() => setText(String(each))}>
              <Plural value={each} one="# minute" other="# minutes" />
            </Button>
          ))}
        </div>
        <TextField label={t`Minutes`} type="number" inputMode="numeric" min={1} max={24 * 60} value={text} onChange={({ target }) => setText(target.value)} />
        <p role="status">
          <Trans>It then ends {end}.</Trans> {contest.freezeAt === null ? null : Date.parse(contest.freezeAt) <= serverNow() ? <Trans>What is frozen stays frozen.</Trans> : <Trans>The freeze begins as much later.</Trans>}
        </p>
        {extend.error ? (
          <Note tone="bad" alert>
            {extend.error.message}
          </Note>
        ) : null}
        <div className="row">
          <Button type="submit" look="primary" busy={extend.isPending} disabled={!fits}>
            <Trans>Extend</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Leave it</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
