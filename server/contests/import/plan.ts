/** What an import would make of its files in a contest as it is: every fault of theirs, or everything that is to be written. Pure. */
import type { PendingPassword } from '../../accounts/password-queue.js';
import { passwordSchema, usernameSchema, type Role } from '#contract/account.js';
import type { ContestGroupRow, ContestOrganizationRow } from '#database/clics.js';
import type { ParticipantRow, ParticipantWithMembers } from '#database/participants.js';
import type { ImportedTeam, KnownAccount, TeamsToImport } from '#database/team-imports.js';
import { isId } from '../../clics/ids.js';
import type { AccountEntry, Entries, Notes, Place, TeamEntry } from './entries.js';

export interface ImportWorld {
  groups: readonly ContestGroupRow[];
  organizations: readonly ContestOrganizationRow[];
  people: readonly ParticipantWithMembers[];
  /** By lower-case username. */
  accounts: ReadonlyMap<string, KnownAccount>;
  /** Who imports may make accounts of the jury. */
  mayMakeJury: boolean;
}

export interface PlannedAccount {
  username: string;
  /** Null: one is to be made up. */
  password: string | null;
  role: Role;
}

export interface ImportPlan extends Omit<TeamsToImport, 'accounts' | 'knownAccounts'> {
  accounts: PlannedAccount[];
  /** Those that are there already. */
  known: string[];
  /** Of these, whose password was to be hashed after an earlier import, and has come once more. */
  pending: PendingPassword[];
}

const LONGEST_NAME = 80;
const ROLES: Readonly<Record<string, Role>> = { judge: 'instructor', admin: 'admin' };

export function planImport({ groups, organizations, teams, accounts }: Entries, world: ImportWorld, notes: Notes): ImportPlan {
  const groupNames = named('group', groups, world.groups, notes);
  const organizationNames = named('organization', organizations, world.organizations, notes);
  for (const each of organizations) if (each.country !== null && !/^[A-Z]{3}$/.test(each.country)) notes.fault(each, `The country ${each.country} is no code of three capital letters.`);
  const planned = planTeams(teams, groupNames, organizationNames, world, notes);
  const plan: ImportPlan = {
    groups: groups.map(({ id, name, icpcId, type }) => ({ id, name, icpcId, type })),
    organizations: organizations.map(({ id, name, formalName, icpcId, country, url }) => ({ id, name, formalName, icpcId, country, url })),
    teams: [...planned.values()], accounts: [], known: [], pending: [], jury: [],
  };
  planAccounts(accounts, planned, plan, world, notes);
  for (const team of teams) if (planned.get(team.id)?.members.length === 0) notes.note(team, `${team.name} has no account in these files.`);
  return plan;
}

/** By id, names: of the files, and of what is there besides. */
function named(what: string, entries: readonly (Place & { id: string; name: string })[], known: readonly { id: string; name: string }[], notes: Notes): Map<string, string> {
  const names = new Map<string, string>();
  const listed = new Set(entries.map(({ id }) => id));
  const taken = new Map(known.filter(({ id }) => !listed.has(id)).map(({ id, name }) => [name, id]));
  for (const entry of entries) {
    const { id, name } = entry;
    const other = taken.get(name);
    if (name === '') notes.fault(entry, `The ${what} has no name.`);
    else if (names.has(id)) notes.fault(entry, `The ${what} ${id} is there twice.`);
    else if (other !== undefined) notes.fault(entry, `The ${what}s ${other} and ${id} are both called ${name}: names differ in a contest.`);
    if (!isId(id)) notes.fault(entry, `The id ${JSON.stringify(id)} has something other than letters, digits, _, . and -, or more than 36 of them.`);
    names.set(id, name);
    taken.set(name, id);
  }
  for (const { id, name } of known) if (!names.has(id)) names.set(id, name);
  return names;
}

