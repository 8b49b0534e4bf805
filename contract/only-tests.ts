/** A package as a judging knows it that is of some tests only: there are no others, to it and to whoever looks at it. */
import type { TestCase } from './package.js';

/** `places`: from 1, in the order of the package; null: all. */
export function withOnlyTests<P extends { tests: TestCase[] }>(content: P, places: readonly number[] | null): P {
  return places === null ? content : { ...content, tests: places.flatMap((place) => content.tests[place - 1] ?? []) };
}
