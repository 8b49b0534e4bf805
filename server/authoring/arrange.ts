/** The parts of an authored problem in their order, each test and group with the name that it has in a package. */
import type { AuthoredContent, AuthoredKind, ContentOf } from '#contract/authoring.js';

export interface Part<K extends AuthoredKind> {
  id: string;
  content: ContentOf<K>;
}
/** Of whatever kind. */
export interface AnyPart {
  id: string;
  content: AuthoredContent;
}

export interface ArrangedTest extends Part<'test'> {
  /** Path under data/ without extension, as in secret/2-large/03. */
  path: string;
}
export interface ArrangedGroup extends Part<'group'> {
  /** Path under data/. */
  path: string;
  tests: ArrangedTest[];
}

export interface Arranged {
  settings: Part<'settings'>;
  order: Part<'order'>;
  /** Samples, all secret tests, then the groups in the latter. */
  groups: ArrangedGroup[];
  /** English first, then by language. */
  statements: Part<'statement'>[];
  /** By place, then path. */
  assets: Part<'asset'>[];
  /** By role, then name. */
  programs: Part<'program'>[];
  cases: Part<'case'>[];
}

/** @throws Error where a part that is always there is missing */
export function arrange(parts: readonly AnyPart[]): Arranged {
  const of = <K extends AuthoredKind>(kind: K) => parts.filter((part) => part.content.kind === kind) as unknown as Part<K>[];
  const [settings] = of('settings');
  const [order] = of('order');
  if (settings === undefined || order === undefined) throw new Error('An authored problem has settings and an order');
  return {
    settings,
    order,
    groups: arrangeGroups(order.content, of('group'), of('test')),
    statements: of('statement').sort((a, b) => byText(rank(a.content.language), rank(b.content.language))),
    assets: of('asset').sort((a, b) => byText(`${a.content.place}/${a.content.language}/${a.content.path}`, `${b.content.place}/${b.content.language}/${b.content.path}`)),
    programs: of('program').sort((a, b) => byText(programKey(a), programKey(b))),
    cases: of('case').sort((a, b) => byText(a.content.name, b.content.name)),
  };
}

const programKey = ({ id, content }: Part<'program'>) => `${content.role}/${content.label}/${content.name}/${id}`;
const rank = (language: string) => (language === 'en' ? '' : language);

/** By bytes, as the format has it: all names are ASCII. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function arrangeGroups(order: ContentOf<'order'>, groups: Part<'group'>[], tests: Part<'test'>[]): ArrangedGroup[] {
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const testOf = new Map(tests.map((test) => [test.id, test]));
  const ordered = order.groups.flatMap(({ id, tests: ids }) => {
    const group = groupOf.get(id);
    return group ? [{ group, tests: ids.flatMap((each) => testOf.get(each) ?? []) }] : [];
  });
  const inner = ordered.filter(({ group }) => group.content.place === 'group');
  const folders = numbered(inner.map(({ group }) => group.content.name));
  return ordered.map(({ group, tests: own }) => {
    const path = group.content.place === 'group' ? `secret/${folders[inner.findIndex((each) => each.group === group)]}` : group.content.place;
    const names = numbered(own.map(({ content }) => content.name ?? ''));
    return { ...group, path, tests: own.map((test, index) => ({ ...test, path: `${path}/${names[index]}` })) };
  });
}

/**
 * The names as they are, where all have one and their bytes are in order already. Else each begins with its number, with as many
 * digits as the last one needs, in place of a number that it began with.
 */
export function numbered(names: readonly string[]): string[] {
  if (names.every((name, index) => name !== '' && (index === 0 || names[index - 1]! < name))) return [...names];
  const digits = String(names.length).length;
  return names.map((name, index) => {
    const rest = name.replace(/^\d+(?:[-_.](?=.)|$)/, '');
    const number = String(index + 1).padStart(digits, '0');
    return rest === '' ? number : `${number}-${rest}`;
  });
}
