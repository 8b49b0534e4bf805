import { useRef, useState, type ReactElement, type ReactNode } from 'react';

const LEAST = 25;
const MOST = 75;

/** Two panes side by side with a divider that is dragged, or moved by arrow keys, and remembered under `remember`. */
export function SplitPane({ first, second, label, remember }: { first: ReactNode; second: ReactNode; label: string; remember: string }): ReactElement {
  const [share, setShare] = useState(() => within(Number(read(remember) ?? 48)));
  const frame = useRef<HTMLDivElement>(null);

  function move(next: number) {
    const kept = within(next);
    setShare(kept);
    try {
      localStorage.setItem(remember, String(kept));
    } catch {
      // Not remembered where storage is forbidden.
    }
  }
  function drag(event: React.PointerEvent) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const box = frame.current.getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * 100);
  }
  function keys(event: React.KeyboardEvent) {
    const steps: Record<string, number> = { ArrowLeft: share - 2, ArrowRight: share + 2, Home: LEAST, End: MOST };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  }
  return (
    <div className="split" ref={frame} style={{ gridTemplateColumns: `minmax(0, ${share}fr) 5px minmax(0, ${100 - share}fr)` }}>
      {first}
      <div role="separator" tabIndex={0} className="split-handle" aria-orientation="vertical" aria-label={label} aria-valuenow={Math.round(share)} aria-valuemin={LEAST} aria-valuemax={MOST} onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag} onKeyDown={keys} onDoubleClick={() => move(48)} />
      {second}
    </div>
  );
}

const within = (value: number) => Math.min(MOST, Math.max(LEAST, Number.isFinite(value) ? value : 48));

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
