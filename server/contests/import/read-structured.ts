/** The .json and .yaml files of the contest package (https://ccs-specs.icpc.io/2023-06/contest_package), and what DOMjudge adds to them. */
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { z } from 'zod';
import type { Entries, Notes, Place } from './entries.js';

/** Ids are often written as numbers. */
const textSchema = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const optional = textSchema.nullish().transform((text) => (text === undefined || text === null || text === '' ? null : text));
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).nullish().transform((value) => value ?? null);

const groupSchema = z.object({ id: textSchema, name: textSchema, icpc_id: optional, type: optional });
const organizationSchema = z.object({ id: textSchema, name: optional, shortname: optional, formal_name: optional, icpc_id: optional, country: optional, url: optional });
const teamSchema = z.object({
  id: textSchema, name: textSchema, display_name: optional, label: optional, icpc_id: optional, group_ids: z.array(textSchema).nullish(), group_id: optional, organization_id: optional,
  hidden: flag, room: optional, location: z.union([z.object({ description: optional }), textSchema.transform((description) => ({ description }))]).nullish(),
});
const accountSchema = z.object({ id: optional, username: textSchema, password: optional, type: textSchema, team_id: optional });

export function readStructured(path: string, kind: keyof Entries, text: string, isJson: boolean, entries: Entries, notes: Notes): void {
  const items = isJson ? readJson(path, text, notes) : readYaml(path, text, notes);
  if (items === null) return;
  if (!Array.isArray(items.values)) {
    notes.fault({ path, line: 1 }, `The file must be a list of ${kind}.`);
    return;
  }
  for (const [index, value] of items.values.entries()) {
    const read = (schema: z.ZodType) => schema.safeParse(value);
    const place = (): Place => ({ path, line: items.lines()[index] });
    const checked = read(SCHEMAS[kind]);
    if (checked.success) ADD[kind](entries, checked.data as never, place);
    else for (const { path: keys, message } of checked.error.issues) notes.fault(place(), `${keys.length === 0 ? '' : `${keys.map(String).join('.')}: `}${message}.`);
  }
}

const SCHEMAS: Record<keyof Entries, z.ZodType> = { groups: groupSchema, organizations: organizationSchema, teams: teamSchema, accounts: accountSchema };

/** Places are found when they are asked for: in JSON that costs more than reading it. */
const lazily = (place: () => Place) => ({
  get path() {
    return place().path;
  },
  get line() {
    return place().line;
  },
});

const ADD = {
  groups: ({ groups }: Entries, { id, name, icpc_id, type }: z.output<typeof groupSchema>, place: () => Place) => void groups.push(Object.assign(lazily(place), { id, name, icpcId: icpc_id, type })),
  organizations: ({ organizations }: Entries, { id, name, shortname, formal_name, icpc_id, country, url }: z.output<typeof organizationSchema>, place: () => Place) =>
    void organizations.push(Object.assign(lazily(place), { id, name: name ?? shortname ?? formal_name ?? id, formalName: formal_name, icpcId: icpc_id, country, url })),
  teams: ({ teams }: Entries, team: z.output<typeof teamSchema>, place: () => Place) =>
    void teams.push(Object.assign(lazily(place), {
      id: team.id, name: team.display_name ?? team.name, label: team.label, icpcId: team.icpc_id, groupIds: team.group_ids ?? (team.group_id === null ? [] : [team.group_id]),
      organizationId: team.organization_id, seat: team.location?.description ?? team.room, hidden: team.hidden,
    })),
  accounts: ({ accounts }: Entries, { username, password, type, team_id }: z.output<typeof accountSchema>, place: () => Place) =>
    void accounts.push(Object.assign(lazily(place), { username, password, type: type.toLowerCase(), teamId: team_id })),
};

interface Items {
  values: unknown;
  /** Of each item, its line. */
  lines: () => (number | undefined)[];
}

function readJson(path: string, text: string, notes: Notes): Items | null {
  try {
    const values: unknown = JSON.parse(text);
    let lines: (number | undefined)[] | undefined;
    return { values, lines: () => (lines ??= linesOf(text)) };
  } catch {
    // YAML's reader says where.
    return readYaml(path, text, notes) === null ? null : fail(path, notes);
  }
}

function fail(path: string, notes: Notes): null {
  notes.fault({ path, line: 1 }, 'This is not valid JSON.');
  return null;
}

function readYaml(path: string, text: string, notes: Notes): Items | null {
  const counter = new LineCounter();
  const document = documentOf(text, counter);
  if (document === null) {
    notes.fault({ path, line: undefined }, 'The file is nested too deeply.');
    return null;
  }
  for (const error of document.errors.slice(0, 10)) notes.fault({ path, line: counter.linePos(error.pos[0]).line }, `This cannot be read: ${error.message}`);
  if (document.errors.length > 0) return null;
  try {
    return { values: plain(document.contents), lines: () => itemLines(document.contents, counter) };
  } catch (error) {
    if (!(error instanceof AliasUsed)) throw error;
    notes.fault({ path, line: counter.linePos(error.offset).line }, 'References to other places of the file are not followed. Write the value.');
    return null;
  }
}

/** Null: its reader, which calls itself for whatever lies in something, came to its end. */
function documentOf(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, { schema: 'failsafe', lineCounter, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

class AliasUsed extends Error {
  constructor(readonly offset: number) {
    super();
  }
}

/** Everything as text, as it is written: 007 is a name, and no number. */
function plain(node: Node | null): unknown {
  if (node === null) return null;
  if (isAlias(node)) throw new AliasUsed(node.range?.[0] ?? 0);
  if (isScalar(node)) return node.type === 'PLAIN' && /^(?:null|~)?$/i.test(String(node.value)) ? null : String(node.value);
  if (isSeq(node)) return node.items.map((item) => plain(item as Node));
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key as Node)), plain(value as Node | null)]));
  return null;
}

function itemLines(contents: Node | null, counter: LineCounter): (number | undefined)[] {
  return isSeq(contents) ? contents.items.map((item) => counter.linePos((item as Node).range?.[0] ?? 0).line) : [];
}

function linesOf(text: string): (number | undefined)[] {
  const counter = new LineCounter();
  return itemLines(parseDocument(text, { schema: 'failsafe', lineCounter: counter, prettyErrors: false }).contents, counter);
}
