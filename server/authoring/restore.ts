/** What makes parts what they were in a state of the past. */
import type { AuthoredContent, AuthoredOrder } from '#contract/authoring.js';
import type { PartChange } from '#database/authoring.js';

type State = ReadonlyMap<string, AuthoredContent>;

/** `wanted`: ids of the parts; all where undefined. Tests and groups that come back get their old places, and those that go leave theirs. */
export function restoredChanges(parts: readonly { id: string; content: AuthoredContent }[], past: State, wanted: readonly string[] | undefined): PartChange[] {
  const now: State = new Map(parts.map(({ id, content }) => [id, content]));
  const ids = wanted ?? [...new Set([...now.keys(), ...past.keys()])];
  const changes = new Map<string, AuthoredContent | null>();
  for (const id of ids) {
    const [is, was] = [now.get(id), past.get(id) ?? null];
    if (is?.kind === 'order' && wanted !== undefined) continue;
    if (was === null && isAlwaysThere(is)) continue;
    if (is !== undefined || was !== null) changes.set(id, was);
  }
  const order = [...now].find(([, content]) => content.kind === 'order');
  const after = new Map([...new Map<string, AuthoredContent | null>([...now, ...changes])].filter((entry): entry is [string, AuthoredContent] => entry[1] !== null));
  if (order) {
    const [id, content] = order;
    const was = past.get(id);
    changes.set(id, orderFor(after, content as AuthoredOrder, was?.kind === 'order' ? was : { kind: 'order', groups: [] }, wanted === undefined));
  }
  return [...changes].flatMap(([id, content]) => (JSON.stringify(now.get(id) ?? null) === JSON.stringify(content) ? [] : [{ id, content }]));
}

const isAlwaysThere = (content: AuthoredContent | undefined): boolean => content?.kind === 'settings' || content?.kind === 'order' || (content?.kind === 'group' && content.place !== 'group');

/** An order of exactly the groups and tests that are there: as it was where everything is restored, else as it is with the others put back. */
function orderFor(after: State, is: AuthoredOrder, was: AuthoredOrder, all: boolean): AuthoredOrder {
  const [first, second] = all ? [was, is] : [is, was];
  const isThere = (id: string, kind: AuthoredContent['kind']) => after.get(id)?.kind === kind;
  const groups: { id: string; tests: string[] }[] = [];
  const placed = new Set<string>();
  for (const { groups: ordered } of [first, second]) {
    for (const [index, { id, tests }] of ordered.entries()) {
      if (!isThere(id, 'group')) continue;
      let group = groups.find((each) => each.id === id);
      if (!group) groups.splice(Math.min(index, groups.length), 0, (group = { id, tests: [] }));
      for (const [at, test] of tests.entries()) {
        if (placed.has(test) || !isThere(test, 'test')) continue;
        placed.add(test);
        group.tests.splice(Math.min(at, group.tests.length), 0, test);
      }
    }
  }
  const rest = [...after].filter(([id, { kind }]) => kind === 'test' && !placed.has(id)).map(([id]) => id);
  groups[1]?.tests.push(...rest);
  return { kind: 'order', groups };
}
