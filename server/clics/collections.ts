/** The objects of a collection, as an audience sees them, in pieces. */
import type { ClicsCollection, ClicsObject } from '#contract/clics.js';
import type { SubmissionChoice } from '#database/clics.js';
import type { Database } from '#database/connect.js';
import { isUuid } from '#database/page.js';
import type { Caller } from '../http/caller.js';
import type { Boards } from '../contests/boards.js';
import type { Audience } from './audience.js';
import { liveClarifications } from './clarifications.js';
import { liveCommentary } from './commentary.js';
import { presentAccount, presentGroups, presentJudgementTypes, presentLanguages, presentOrganizations, presentPersons, presentProblems, presentTeams, teamId } from './configuration.js';
import { judgingOfRun } from './ids.js';
import { liveRuns, liveSubmissions } from './live-data.js';
import { seesAccount, seesMeasurements } from './policy.js';
import { presentAwards } from './scoreboard.js';

export type ClicsItem = { id: string } & Record<string, unknown>;

export interface CollectionSources {
  db: Database;
  boards: Boards;
}

/** Accounts of teams. Who asks is not among the participants of a contest that they only look at. */
export function accountsOf({ data, view }: Audience, caller: Pick<Caller, 'username'> | null): ClicsObject<'accounts'>[] {
  return [...data.people.values()].flatMap((person) => person.members.filter((username) => seesAccount(view, username, caller)).map((username) => presentAccount(username, 'team', teamId(person))));
}

/** `id`: only this one, so that not everything is read for it. */
export async function* itemsOf({ db, boards }: CollectionSources, audience: Audience, collection: ClicsCollection, caller: Pick<Caller, 'username'> | null, id?: string): AsyncGenerator<ClicsItem[]> {
  switch (collection) {
    case 'judgement-types':
      return yield presentJudgementTypes(audience.data.full.contest);
    case 'languages':
      return yield presentLanguages(audience.data);
    case 'problems':
      return yield audience.problems ? presentProblems(audience.data, audience.view) : [];
    case 'groups':
      return yield presentGroups(audience.data, audience.view);
    case 'organizations':
      return yield presentOrganizations(audience.data, audience.view);
    case 'teams':
      return yield presentTeams(audience.data, audience.view);
    case 'persons':
      return yield presentPersons(audience.data, audience.view);
    case 'accounts':
      return yield accountsOf(audience, caller);
    case 'clarifications':
      return yield await liveClarifications(db, audience);
    case 'commentary':
      return yield await liveCommentary(db, audience, id);
    case 'awards': {
      const board = await boards.show(audience.data.full.contest.id, audience.view.kind === 'jury' ? 'jury' : 'public', 'problems');
      return yield board === null ? [] : presentAwards(audience, board);
    }
    case 'submissions':
    case 'judgements':
    case 'runs': {
      const choice = id === undefined ? {} : chosen(collection, id);
      if (choice === null || (collection === 'runs' && !seesMeasurements(audience.view))) return yield [];
      for await (const page of liveSubmissions(db, audience, choice)) {
        if (collection === 'submissions') yield page.map(({ submission }) => submission);
        else if (collection === 'judgements') yield page.flatMap(({ judgement }) => judgement ?? []);
        else yield [...(await liveRuns(db, audience, page)).values()].flat();
      }
    }
  }
}

/** Null: nothing has this id. */
function chosen(collection: 'submissions' | 'judgements' | 'runs', id: string): SubmissionChoice | null {
  const uuid = collection === 'runs' ? judgingOfRun(id) : id.toLowerCase();
  if (uuid === null || !isUuid(uuid)) return null;
  return collection === 'submissions' ? { submissionId: uuid } : { judgingId: uuid };
}
