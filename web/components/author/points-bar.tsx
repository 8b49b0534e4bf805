import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useRef, useState, type ReactElement } from 'react';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';
import { sharedPoints, shiftPoints } from '../../util/author-points.js';
import type { TestsOfGroup } from '../../util/author-tests.js';
import { groupTitle } from './group-title.js';

/** The points of all groups as one bar, whose borders are dragged or moved by arrow keys; what one group loses its neighbour gets. */
export function PointsBar({ groups }: { groups: readonly TestsOfGroup[] }): ReactElement | null {
  const { workshop } = useWorkshop();
  const frame = useRef<HTMLDivElement>(null);
  const entries = groups.map((entry, at) => ({ entry, title: groupTitle(entry, at - 1) })).filter(({ entry }) => entry.group.content.place === 'group' && typeof entry.group.content.points === 'number');
  const saved = entries.map(({ entry }) => entry.group.content.points as number);
  const [moved, setMoved] = useState<readonly number[]>();
  const points = moved ?? saved;
  const total = points.reduce((sum, each) => sum + each, 0);
  if (entries.length < 2) return null;

  async function put(next: readonly number[]) {
    try {
      await Promise.all(entries.map(({ entry }, at) => (next[at] === saved[at] ? Promise.resolve() : workshop.editGroup(entry.group, { points: next[at]! }))));
    } catch (error) {
      toast((error as Error).message, { tone: 'bad' });
    }
    setMoved(undefined);
  }
  function drag(event: React.PointerEvent, border: number) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const box = frame.current.getBoundingClientRect();
    const at = Math.round(((event.clientX - box.left) / box.width) * total);
    const before = points.slice(0, border + 1).reduce((sum, each) => sum + each, 0);
    setMoved(shiftPoints(points, border, at - before));
  }
  function keys(event: React.KeyboardEvent, border: number) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = shiftPoints(points, border, by);
    setMoved(next);
    void put(next);
  }
  return (
    <section className="stack tight" aria-label={t`Points of the groups`}>
      <div className="row apart">
        <h2>
          <Trans>Points</Trans> <span className="soft small numbers"><Plural value={total} one="# in all" other="# in all" /></span>
        </h2>
        <Button compact onClick={() => void put(sharedPoints(100, entries.length))}>
          <Trans>Share 100 alike</Trans>
        </Button>
      </div>
      <div className="points-bar" ref={frame}>
        {entries.map(({ title }, at) => (
          <div key={title} className="points-share" style={{ flexGrow: total > 0 ? points[at]! : 1 }}>
            <span title={title}>{points[at]}</span>
            {at < entries.length - 1 && total > 0 ? (
              <div
                role="slider"
                tabIndex={0}
                className="points-border"
                aria-label={t`Points of ${title}`}
                aria-valuemin={0}
                aria-valuemax={points[at]! + points[at + 1]!}
                aria-valuenow={points[at]}
                onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
                onPointerMove={(event) => drag(event, at)}
                onPointerUp={() => void (moved && put(moved))}
                onKeyDown={(event) => keys(event, at)}
              />
            ) : null}
          </div>
        ))}
      </div>
    </section>
  );
}
