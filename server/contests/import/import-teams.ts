/** Brings teams, their accounts, groups and organizations into a contest from files: all of it, or nothing. */
import type { TeamImport, TeamImportReport } from '#contract/contest-exchange.js';
import { countPendingPasswords, isPendingPassword, pendingPassword } from '#database/accounts.js';
import { inTransaction, isUniqueViolation } from '#database/connect.js';
import { listContestGroups, listContestOrganizations } from '#database/clics.js';
import type { FullContest } from '#database/contests.js';
import { listParticipants } from '#database/participants.js';
import { importTeams, selectKnownAccounts } from '#database/team-imports.js';
import { mayAdminister } from '../../accounts/policy.js';
import { hashMadePassword, hashPassword, makePassword } from '../../accounts/secrets.js';
import type { Caller } from '../../http/caller.js';
import { ApiError } from '../../http/errors.js';
import type { Services } from '../../services.js';
import { planImport, type PlannedAccount } from './plan.js';
import { readFiles } from './read-files.js';

/** Hashing takes a core 20 ms and 19 MiB for each: of more passwords than these nobody waits for the end. */
const MOST_HASHED_AT_ONCE = 50;
const HASHED_AT_ONCE = 4;
/** Accounts have an address; these have none. https://www.rfc-editor.org/rfc/rfc2606 */
const addressOf = (username: string) => `${username.toLowerCase()}@accounts.invalid`;

/** @throws ApiError `validation-failed` with every fault, unless it is a dry run; `conflict` */
export async function importFiles({ db, passwords }: Pick<Services, 'db' | 'passwords'>, caller: Caller, { contest }: FullContest, { files, dryRun }: TeamImport): Promise<TeamImportReport> {
  const { entries, notes } = readFiles(files);
  const [groups, organizations, people, accounts] = await Promise.all([
    listContestGroups(db, contest.id), listContestOrganizations(db, contest.id), listParticipants(db, contest.id),
    selectKnownAccounts(db, contest.id, entries.accounts.map(({ username }) => username)),
  ]);
  const plan = planImport(entries, { groups, organizations, people, accounts, mayMakeJury: mayAdminister(caller.role) }, notes);
  for (const entry of entries.accounts) {
    const known = accounts.get(entry.username.toLowerCase());
    if (entry.type === 'team' && known !== undefined && contest.runnerIds.includes(known.id)) notes.fault(entry, `${known.username} delivers balloons and prints of the contest, and cannot take part in it.`);
  }
  const counts = (all: readonly { id: string }[], there: readonly { id: string }[]) => {
    const known = new Set(there.map(({ id }) => id));
    const changed = all.filter(({ id }) => known.has(id)).length;
    return { added: all.length - changed, changed };
  };
  const report: TeamImportReport = {
    imported: !dryRun,
    groups: counts(plan.groups, groups),
    organizations: counts(plan.organizations, organizations),
    teams: { added: plan.teams.filter(({ id }) => id === null).length, changed: plan.teams.filter(({ id }) => id !== null).length },
    accounts: { added: plan.accounts.length, known: plan.known.length, pending: 0 },
    faults: notes.faults, notes: notes.notes, passwords: [],
  };
  if (dryRun) return report;
  const [first] = notes.faults;
  if (first !== undefined) throw new ApiError('validation-failed', `Nothing was imported: ${first.path}${first.line === undefined ? '' : `:${first.line}`}: ${first.message}${notes.faults.length > 1 ? ` (and ${notes.faults.length - 1} more)` : ''}`, notes.faults);
  const made = plan.accounts.map(({ password }) => (password === null ? makePassword() : undefined));
  const hashed = await withHashes(plan.accounts, made, contest.id);
  try {
    const ids = await inTransaction(db, (tx) => importTeams(tx, contest.id, { ...plan, accounts: hashed, knownAccounts: new Map([...accounts].map(([name, { id }]) => [name, id])) }));
    const later = plan.accounts.flatMap(({ username, password }, at) => (password !== null && isPendingPassword(hashed[at]!.passwordHash) ? [{ accountId: ids.get(username.toLowerCase())!, password }] : []));
    passwords.add([...plan.pending, ...later]);
  } catch (error) {
    if (isUniqueViolation(error)) throw new ApiError('conflict', 'Nothing was imported: the contest or its accounts have changed meanwhile, or two teams would swap their names. Try again.');
    throw error;
  }
  return {
    ...report, accounts: { ...report.accounts, pending: await countPendingPasswords(db, contest.id) },
    passwords: plan.accounts.flatMap(({ username }, at) => (made[at] === undefined ? [] : [{ username, password: made[at] }])),
  };
}

/** With a hash, or the mark of one that is still to be made. */
async function withHashes(accounts: readonly PlannedAccount[], passwords: readonly (string | undefined)[], contestId: string) {
  const given = accounts.filter(({ password }) => password !== null).length;
  const hashed: { username: string; email: string; passwordHash: string; role: PlannedAccount['role'] }[] = [];
  for (let at = 0; at < accounts.length; at += HASHED_AT_ONCE) {
    hashed.push(...(await Promise.all(accounts.slice(at, at + HASHED_AT_ONCE).map(async ({ username, password, role }, within) => {
      const passwordHash = password === null ? await hashMadePassword(passwords[at + within] ?? '') : given > MOST_HASHED_AT_ONCE ? pendingPassword(contestId) : await hashPassword(password);
      return { username, email: addressOf(username), role, passwordHash };
    }))));
  }
  return hashed;
}
