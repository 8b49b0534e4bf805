/** A contest as somebody may see it: what the policy hides is absent. */
import type { Clarification } from '#contract/clarification.js';
import type { Contest, ContestProblem, ContestSummary, Participant } from '#contract/contest.js';
import type { ListedClarification } from '#database/clarifications.js';
import type { FullContest, ListedContest } from '#database/contests.js';
import type { ParticipantWithMembers } from '#database/participants.js';
import { isStaff, type Caller } from '../http/caller.js';
import { setText } from '../problems/statement/set.js';
import { boardView, mayDeliver, mayEditContest, maySeeProblemList, withdrawalRefusal } from './policy.js';
import { endOf, freezeOf, isFrozen, isOpenFor, isReplayable, ownEndOf, stateOf } from './times.js';

export function presentListedContest({ contest, participants, registered }: ListedContest, now: Date): ContestSummary {
  return {
    slug: contest.slug, name: contest.name, format: contest.format, state: stateOf(contest, now),
    startsAt: contest.startsAt.toISOString(), endsAt: endOf(contest).toISOString(), durationSeconds: contest.durationSeconds, windowSeconds: contest.windowSeconds,
    registration: contest.registration, visibility: contest.visibility, rated: contest.rated, participants, registered,
  };
}

/** What is known of the problems besides what they are: counts by label, and the caller's own by id. */
export interface ProblemFacts {
  counts: ReadonlyMap<string, { solvedBy: number; triedBy: number }>;
  own: ReadonlyMap<string, NonNullable<ContestProblem['own']>>;
}

export async function presentContest(full: FullContest, caller: Caller | null, me: ParticipantWithMembers | null, owner: string | null, { counts, own }: ProblemFacts, now: Date): Promise<Contest> {
  const { contest, problems } = full;
  const mine = me?.participant ?? null;
  const freeze = freezeOf(contest);
  const ended = now >= endOf(contest);
  const edits = mayEditContest(caller, contest);
  const competes = mine !== null && mine.disqualifiedAt === null;
  const open = competes && isOpenFor(contest, mine.startedAt, now);
  return {
    ...presentListedContest({ contest, participants: full.participants, registered: mine !== null }, now),
    description: contest.description,
    descriptionHtml: await setText(contest.description),
    freezeAt: freeze?.toISOString() ?? null,
    frozen: isFrozen(contest, now) && boardView(caller, mine) === 'public',
    rules: contest.rules,
    feedback: contest.feedback,
    bindsAddress: contest.bindsAddress,
    systemTest: problems.every(({ pretests }) => pretests === null) ? 'none' : contest.systemTestedAt === null ? 'pending' : 'done',
    ...(maySeeProblemList(caller, contest, mine, now, ended) ? { problems: problems.map((problem) => presentProblem(problem, counts.get(problem.label), own.get(problem.problemId), edits)) } : {}),
    me: me && { ...presentParticipant(me, caller, edits), seat: me.participant.seat, disqualified: me.participant.disqualifiedAt !== null, endsAt: ownEndOf(contest, me.participant.startedAt)?.toISOString() ?? null },
    may: {
      edit: edits,
      register: caller !== null && mine === null && !ended && contest.registration !== 'list',
      withdraw: mine !== null && withdrawalRefusal(contest, mine, now) === null,
      start: competes && contest.windowSeconds !== null && mine.startedAt === null && now >= contest.startsAt && !ended,
      submit: open,
      ask: mine !== null && !ended,
      print: open && contest.printing,
      runVirtually: caller !== null && isReplayable(contest, now),
      deliver: mayDeliver(caller, contest, mine),
    },
    printing: contest.printing,
    balloons: contest.balloons,
    ...(edits ? { code: contest.code, networks: contest.networks } : {}),
    owner,
    now: now.toISOString(),
  };
}

function presentProblem({ label, slug, name, points, color, pretests }: FullContest['problems'][number], counts: { solvedBy: number; triedBy: number } = { solvedBy: 0, triedBy: 0 }, own: ContestProblem['own'], edits: boolean): ContestProblem {
  return { label, slug, name, points, color, solvedBy: counts.solvedBy, triedBy: counts.triedBy, ...(own === undefined ? {} : { own }), ...(edits ? { pretests } : {}) };
}

/** `edits`: whether the caller may edit the contest; from where somebody comes is nobody else's to know. */
export function presentParticipant({ participant, members }: ParticipantWithMembers, caller: Caller | null, edits: boolean): Participant {
  const { id, name, affiliation, group, hidden, seat, startedAt, networks, address, boundAt } = participant;
  const disqualified = participant.disqualifiedAt !== null;
  return {
    id, name, members, affiliation, group, startedAt: startedAt?.toISOString() ?? null,
    ...(isStaff(caller) ? { unofficial: participant.unofficial, hidden, seat, disqualified } : { unofficial: participant.unofficial || disqualified }),
    ...(edits ? { networks, address, boundAt: boundAt?.toISOString() ?? null } : {}),
  };
}

/** `whole`: for the jury and whoever asked; the others do not learn who it was. */
export function presentClarification({ clarification, label, askedBy }: ListedClarification, whole: boolean): Clarification {
  const { id, question, answer, toAll, askedAt, answeredAt } = clarification;
  return { id, problem: label, question, answer, toAll, askedBy: whole ? askedBy : null, askedAt: askedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null };
}
