/** Questions, answers and announcements as CLICS shapes them: a question and its answer are two. */
import type { ClicsObject } from '#contract/clics.js';
import { listClarifications, type ListedClarification } from '#database/clarifications.js';
import type { Database } from '#database/connect.js';
import type { Audience } from './audience.js';
import { teamId } from './configuration.js';
import { answerId, idOr } from './ids.js';
import { contestTime, timeOf } from './times.js';

export async function liveClarifications(db: Database, audience: Audience): Promise<ClicsObject<'clarifications'>[]> {
  const { view, data } = audience;
  const reader = view.kind === 'jury' ? {} : { participantId: view.kind === 'team' ? view.participantId : null };
  const listed = await listClarifications(db, data.full.contest.id, reader);
  return listed.reverse().flatMap((each) => presentClarification(audience, each));
}

function presentClarification({ view, data, problems }: Audience, { clarification }: ListedClarification): ClicsObject<'clarifications'>[] {
  const { id, problemId, participantId, question, answer, answeredAt, askedAt, toAll } = clarification;
  const { contest, problems: all } = data.full;
  const problem = problemId === null ? undefined : all.find((each) => each.problemId === problemId);
  if (problem !== undefined && !problems) return [];
  const about = problem === undefined ? {} : { problem_id: idOr(problem.slug, problem.problemId) };
  const asker = participantId === null ? undefined : data.people.get(participantId);
  const asks = question !== null && asker !== undefined && (view.kind === 'jury' || (view.kind === 'team' && view.participantId === participantId));
  const at = (date: Date) => ({ time: timeOf(date), contest_time: contestTime(contest.startsAt, date) });
  const asked = asks ? [{ id, from_team_id: teamId(asker), ...about, text: question, ...at(askedAt) }] : [];
  if (answer === null) return asked;
  const answered = {
    id: question === null ? id : answerId(id),
    ...(toAll || asker === undefined ? {} : { to_team_id: teamId(asker) }),
    ...(asks ? { reply_to_id: id } : {}),
    ...about,
    // Who may not know who asked is told what was asked.
    text: question !== null && !asks ? `> ${question.replaceAll('\n', '\n> ')}\n\n${answer}` : answer,
    ...at(answeredAt ?? askedAt),
  };
  return [...asked, answered];
}
