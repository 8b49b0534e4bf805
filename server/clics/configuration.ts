/** What is set before a contest begins, as CLICS shapes it. Pure. */
import { CLICS_JUDGEMENT_TYPES, type ClicsContest, type ClicsObject, type ClicsState } from '#contract/clics.js';
import { ANSWERS, type OfferedLanguage } from '#contract/language.js';
import { VERDICT_SHORT, type Verdict } from '#contract/verdict.js';
import type { ContestRow } from '#database/contests.js';
import { endOf, freezeOf } from '../contests/times.js';
import type { ContestData } from './contest-data.js';
import { idOfName, idOr, isId } from './ids.js';
import { isTakenOff, finalAt, seesMeasurements, seesParticipant, type ClicsView } from './policy.js';
import { relativeTime, seconds, timeOf } from './times.js';

/** Room for `group-winner-` and the like in front of it. */
const GROUP_ID_LENGTH = 23;
const ORGANIZATION_ID_LENGTH = 16;

export const contestId = ({ slug, id }: Pick<ContestRow, 'slug' | 'id'>): string => idOr(slug, id);
export const isPassFail = ({ format }: Pick<ContestRow, 'format'>): boolean => format === 'icpc';

export function presentContest(contest: ContestRow): ClicsContest {
  return {
    id: contestId(contest),
    name: contest.name,
    formal_name: contest.name,
    start_time: timeOf(contest.startsAt),
    duration: relativeTime(contest.durationSeconds * 1000),
    ...(freezeOf(contest) === null ? {} : { scoreboard_freeze_duration: relativeTime((contest.freezeSeconds ?? 0) * 1000) }),
    ...(contest.unfrozenAt === null ? {} : { scoreboard_thaw_time: timeOf(contest.unfrozenAt) }),
    scoreboard_type: isPassFail(contest) ? 'pass-fail' : 'score',
    ...(isPassFail(contest) ? { penalty_time: contest.rules.penaltyMinutes } : {}),
  };
}

export function presentState(contest: ContestRow, view: ClicsView, now: Date): ClicsState {
  const past = (date: Date | null) => (date !== null && date <= now ? timeOf(date) : null);
  const frozen = past(freezeOf(contest));
  return {
    started: past(contest.startsAt),
    frozen,
    ended: past(endOf(contest)),
    thawed: frozen === null ? null : past(contest.unfrozenAt),
    finalized: past(finalAt(view, contest)),
    end_of_updates: past(contest.countedAt),
  };
}

const JUDGEMENT_NAMES: Record<Exclude<Verdict, 'skipped'>, string> = {
  accepted: 'Accepted', 'wrong-answer': 'Wrong Answer', 'runtime-error': 'Run-Time Error', 'idleness-limit-exceeded': 'Idleness Limit Exceeded', 'time-limit-exceeded': 'Time Limit Exceeded',
  'output-limit-exceeded': 'Output Limit Exceeded', 'memory-limit-exceeded': 'Memory Limit Exceeded', 'security-violation': 'Security Violation', 'compile-error': 'Compile Error', 'judge-error': 'Judging Error',
};

/** Of a verdict that a submission or a run test has. */
export function judgementTypeOf(verdict: Verdict): (typeof CLICS_JUDGEMENT_TYPES)[number] {
  const short = CLICS_JUDGEMENT_TYPES.find((id) => id === VERDICT_SHORT[verdict]);
  if (short === undefined) throw new Error(`${verdict} is no judgement`);
  return short;
}

export function presentJudgementTypes(contest: ContestRow): ClicsObject<'judgement-types'>[] {
  return (Object.keys(JUDGEMENT_NAMES) as (keyof typeof JUDGEMENT_NAMES)[]).map((verdict) => {
    const penalty = verdict !== 'accepted' && verdict !== 'judge-error' && (verdict !== 'compile-error' || contest.rules.compileErrorsCount);
    return { id: judgementTypeOf(verdict), name: JUDGEMENT_NAMES[verdict], ...(isPassFail(contest) ? { penalty } : {}), solved: verdict === 'accepted' };
  });
}

/** Those that judges offer, and whatever was submitted in another one before. */
export function presentLanguages({ languages, usedLanguages, judged }: ContestData): ClicsObject<'languages'>[] {
  const answers = [...judged.values()].some(({ types }) => types.includes('submit-answer')) ? [ANSWERS] : [];
  const others = new Set([...usedLanguages, ...answers].filter((id) => !languages.some((language) => language.id === id)));
  return [...languages.map(presentLanguage), ...[...others].map((id) => ({ id, name: id === ANSWERS ? 'Answers' : id, entry_point_required: false as const, extensions: [] }))];
}

