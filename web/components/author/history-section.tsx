import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Snapshot } from '#contract/authoring-work.js';
import { historyQuery } from '../../api/author-queries.js';
import { whyNothing } from '../../api/failure.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Skeleton, State } from '../../ui/state.js';
import { exactTime } from '../../util/format.js';
import { Failed } from '../failed.js';
import { ShowMore } from '../show-more.js';
import { Time } from '../time.js';
import { SnapshotChanges } from './snapshot-changes.js';

/** What was changed when and by whom, and the way back. */
export function HistorySection(): ReactElement {
  const { authored } = useWorkshop();
  const query = useInfiniteQuery(historyQuery(authored.id));
  const [open, setOpen] = useState<string>();
  const failed = whyNothing(query);
  const snapshots = query.data?.pages.flatMap(({ items }) => items);
  if (failed) return <Failed error={failed} retry={() => void query.refetch()} />;
  if (!snapshots) return <Skeleton height="16rem" />;
  if (snapshots.length === 0)
    return (
      <div className="card">
        <State icon="clock" title={t`No history yet`}>
          <Trans>What you change is kept here, a state for every while of writing.</Trans>
        </State>
      </div>
    );
  return (
    <div className="stack">
      <p className="soft">
        <Trans>Every state can be looked at and brought back, as a whole or a part of it. Bringing back is a change like any other: nothing is lost by it. Of what was only changed, one state an hour is kept after a day, and one a day after a month.</Trans>
      </p>
      <ol className="plain-list history">
        {snapshots.map((snapshot, at) => (
          <li key={snapshot.id} className="card">
            <Row snapshot={snapshot} open={open === snapshot.id} onOpen={() => setOpen(open === snapshot.id ? undefined : snapshot.id)} />
            {open === snapshot.id ? <SnapshotChanges snapshot={snapshot} isNewest={at === 0} /> : null}
          </li>
        ))}
      </ol>
      <ShowMore of={query} />
    </div>
  );
}

function Row({ snapshot, open, onOpen }: { snapshot: Snapshot; open: boolean; onOpen: () => void }): ReactElement {
  const { at, user, reason, version } = snapshot;
  const words: Record<Snapshot['reason'], string> = { made: t`Begun`, edited: t`Changed`, exported: t`Exported`, published: t`Published`, restored: t`Brought back` };
  const [time, who] = [exactTime(at), user ?? t`somebody`];
  return (
    <div className="row apart">
      <div className="row">
        {version === null ? (
          <strong>{words[reason]}</strong>
        ) : (
          <Badge tone="good" icon="check">
            <Trans>Published as version {version}</Trans>
          </Badge>
        )}
        <span>{who}</span>
        <span className="soft">
          <Time at={at} />
        </span>
      </div>
      <Button compact aria-expanded={open} aria-label={open ? t`Close the changes of ${time}` : t`Show the changes of ${time}`} onClick={onOpen}>
        {open ? <Trans>Close</Trans> : <Trans>Show</Trans>}
      </Button>
    </div>
  );
}
