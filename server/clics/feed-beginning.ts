/** What a reader of the event feed is told first: everything, or what has changed since it was here. */
import { listSupersededJudgings, selectRunTests } from '#database/clics.js';
import type { Database } from '#database/connect.js';
import type { Audience } from './audience.js';
import type { ClicsItem } from './collections.js';
import { presentState } from './configuration.js';
import { runId } from './ids.js';
import { liveRuns, liveSubmissions } from './live-data.js';
import { seesCommentary, seesMeasurements } from './policy.js';
import { OVERLAP_MS, tokenOf, type FeedPoint } from './token.js';

/** Without its token: that is on the last of what is told at once, so that whoever has a token has everything before it. */
export interface FeedEvent {
  type: string;
  id: string | null;
  data: unknown;
}

/** What is set of a contest, by the type of its events, in an order in which whatever is named has been told before. */
export type Configuration = Record<string, ClicsItem[]>;

export interface Beginning {
  audience: Audience;
  configuration: Configuration;
  configurationHash: string;
  clarifications: ClicsItem[];
  commentary: ClicsItem[];
  awards: ClicsItem[];
}

export async function* beginningOf(db: Database, { audience, configuration, configurationHash, clarifications, commentary, awards }: Beginning, since: FeedPoint | null): AsyncGenerator<{ events: FeedEvent[]; token?: string }> {
  const { contest } = audience.data.full;
  const comesBack = since !== null && since.configuration === configurationHash;
  const after = comesBack ? since.at.getTime() - OVERLAP_MS : 0;
  if (!comesBack) yield { events: configurationEvents(configuration, since !== null) };
  yield { events: eventsOf('clarifications', clarifications) };
  if (since !== null) yield { events: await takenBack(db, audience, new Date(since.at.getTime() - OVERLAP_MS)) };
  for await (const page of liveSubmissions(db, audience)) {
    const changed = page.filter(({ row, judgementSeenAt }) => row.submittedAt.getTime() >= after || (judgementSeenAt?.getTime() ?? 0) >= after);
    const runs = await liveRuns(db, audience, changed);
    yield {
      events: changed.flatMap(({ submission, judgement }) => [
        ...eventsOf('submissions', [submission]),
        ...(judgement === undefined ? [] : [...eventsOf('judgements', [judgement]), ...eventsOf('runs', runs.get(judgement.id) ?? [])]),
      ]),
    };
  }
  // What was said may have been taken back since: all of it, so that who has been here before learns that.
  yield { events: since === null || !seesCommentary(audience.view) ? eventsOf('commentary', commentary) : [{ type: 'commentary', id: null, data: commentary }] };
  yield {
    events: [...eventsOf('awards', awards), { type: 'state', id: null, data: presentState(contest, audience.view, audience.now) }],
    token: tokenOf({ at: audience.now, configuration: configurationHash }),
  };
}

const eventsOf = (type: string, items: readonly ClicsItem[]): FeedEvent[] => items.map((data) => ({ type, id: data.id, data }));

/** To who has been here before whole collections, so that it learns what is gone. */
function configurationEvents(configuration: Configuration, collections: boolean): FeedEvent[] {
  return Object.entries(configuration).flatMap(([type, items]): FeedEvent[] => {
    if (type === 'contest') return [{ type, id: null, data: items[0] }];
    return collections ? [{ type, id: null, data: items }] : eventsOf(type, items);
  });
}

/** Judgings that do not count any more, of those whose verdicts the audience sees. */
async function takenBack(db: Database, audience: Audience, since: Date): Promise<FeedEvent[]> {
  const superseded = await listSupersededJudgings(db, audience.data.full.contest.id, since);
  if (superseded.length === 0) return [];
  const seen = new Set<string>();
  for await (const page of liveSubmissions(db, audience)) for (const { row, judgement } of page) if (judgement !== undefined) seen.add(row.id);
  const shown = superseded.filter(({ submissionId }) => seen.has(submissionId));
  const tests = await selectRunTests(db, seesMeasurements(audience.view) ? shown.map(({ id }) => id) : []);
  return shown.flatMap(({ id }) => [
    ...(tests.get(id) ?? []).map(({ ordinal }) => ({ type: 'runs', id: runId(id, ordinal), data: null })),
    { type: 'judgements', id, data: null },
  ]);
}
