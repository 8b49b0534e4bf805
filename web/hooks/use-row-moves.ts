import { useLayoutEffect, useRef, type RefObject } from 'react';

const MOVE_MS = 700;

/**
 * Lets rows glide from where they were to where they are. `places`: where each is now, by its key; a new object where the order may have changed.
 * `rowPx`: the height of each. Rows are found by `data-participant`. Who wants less motion sees none.
 */
export function useRowMoves(body: RefObject<HTMLElement | null>, places: ReadonlyMap<string, number>, rowPx: number, among: string): void {
  const before = useRef({ places, among });
  useLayoutEffect(() => {
    const { places: former, among: formerly } = before.current;
    before.current = { places, among };
    // Another choice of rows is no move of any of them.
    if (former === places || formerly !== among || !body.current || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const most = innerHeight;
    for (const row of body.current.querySelectorAll<HTMLElement>('tr[data-participant]')) {
      const id = row.dataset['participant'] ?? '';
      const [from, to] = [former.get(id), places.get(id)];
      if (from === undefined || to === undefined || from === to) continue;
      const by = Math.max(-most, Math.min(most, (from - to) * rowPx));
      row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], { duration: MOVE_MS, easing: 'cubic-bezier(0.3, 0, 0.2, 1)' });
    }
  }, [body, places, rowPx, among]);
}
