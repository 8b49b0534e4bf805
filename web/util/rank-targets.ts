/** What the palette offers for the typed text, in groups, the best fit first. */

export interface Rankable<G extends string> {
  group: G;
  name: string;
  /** Further words by which it is found, as its address. */
  words?: string;
}

/** 0: the name begins with the text, 1: a word of it does, 2: every typed word occurs somewhere; null: it does not fit. */
export function fit({ name, words = '' }: { name: string; words?: string }, text: string): 0 | 1 | 2 | null {
  const typed = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (typed.length === 0) return 2;
  const low = name.toLocaleLowerCase();
  const all = `${low} ${words.toLocaleLowerCase()}`;
  if (!typed.every((word) => all.includes(word))) return null;
  const whole = typed.join(' ');
  if (low.startsWith(whole)) return 0;
  return low.split(/[\s(:–-]+/).some((word) => word.startsWith(whole)) ? 1 : 2;
}

/**
 * Keeps what fits, at most `most` of each group. Groups stay together: those with the best fit come first, else in the given order;
 * what stands in an earlier group under the same `key` is not repeated.
 */
export function rankTargets<G extends string, T extends Rankable<G> & { key: string }>(targets: readonly T[], order: readonly G[], text: string, most: Record<G, number>): { group: G; items: T[] }[] {
  const seen = new Set<string>();
  const groups = order.map((group) => {
    const fits: { target: T; score: number }[] = [];
    for (const target of targets) {
      if (target.group !== group || seen.has(target.key)) continue;
      const score = fit(target, text);
      if (score !== null) fits.push({ target, score });
    }
    fits.sort((a, b) => a.score - b.score);
    const shown = fits.slice(0, most[group]);
    for (const { target } of shown) seen.add(target.key);
    return { group, best: shown[0]?.score ?? 3, items: shown.map(({ target }) => target) };
  });
  return groups
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => a.best - b.best)
    .map(({ group, items }) => ({ group, items }));
}
