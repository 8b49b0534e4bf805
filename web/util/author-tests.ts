/** The tests of a problem that is being written, in their groups and their order, and moves within that order. */
import type { AuthoredKind, AuthoredOrder, AuthoredPart, ContentOf } from '#contract/authoring.js';

export type Groups = AuthoredOrder['groups'];
type PartWith<K extends AuthoredKind> = Omit<AuthoredPart, 'content'> & { content: ContentOf<K> };
export type TestPart = PartWith<'test'>;
export type GroupPart = PartWith<'group'>;

export interface TestsOfGroup {
  group: GroupPart;
  tests: TestPart[];
}

/** Samples, secret tests outside of groups, then the groups, each with its tests. */
export function groupedTests(parts: readonly AuthoredPart[]): TestsOfGroup[] {
  const known = new Map(parts.map((part) => [part.id, part]));
  const order = parts.find(({ content }) => content.kind === 'order')?.content;
  if (order?.kind !== 'order') return [];
  return order.groups.flatMap(({ id, tests }) => {
    const group = known.get(id);
    if (group?.content.kind !== 'group') return [];
    return [{ group: group as GroupPart, tests: tests.flatMap((test) => (known.get(test)?.content.kind === 'test' ? [known.get(test) as TestPart] : [])) }];
  });
}

/** Moves tests, in the order they have, so that they begin at place `at` of the tests that stay in the group. Null: nothing changes. */
export function moveTests(groups: Groups, ids: ReadonlySet<string>, to: string, at: number): Groups | null {
  const moved = groups.flatMap(({ tests }) => tests.filter((test) => ids.has(test)));
  if (moved.length === 0 || !groups.some(({ id }) => id === to)) return null;
  const next = groups.map(({ id, tests }) => {
    const staying = tests.filter((test) => !ids.has(test));
    return { id, tests: id === to ? [...staying.slice(0, at), ...moved, ...staying.slice(at)] : staying };
  });
  return JSON.stringify(next) === JSON.stringify(groups) ? null : next;
}

/** Moves a test one place up or down; past the end of its group into the neighbouring one. */
export function stepTest(groups: Groups, id: string, step: -1 | 1): Groups | null {
  const from = groups.findIndex(({ tests }) => tests.includes(id));
  const group = groups[from];
  if (!group) return null;
  const at = group.tests.indexOf(id) + step;
  if (at >= 0 && at < group.tests.length) return moveTests(groups, new Set([id]), group.id, at);
  const neighbour = groups[from + step];
  return neighbour ? moveTests(groups, new Set([id]), neighbour.id, step < 0 ? neighbour.tests.length : 0) : null;
}

/** Moves a group among those in secret: samples and secret stay where they are. */
export function stepGroup(groups: Groups, id: string, step: -1 | 1): Groups | null {
  const from = groups.findIndex((group) => group.id === id);
  const to = from + step;
  if (from < 2 || to < 2 || to >= groups.length) return null;
  const next = [...groups];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Moves a group so that it stands before another; null: at the end. */
export function moveGroup(groups: Groups, id: string, before: string | null): Groups | null {
  const from = groups.findIndex((group) => group.id === id);
  if (from < 2) return null;
  const others = groups.filter((group) => group.id !== id);
  const at = before === null ? others.length : others.findIndex((group) => group.id === (before === id ? groups[from + 1]?.id : before));
  const to = Math.max(2, at < 0 ? others.length : at);
  return to === from ? null : [...others.slice(0, to), groups[from]!, ...others.slice(to)];
}

/** Arguments as people write them in a line: parted by blanks, but for what stands in quotes. */
export function argumentsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+/g)].map(([word]) => word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double?: string, single?: string) => (double === undefined ? (single ?? '') : double.replace(/\\(.)/g, '$1'))));
}

/** The opposite. */
export const lineOf = (args: readonly string[]): string => args.map((each) => (/^[^\s"'\\]+$/.test(each) ? each : `"${each.replace(/["\\]/g, '\\$&')}"`)).join(' ');

/** The lines of a script of generators: one test each. Empty lines and those that begin with # say nothing. */
export const scriptLines = (script: string): string[][] => script.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map(argumentsOf);
