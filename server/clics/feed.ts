/**
 * The event feed of one contest for one audience, shared by everybody who reads it here. It knows of every object a hash of what was
 * told of it last; what is different now is told to all readers. Nothing is kept of what was told: a new reader gets everything as it
 * is (feed-beginning.ts), and one that comes back what has changed since (token.ts).
 *
 * Everything happens in turn. Only the beginning of a reader is written beside it; what happens meanwhile waits in its queue, and may
 * say again what the beginning has said.
 */
import type { ClicsCollection } from '#contract/clics.js';
import type { ContestPulse } from '#database/clics.js';
import { audienceOf, type Audience } from './audience.js';
import { itemsOf, type ClicsItem, type CollectionSources } from './collections.js';
import { presentContest, presentState } from './configuration.js';
import type { ContestDataCache } from './contest-data.js';
import { beginningOf, type Beginning, type Configuration, type FeedEvent } from './feed-beginning.js';
import { runId } from './ids.js';
import { liveRuns, liveSubmissions, type LiveSubmission } from './live-data.js';
import type { ClicsView } from './policy.js';
import { hashOf, tokenOf, type FeedPoint } from './token.js';

export interface FeedReader {
  tell: (events: readonly FeedEvent[], token: string) => void;
  /** Something went wrong here: it may come back with its token. */
  end: () => void;
}

/** In an order in which whatever is named has been told before. */
const CONFIGURATION = ['judgement-types', 'languages', 'problems', 'groups', 'organizations', 'teams', 'persons'] as const satisfies ClicsCollection[];

interface Known extends Beginning {
  pulse: ContestPulse;
}

