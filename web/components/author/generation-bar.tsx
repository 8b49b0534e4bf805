import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { authoredQuery, generationQuery } from '../../api/author-queries.js';
import { call } from '../../api/call.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Progress } from '../../ui/progress.js';
import { Note } from '../../ui/state.js';
import { number } from '../../util/format.js';
import { GenerationFaults } from './generation-faults.js';

/** Has inputs and answers made, follows it test by test, and says what failed. */
export function GenerationBar(): ReactElement {
  const { workshop, authored } = useWorkshop();
  const client = useQueryClient();
  const { id, generation, stale } = authored;
  const { data } = useQuery({ ...generationQuery(id, generation?.id ?? ''), enabled: generation !== null });
  const start = useMutation({
    mutationFn: async (again: boolean) => {
      // What was typed a moment ago shall count.
      await workshop.sendAll();
      return call('startGeneration', { params: { id }, body: { again } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: authoredQuery(id).queryKey, exact: true }),
  });
  const stop = useMutation({ mutationFn: () => call('cancelGeneration', { params: { id, generation: generation?.id ?? '' } }) });
  const state = data?.state ?? generation?.state;
  const running = state === 'queued' || state === 'running';
  useEffect(() => {
    if (!running) workshop.refetchSoon();
  }, [running, workshop]);
  const tests = authored.parts.filter(({ content }) => content.kind === 'test').length;
  const now = data ?? generation;
  const [done, total] = [number(now?.done ?? 0), number(now?.total ?? 0)];
  return (
    <section className="card stack tight generation" aria-label={t`Generation`}>
      <div className="row apart">
        <div>
          <h2>
            <Trans>Inputs and answers by programs</Trans>
          </h2>
          <p className="soft">
            {tests === 0 ? (
              <Trans>Add tests below. What a generator or the model solution makes is made here.</Trans>
            ) : stale.length > 0 ? (
              <Plural value={stale.length} one="# test is to be made, or made again." other="# tests are to be made, or made again." />
            ) : (
              <Trans>Everything is made and up to date.</Trans>
            )}
          </p>
        </div>
        <div className="row">
          {running ? (
            <Button busy={stop.isPending} onClick={() => stop.mutate()}>
              <Trans>Stop</Trans>
            </Button>
          ) : (
            <>
              {tests > 0 && stale.length === 0 ? (
                <Button busy={start.isPending} onClick={() => start.mutate(false)}>
                  <Trans>Check the inputs</Trans>
                </Button>
              ) : null}
              {tests > 0 && stale.length > 0 ? (
                <Button look="primary" icon="play" busy={start.isPending} onClick={() => start.mutate(false)}>
                  <Trans>Generate</Trans>
                </Button>
              ) : null}
            </>
          )}
        </div>
      </div>
      {start.error ?? stop.error ? (
        <Note tone="bad" alert>
          {(start.error ?? stop.error)?.message}
        </Note>
      ) : null}
      {running ? (
        <>
          <p className="numbers small" role="status">
            {state === 'queued' ? <Trans>Waiting for a judge</Trans> : <Trans>{done} of {total} steps done. You may go on writing: it goes on.</Trans>}
          </p>
          <Progress fraction={now && now.total > 0 ? now.done / now.total : 0} label={t`Generation`} />
        </>
      ) : null}
      {data ? <GenerationFaults generation={data} /> : null}
    </section>
  );
}
