/** Gives `by` points (or takes them, where negative) to the group before a border from the one after it; never below 0. */
export function shiftPoints(points: readonly number[], border: number, by: number): number[] {
  const [left, right] = [points[border] ?? 0, points[border + 1] ?? 0];
  const step = Math.max(-left, Math.min(right, by));
  return points.map((each, at) => (at === border ? each + step : at === border + 1 ? each - step : each));
}

/** Shares a sum alike; what does not come out even goes to the last ones, which are the harder ones. */
export function sharedPoints(sum: number, groups: number): number[] {
  const each = Math.floor(sum / groups);
  return Array.from({ length: groups }, (_, at) => each + (at >= groups - (sum % groups) ? 1 : 0));
}