export class Feed {
  private known: Known | null = null;
  /** By type and id, what was told last. `judged` and a submission: the id of its judgement. */
  private readonly hashes = new Map<string, string>();
  /** By judging, how many runs were told. */
  private readonly runCounts = new Map<string, number>();
  private readonly readers = new Set<FeedReader>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly sources: CollectionSources & { cache: ContestDataCache },
    readonly contestId: string,
    private readonly view: ClicsView,
  ) {}

  get isRead(): boolean {
    return this.readers.size > 0;
  }

  /** From now on the reader is told what changes. Answers with what it must know first. */
  join(reader: FeedReader, pulse: ContestPulse, since: FeedPoint | null): Promise<ReturnType<typeof beginningOf>> {
    return this.inTurn(async () => {
      const known = await this.update(pulse);
      this.readers.add(reader);
      return beginningOf(this.sources.db, { ...known, audience: { ...known.audience, now: new Date() } }, since);
    });
  }

  leave(reader: FeedReader): void {
    this.readers.delete(reader);
  }

  /** Tells what is different. @throws what went wrong; then its readers are gone */
  follow(pulse: ContestPulse): Promise<unknown> {
    return this.inTurn(() => this.update(pulse));
  }

  endAll(): void {
    for (const reader of [...this.readers]) reader.end();
    this.readers.clear();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work, work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async update(pulse: ContestPulse): Promise<Known> {
    try {
      return await this.findNews(pulse, new Date());
    } catch (error) {
      // What was noted as told may not have been.
      this.known = null;
      this.hashes.clear();
      this.runCounts.clear();
      this.endAll();
      throw error;
    }
  }

  private async findNews(pulse: ContestPulse, now: Date): Promise<Known> {
    const before = this.known;
    const same = before !== null && before.pulse.shapeSeq === pulse.shapeSeq && phase(before.audience, now) === phase(before.audience, before.audience.now);
    const moved = !same || before.pulse.seq !== pulse.seq;
    const spoken = !same || before.pulse.clarifications !== pulse.clarifications;
    const commented = !same || before.pulse.commentary !== pulse.commentary;
    if (!moved && !spoken && !commented) return before;
    const data = same ? before.audience.data : await this.sources.cache.get(this.contestId);
    if (data === null) throw new Error('The contest is gone');
    const audience = audienceOf(this.view, data, now);
    const configuration = same ? before.configuration : await this.readConfiguration(audience);
    const known: Known = {
      pulse, audience, configuration, configurationHash: same ? before.configurationHash : hashOf(configuration),
      clarifications: spoken ? await this.all(audience, 'clarifications') : before.clarifications,
      commentary: commented ? await this.all(audience, 'commentary') : before.commentary,
      awards: moved ? await this.all(audience, 'awards') : before.awards,
    };
    const events: FeedEvent[] = [];
    const present = new Set<string>();
    const compare = (type: string, items: readonly ClicsItem[]) => items.forEach((item) => this.compare(type, type === 'contest' ? null : item.id, item, events, present));
    if (!same) for (const [type, items] of Object.entries(configuration)) compare(type, items);
    if (moved) {
      for await (const page of liveSubmissions(this.sources.db, audience, same ? { changedAfter: before.pulse.seq } : {})) {
        const runs = await liveRuns(this.sources.db, audience, page.filter(({ judgement }) => judgement !== undefined && !this.runCounts.has(judgement.id)));
        for (const each of page) this.compareSubmission(each, runs, events, present);
      }
    }
    compare('clarifications', known.clarifications);
    compare('commentary', known.commentary);
    if (same && commented) this.forget(before.commentary, known.commentary, events);
    compare('awards', known.awards);
    if (!same) this.forgetOthers(present, events);
    this.compare('state', null, presentState(data.full.contest, this.view, now), events, present);
    this.known = known;
    if (events.length > 0) for (const reader of this.readers) reader.tell(events, tokenOf({ at: now, configuration: known.configurationHash }));
    return known;
  }

  private async readConfiguration(audience: Audience): Promise<Configuration> {
    const read: Configuration = { contest: [presentContest(audience.data.full.contest)] };
    for (const type of CONFIGURATION) read[type] = await this.all(audience, type);
    return read;
  }

  private async all(audience: Audience, type: ClicsCollection): Promise<ClicsItem[]> {
    const items: ClicsItem[] = [];
    for await (const page of itemsOf(this.sources, audience, type, null)) items.push(...page);
    return items;
  }

  private compare(type: string, id: string | null, data: unknown, events: FeedEvent[], present: Set<string>): void {
    const key = `${type} ${id ?? ''}`;
    const hash = hashOf(data);
    present.add(key);
    if (this.hashes.get(key) === hash) return;
    this.hashes.set(key, hash);
    events.push({ type, id, data });
  }

  private compareSubmission({ submission, judgement }: LiveSubmission, runs: ReadonlyMap<string, ClicsItem[]>, events: FeedEvent[], present: Set<string>): void {
    this.compare('submissions', submission.id, submission, events, present);
    const judged = `judged ${submission.id}`;
    const before = this.hashes.get(judged);
    if (before !== undefined && before !== judgement?.id) this.takeBack(before, events);
    if (judgement === undefined) {
      this.hashes.delete(judged);
      return;
    }
    this.hashes.set(judged, judgement.id);
    present.add(judged);
    this.compare('judgements', judgement.id, judgement, events, present);
    const told = runs.get(judgement.id);
    if (told === undefined) return;
    this.runCounts.set(judgement.id, Math.max(0, ...told.map(({ ordinal }) => Number(ordinal))));
    for (const run of told) events.push({ type: 'runs', id: run.id, data: run });
  }

  /** A judging that does not count any more: its runs first, as they name it. */
  private takeBack(judgingId: string, events: FeedEvent[]): void {
    for (let ordinal = this.runCounts.get(judgingId) ?? 0; ordinal > 0; ordinal--) events.push({ type: 'runs', id: runId(judgingId, ordinal), data: null });
    this.runCounts.delete(judgingId);
    if (this.hashes.delete(`judgements ${judgingId}`)) events.push({ type: 'judgements', id: judgingId, data: null });
  }

  private forget(before: readonly ClicsItem[], now: readonly ClicsItem[], events: FeedEvent[]): void {
    const left = new Set(now.map(({ id }) => id));
    for (const { id } of before) if (!left.has(id) && this.hashes.delete(`commentary ${id}`)) events.push({ type: 'commentary', id, data: null });
  }

  /** After everything was read anew: what was told and is not there. What names others goes before them. */
  private forgetOthers(present: ReadonlySet<string>, events: FeedEvent[]): void {
    const gone = [...this.hashes.keys()].filter((key) => !present.has(key) && !key.startsWith('state ')).reverse();
    for (const key of gone) {
      const [type = '', id = ''] = key.split(' ');
      if (type === 'judgements') this.takeBack(id, events);
      else if (type !== 'judged') events.push({ type, id, data: null });
      this.hashes.delete(key);
    }
  }
}

/** What of an audience changes by the clock alone. */
const phase = ({ view, data }: Audience, now: Date): string => JSON.stringify([presentState(data.full.contest, view, now), audienceOf(view, data, now).problems]);