/** By their ids in the files. */
function planTeams(teams: readonly TeamEntry[], groupNames: ReadonlyMap<string, string>, organizationNames: ReadonlyMap<string, string>, { people }: ImportWorld, notes: Notes): Map<string, ImportedTeam> {
  const planned = new Map<string, ImportedTeam>();
  const byExternalId = new Map(people.map((person) => [person.participant.externalId, person.participant]));
  const byName = new Map(people.map((person) => [person.participant.name.toLowerCase(), person]));
  const names = new Map<string, string>();
  for (const team of teams) {
    const name = team.name.toLowerCase();
    if (!isId(team.id)) notes.fault(team, `The id ${JSON.stringify(team.id)} has something other than letters, digits, _, . and -, or more than 36 of them.`);
    if (planned.has(team.id)) notes.fault(team, `The team ${team.id} is there twice.`);
    if (team.name === '') notes.fault(team, 'The team has no name.');
    else if (team.name.length > LONGEST_NAME) notes.fault(team, `The name has ${team.name.length} characters; there may be ${LONGEST_NAME}.`);
    else if (names.has(name)) notes.fault(team, `The teams ${names.get(name)} and ${team.id} are both called ${team.name}: names differ in a contest.`);
    names.set(name, team.id);
    const named = byName.get(name);
    const same = named?.participant;
    const there = byExternalId.get(team.id) ?? (same?.externalId === null ? same : undefined);
    if (same !== undefined && same.id !== there?.id && !teams.some(({ id }) => id === same.externalId)) notes.fault(team, `Another team of the contest is called ${team.name} already.`);
    if (there !== undefined && there.externalId === null && named !== undefined && named.members.length > 0) notes.note(team, `${team.name} takes part already, with ${named.members.join(', ')}: who they are stays as it is. Change their name first if they are not this team.`);
    const [groupId, ...others] = team.groupIds;
    const group = groupId === undefined ? null : groupNames.get(groupId);
    if (group === undefined) notes.fault(team, `There is no group ${groupId}: send the file of groups too.`);
    if (others.length > 0) notes.note(team, `${team.name} is in ${team.groupIds.length} groups; only ${groupId}, the first, is kept.`);
    const organization = team.organizationId === null ? null : organizationNames.get(team.organizationId);
    if (organization === undefined) notes.fault(team, `There is no organization ${team.organizationId}: send the file of organizations too.`);
    planned.set(team.id, {
      id: there?.id ?? null,
      row: { externalId: team.id, icpcId: team.icpcId, name: team.name, shortLabel: team.label, affiliation: organization ?? null, group: group ?? null, seat: team.seat ?? there?.seat ?? null, hidden: team.hidden ?? there?.hidden ?? false },
      members: [],
    });
  }
  return planned;
}

function planAccounts(entries: readonly AccountEntry[], planned: Map<string, ImportedTeam>, plan: ImportPlan, world: ImportWorld, notes: Notes): void {
  const seen = new Set<string>();
  const people = new Map(world.people.map(({ participant }) => [participant.externalId, participant]));
  for (const entry of entries) {
    const key = entry.username.toLowerCase();
    const name = usernameSchema.safeParse(entry.username);
    if (!name.success) notes.fault(entry, `The username ${JSON.stringify(entry.username)} cannot be one. ${name.error.issues[0]?.message ?? ''}.`);
    if (seen.has(key)) notes.fault(entry, `The account ${entry.username} is there twice.`);
    seen.add(key);
    const known = world.accounts.get(key);
    // Of staff only who may make staff gives it.
    const takesPassword = known === undefined || (known.pending && (known.role === 'student' || world.mayMakeJury));
    if (takesPassword && entry.password !== null) {
      const password = passwordSchema.safeParse(entry.password);
      if (!password.success) notes.fault(entry, `The password of ${entry.username} cannot be one. ${password.error.issues[0]?.message ?? ''}.`);
    }
    if (!takesPassword && entry.password !== null) notes.note(entry, `There is an account ${known.username} already: it keeps its password.`);
    const role = entry.type === 'team' ? 'student' : ROLES[entry.type];
    if (role === undefined) notes.note(entry, `Left out: there are no accounts of the type ${entry.type} here.`);
    else if (role !== 'student' && !world.mayMakeJury) notes.note(entry, `Left out: only administrators bring in accounts of the type ${entry.type}.`);
    else {
      if (known === undefined) plan.accounts.push({ username: entry.username, password: entry.password, role });
      else plan.known.push(known.username);
      if (known !== undefined && takesPassword && entry.password !== null) plan.pending.push({ accountId: known.id, password: entry.password });
      if (role === 'student') joinTeam(entry, known, planned, plan, people, notes);
      else if (known?.role === 'student') notes.note(entry, `${known.username} is no member of staff, and so none of the jury.`);
      else plan.jury.push(key);
    }
  }
}

/** `people` by their external ids. */
function joinTeam(entry: AccountEntry, known: KnownAccount | undefined, planned: Map<string, ImportedTeam>, plan: ImportPlan, people: ReadonlyMap<string | null, ParticipantRow>, notes: Notes): void {
  // team-022 is of the team 22, unless there is a team 022.
  const digits = /\d+$/.exec(entry.username)?.[0];
  const teamId = entry.teamId ?? (digits !== undefined && planned.has(digits) ? digits : digits?.replace(/^0+(?=\d)/, ''));
  if (teamId === undefined) {
    notes.fault(entry, `${entry.username} does not say of which team it is: its name ends in no number, and there is no team_id.`);
    return;
  }
  const there = people.get(teamId);
  let team = planned.get(teamId);
  if (team === undefined && there !== undefined) {
    const { id, externalId, icpcId, name, shortLabel, affiliation, group, seat, hidden } = there;
    team = { id, row: { externalId, icpcId, name, shortLabel, affiliation, group, seat, hidden }, members: [] };
    planned.set(teamId, team);
    plan.teams.push(team);
  }
  if (team === undefined) notes.fault(entry, `There is no team ${teamId}, to which ${entry.username} belongs: send the file of teams too.`);
  else if (known !== undefined && known.participantId !== null && known.participantId !== team.id) notes.fault(entry, `${known.username} is in another team of the contest already.`);
  else team.members.push(entry.username.toLowerCase());
}
