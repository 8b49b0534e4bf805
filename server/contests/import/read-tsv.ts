/**
 * The .tsv files of the CCS system requirements, up to version 2021-11:
 * https://ccs-specs.icpc.io/2021-11/ccs_system_requirements. Pure.
 */
import type { Entries, Notes, Place } from './entries.js';

type Kind = 'groups' | 'teams' | 'accounts';
const FIELDS: Record<Kind, { least: number; names: string }> = {
  groups: { least: 2, names: 'id and name' },
  teams: { least: 4, names: 'number, ICPC id, group id, name, institution, its short name and its country' },
  accounts: { least: 4, names: 'type, full name, username and password' },
};

export function readTsv(path: string, kind: string, text: string, entries: Entries, notes: Notes): void {
  if (!isKind(kind)) {
    notes.fault({ path, line: undefined }, `There is no .tsv file of ${kind}: send a .json file.`);
    return;
  }
  const [head = '', ...lines] = text.split(/\r\n|\n|\r/);
  if (!new RegExp(`^(?:File_Version|${kind})\t[12]\\s*$`, 'i').test(head)) {
    notes.fault({ path, line: 1 }, `The first line must be "${kind}", a tab and 1.`);
    return;
  }
  const known = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const place = { path, line: index + 2 };
    const fields = line.split('\t').map((field) => field.trim());
    const { least, names } = FIELDS[kind];
    if (fields.length < least) notes.fault(place, `There are ${fields.length} fields, separated by tabs; there must be ${names}.`);
    else READERS[kind](place, fields, entries, known);
  }
}

const isKind = (kind: string): kind is Kind => Object.hasOwn(FIELDS, kind);
/** What is empty, or as some exports write it, null. */
const orNull = (field: string | undefined): string | null => (field === undefined || field === '' || field.toLowerCase() === 'null' ? null : field);

/** `known`: organizations that earlier lines have brought. */
const READERS: Record<Kind, (place: Place, fields: string[], entries: Entries, known: Set<string>) => void> = {
  groups: (place, [id = '', name = ''], { groups }) => void groups.push({ ...place, id, name, icpcId: id, type: null }),
  teams: (place, [id = '', icpcId, groupId, name = '', institution, short, country, code], { teams, organizations }, known) => {
    const called = orNull(short) ?? orNull(institution);
    // Where institutions have no code, they are what they are called.
    const organizationId = called === null ? null : (orNull(code) ?? called);
    const key = `${place.path}\t${organizationId}`;
    if (called !== null && organizationId !== null && !known.has(key)) {
      known.add(key);
      organizations.push({ ...place, id: organizationId, name: called, formalName: orNull(institution), icpcId: null, country: orNull(country), url: null });
    }
    teams.push({ ...place, id, icpcId: orNull(icpcId), name, label: id, groupIds: orNull(groupId) === null ? [] : [groupId ?? ''], organizationId, seat: null, hidden: null });
  },
  accounts: (place, [type = '', , username = '', password], { accounts }) => void accounts.push({ ...place, username, password: orNull(password), type: type.toLowerCase(), teamId: null }),
};
