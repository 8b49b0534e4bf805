/** Where things are in a chart. Pure; a chart is drawn in a box of 0 to 1 in both directions, from the top left. */

export interface Point {
  x: number;
  y: number;
}

/** Round values up to the greatest, a few of them; whole numbers only where `whole`. */
export function ticks(most: number, about: number, whole = true): number[] {
  if (most <= 0) return [0];
  const raw = most / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(whole ? 1 : 0, ([1, 2, 5, 10].find((each) => each * power >= raw) ?? 10) * power);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, at) => at * step);
}

const MINUTE = 60;
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400].map((minutes) => minutes * MINUTE);

/** Moments that people would name, a few of them. In seconds. */
export function timeTicks(seconds: number, about: number): number[] {
  const step = TIME_STEPS.find((each) => seconds / each <= about) ?? TIME_STEPS.at(-1)!;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, at) => at * step);
}

/** A line that stays where it is until it jumps, as the path of an SVG of this width and height. */
export function stepPath(points: readonly Point[], width: number, height: number): string {
  const place = (value: number, size: number) => String(Math.round(value * size * 10) / 10);
  return points.map(({ x, y }, at) => (at === 0 ? `M${place(x, width)} ${place(y, height)}` : `H${place(x, width)}V${place(y, height)}`)).join('');
}
