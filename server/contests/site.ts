/** Balloons and prints as those who deliver them see them. Pure. */
import type { Balloon, PrintSummary } from '#contract/contest-site.js';
import { balloonState, type ListedBalloon } from '#database/balloons.js';
import type { FirstSolve } from '#database/jury.js';
import type { ListedPrint } from '#database/prints.js';

/** `firsts` in the order in which they were solved. */
export function presentBalloons(listed: readonly ListedBalloon[], firsts: readonly FirstSolve[]): Balloon[] {
  return listed.flatMap((each) => {
    const { balloon, participant, problem: { id, label, name, color }, submittedAt, runner, has } = each;
    const state = balloonState(each);
    if (state === null) return [];
    const first = firsts.find(({ problemId }) => problemId === id)?.submissionId === balloon.submissionId;
    return [{
      id: balloon.id, state, participant, problem: { label, name, color }, submission: balloon.submissionId,
      firstOfProblem: first, firstOfContest: firsts[0]?.submissionId === balloon.submissionId,
      solvedAt: submittedAt.toISOString(), earnedAt: balloon.earnedAt.toISOString(), runner, deliveredAt: balloon.deliveredAt?.toISOString() ?? null, has,
    }];
  });
}

export function presentPrint({ print: { id, name, pages, createdAt, doneAt }, participant, doneBy }: ListedPrint): PrintSummary {
  return { id, participant, name, pages, createdAt: createdAt.toISOString(), doneAt: doneAt?.toISOString() ?? null, doneBy };
}
