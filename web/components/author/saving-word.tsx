import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useSyncExternalStore, type ReactElement } from 'react';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { formatLocale } from '../../i18n.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';

const timeOfDay = (at: string): string => {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(formatLocale(), today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
};

/** Always in sight: whether all that was written is on the server, since when, and what to do where it is not. */
export function SavingWord(): ReactElement {
  const { board } = useWorkshop().workshop;
  const { state, savedAt, failure, retry } = useSyncExternalStore(board.subscribe, board.get);
  const unsaved = state !== 'saved';
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  const time = savedAt === null ? null : timeOfDay(savedAt);
  const reason = failure?.message ?? t`Somebody else has changed the same.`;
  return (
    <div className="saving-word" data-state={state}>
      <span role="status">
        {state === 'failed' ? (
          <>
            <Icon name="warning" /> <Trans>Not saved: {reason}</Trans>
          </>
        ) : state === 'saved' ? (
          time === null ? (
            <Trans>Nothing to save yet</Trans>
          ) : (
            <>
              <Icon name="check" size={14} /> <Trans>Saved {time}</Trans>
            </>
          )
        ) : (
          <>
            <Icon name="spinner" size={14} spin /> <Trans>Saving…</Trans>
          </>
        )}
      </span>
      {state === 'failed' && failure ? (
        <Button compact icon="refresh" onClick={retry}>
          <Trans>Try again</Trans>
        </Button>
      ) : null}
    </div>
  );
}
