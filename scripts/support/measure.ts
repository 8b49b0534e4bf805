/** What the benchmarks count with. */

/** @returns how long it took by the wall clock, in ms */
export async function timeOf(action: () => Promise<unknown> | void): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** By nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