function presentLanguage({ id, name, version, extensions, compileCommand, runCommand }: OfferedLanguage): ClicsObject<'languages'> {
  const command = (line: string) => {
    const [first = '', ...rest] = line.trim().split(/\s+/);
    return { command: first, ...(rest.length > 0 ? { args: rest.join(' ') } : {}), version };
  };
  return {
    id, name, entry_point_required: false, extensions: extensions.map((extension) => extension.replace(/^\./, '')),
    ...(compileCommand.trim() === '' ? {} : { compiler: command(compileCommand) }),
    ...(runCommand.trim() === '' ? {} : { runner: command(runCommand) }),
  };
}

export function presentProblems({ full: { contest, problems }, judged, scoring }: ContestData, view: ClicsView): ClicsObject<'problems'>[] {
  return problems.map(({ problemId, slug, label, name, points, color }, at) => {
    const version = judged.get(problemId);
    return {
      id: idOr(slug, problemId), label, name, ordinal: at + 1,
      ...(version?.uuid && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(version.uuid) ? { uuid: version.uuid } : {}),
      ...(color === null ? {} : { rgb: color }),
      ...(version?.timeLimitMs ? { time_limit: seconds(version.timeLimitMs) } : {}),
      test_data_count: (seesMeasurements(view) ? version?.tests : version?.toldTests) ?? 0,
      ...(isPassFail(contest) ? {} : { max_score: points ?? scoring.get(problemId)?.most ?? (contest.format === 'codeforces' ? 500 : 100) }),
    };
  });
}

/** Those that were brought in, and the names that participants have besides. */
export function presentGroups({ groups, people }: ContestData, view: ClicsView): ClicsObject<'groups'>[] {
  const known = groups.map(({ id, name, icpcId, type }) => ({ id, name, ...(icpcId === null ? {} : { icpc_id: icpcId }), ...(type === null ? {} : { type }) }));
  return [...known, ...otherNames(people, view, 'group', known).map((name) => ({ id: idOfName(name, GROUP_ID_LENGTH), name }))];
}

export function presentOrganizations({ organizations, people }: ContestData, view: ClicsView): ClicsObject<'organizations'>[] {
  const known = organizations.map(({ id, name, formalName, icpcId, country, url }) => ({
    id, name, ...(formalName === null ? {} : { formal_name: formalName }), ...(icpcId === null ? {} : { icpc_id: icpcId }), ...(country === null ? {} : { country }), ...(url === null ? {} : { url }),
  }));
  return [...known, ...otherNames(people, view, 'affiliation', known).map((name) => ({ id: idOfName(name, ORGANIZATION_ID_LENGTH), name }))];
}

function otherNames(people: ContestData['people'], view: ClicsView, of: 'group' | 'affiliation', known: readonly { name: string }[]): string[] {
  const names = new Set<string>();
  for (const { participant } of people.values()) if (participant[of] !== null && seesParticipant(view, participant)) names.add(participant[of]);
  for (const { name } of known) names.delete(name);
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

/** By participant, the id that its team has outside. */
export const teamId = ({ participant }: { participant: { id: string; externalId: string | null } }): string => (participant.externalId !== null && isId(participant.externalId) ? participant.externalId : participant.id);

export function presentTeams(data: ContestData, view: ClicsView): ClicsObject<'teams'>[] {
  const groupIds = new Map(presentGroups(data, view).map(({ id, name }) => [name, id]));
  const organizationIds = new Map(presentOrganizations(data, view).map(({ id, name }) => [name, id]));
  return [...data.people.values()].filter(({ participant }) => seesParticipant(view, participant)).map((person) => {
    const { name, affiliation, group, icpcId, externalId, shortLabel, hidden } = person.participant;
    const organization = affiliation === null ? undefined : organizationIds.get(affiliation);
    const inGroup = group === null ? undefined : groupIds.get(group);
    return {
      id: teamId(person), ...(icpcId === null ? {} : { icpc_id: icpcId }), name, label: shortLabel ?? externalId ?? name, display_name: name,
      ...(organization === undefined ? {} : { organization_id: organization }), group_ids: inGroup === undefined ? [] : [inGroup], hidden: hidden || isTakenOff(view, person.participant),
    };
  });
}

const personId = (username: string): string => (isId(username) ? username : idOfName(username, 36));

export function presentPersons({ people }: ContestData, view: ClicsView): ClicsObject<'persons'>[] {
  return [...people.values()].filter(({ participant }) => seesParticipant(view, participant))
    .flatMap((person) => person.members.map((username) => ({ id: personId(username), name: username, role: 'contestant' as const, team_ids: [teamId(person)] })));
}

export function presentAccount(username: string, type: ClicsObject<'accounts'>['type'], team: string | undefined): ClicsObject<'accounts'> {
  return { id: personId(username), username, name: username, type, ...(team === undefined ? {} : { team_id: team }) };
}
