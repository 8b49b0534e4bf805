/**
 * A problem at work in this browser: its parts in the cache, the stores of those that are being edited, and every change to
 * it. Changes are shown at once and sent in their order; where somebody else was quicker they are made anew on what is there now.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { AuthoredContent, AuthoredGroup, AuthoredKind, AuthoredOrder, AuthoredPart, ContentOf, NewAuthoredContent } from '#contract/authoring.js';
import type { Authored } from '#contract/authoring-work.js';
import { authoredQuery, fileTextQuery } from '../api/author-queries.js';
import { call } from '../api/call.js';
import { Failure } from '../api/failure.js';
import { editedFiles, textsSent, toSent, type SentOf } from '../util/author-content.js';
import { readStored, writeStored } from '../util/stored.js';
import { SavedStore, type Stored } from './saved-store.js';
import { SavingBoard } from './saving-board.js';

export type PartOf<K extends AuthoredKind> = Omit<AuthoredPart, 'content'> & { content: ContentOf<K> };
export const isPart =
  <K extends AuthoredKind>(kind: K) =>
  (part: AuthoredPart): part is AuthoredPart & { content: ContentOf<K> } =>
    part.content.kind === kind;

const SOON_MS = 300;
const MOST_TRIES = 4;

export class Workshop {
  readonly board: SavingBoard;
  private readonly stores = new Map<string, Promise<SavedStore<NewAuthoredContent>>>();
  private queue: Promise<unknown> = Promise.resolve();
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly id: string,
    private readonly user: string,
    private readonly client: QueryClient,
  ) {
    this.board = new SavingBoard(this.now()?.changedAt ?? null);
  }

  now(): Authored | undefined {
    return this.client.getQueryData(authoredQuery(this.id).queryKey);
  }

  /** The store of a part that is edited, made when it is first asked for and kept while the page lives. */
  store<K extends AuthoredKind>(part: PartOf<K>): Promise<SavedStore<SentOf<K>>> {
    const made = this.stores.get(part.id) ?? this.makeStore(part as AuthoredPart);
    this.stores.set(part.id, made);
    made.catch(() => this.stores.delete(part.id));
    return made as unknown as Promise<SavedStore<SentOf<K>>>;
  }

  /** The cache was told anew what the server has: stores whose part somebody else has saved hear of it. */
  async heard(parts: readonly AuthoredPart[]): Promise<void> {
    for (const part of parts) {
      const store = await this.stores.get(part.id);
      if (store && store.revision() < part.revision) store.hear(await this.toStored(part));
    }
  }

  /** Sends all that is typed and not yet sent; what cannot be sent is told on the board. */
  async sendAll(): Promise<void> {
    const stores = await Promise.all([...this.stores.values()].map((store) => store.catch(() => null)));
    await Promise.all(stores.map((store) => store?.save() ?? Promise.resolve()));
    await this.queue;
  }

  /** Adds a part. Of a test `group` says where, `at` its place there. */
  add<K extends AuthoredKind>(content: SentOf<K>, place: { group?: string; at?: number } = {}): Promise<PartOf<K>> {
    return this.inOrder(async () => {
      const { part, order } = await call('addAuthoredPart', { params: { id: this.id }, body: { content, ...place } });
      this.put(part, content);
      if (order) this.put(order);
      return part as PartOf<K>;
    });
  }

  remove(part: { id: string }): Promise<void> {
    return this.inOrder(async () => {
      for (let tries = 1; ; tries++) {
        const revision = this.find(part.id)?.revision;
        if (revision === undefined) return;
        try {
          const { order } = await call('deleteAuthoredPart', { params: { id: this.id, part: part.id }, query: { revision } });
          this.change((authored) => ({ ...authored, parts: authored.parts.filter(({ id }) => id !== part.id) }));
          writeStored(this.keptKey(part.id), null);
          this.stores.delete(part.id);
          this.board.tell(part.id, undefined);
          if (order) this.put(order);
          return;
        } catch (error) {
          if (error instanceof Failure && error.code === 'not-found') return this.refetchSoon();
          await this.again(error, tries, part.id);
        }
      }
    });
  }

  /** Changes a part that is not typed in, as the points of a group, or the order of tests: `make` is given what is there now, and null says that there is nothing to change. */
  edit<K extends AuthoredKind>(part: { id: string }, make: (content: SentOf<K>) => SentOf<K> | null): Promise<void> {
    const known = this.find(part.id);
    const shown = known && make(toSent(known.content as ContentOf<K>));
    // What has no files can be shown at once.
    if (known && shown && ['group', 'order', 'settings'].includes(shown.kind)) this.change((authored) => replaced(authored, { ...known, content: shown as unknown as AuthoredContent }));
    return this.inOrder(async () => {
      for (let tries = 1; ; tries++) {
        const before = tries === 1 && known ? known : this.find(part.id);
        const now = this.find(part.id);
        if (!before || !now) return;
        const content = make(toSent((tries === 1 && now.revision === before.revision ? before : now).content as ContentOf<K>)) as NewAuthoredContent | null;
        if (content === null) return;
        try {
          this.put(await call('saveAuthoredPart', { params: { id: this.id, part: part.id }, body: { revision: now.revision, content } }), content);
          void this.heard(this.now()?.parts.filter(({ id }) => id === part.id) ?? []);
          return;
        } catch (error) {
          await this.again(error, tries, part.id);
        }
      }
    });
  }

  /** The order of groups and tests; `make` returns null where there is nothing to change. */
  reorder(make: (groups: AuthoredOrder['groups']) => AuthoredOrder['groups'] | null): Promise<void> {
    const order = this.now()?.parts.find(isPart('order'));
    if (!order) return Promise.resolve();
    return this.edit<'order'>(order, (content) => {
      const groups = make(content.groups);
      return groups && { ...content, groups };
    });
  }

  editGroup(part: { id: string }, change: Partial<AuthoredGroup>): Promise<void> {
    return this.edit<'group'>(part, (content) => ({ ...content, ...change }));
  }

  /** Says of a solution whether it makes the answers: in its store, where its text may be at work. */
  async setModel(part: PartOf<'program'>, model: boolean): Promise<void> {
    const store = await this.store<'program'>(part);
    store.change({ ...store.get().value, model });
    await store.save();
    const { failure } = store.get();
    if (failure) throw failure;
  }

  /** Asks for everything anew, soon: several changes ask once. */
  refetchSoon(): void {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => void this.client.invalidateQueries({ queryKey: authoredQuery(this.id).queryKey, exact: true }), SOON_MS);
  }

  private find(part: string): AuthoredPart | undefined {
    return this.now()?.parts.find(({ id }) => id === part);
  }

  /** One change after another, told on the board. */
  private inOrder<R>(work: () => Promise<R>): Promise<R> {
    const done = this.board.during(() => {
      const mine = this.queue.then(work);
      this.queue = mine.catch(() => undefined);
      return mine;
    });
    return done.catch((error: unknown) => {
      // What was shown before it was sent is taken back.
      this.refetchSoon();
      throw error;
    });
  }

  /** Somebody else was quicker: fetches what is there now. Any other error goes on. */
  private async again(error: unknown, tries: number, part: string): Promise<void> {
    if (!(error instanceof Failure) || error.code !== 'conflict' || tries >= MOST_TRIES) throw error;
    const now = await call('getAuthoredPart', { params: { id: this.id, part } });
    this.change((authored) => replaced(authored, now));
  }

  private put(part: AuthoredPart, sent?: NewAuthoredContent): void {
    if (sent) for (const [hash, text] of textsSent(sent, part.content)) this.client.setQueryData(fileTextQuery(this.id, hash).queryKey, text);
    this.change((authored) => replaced(authored, part));
    this.refetchSoon();
  }

  private change(make: (authored: Authored) => Authored): void {
    const { queryKey } = authoredQuery(this.id);
    void this.client.cancelQueries({ queryKey, exact: true });
    this.client.setQueryData<Authored>(queryKey, (authored) => authored && make(authored));
  }

  private keptKey(part: string): string {
    return `author.${this.user}.${part}`;
  }

  private async makeStore(part: AuthoredPart): Promise<SavedStore<NewAuthoredContent>> {
    const key = this.keptKey(part.id);
    const params = { id: this.id, part: part.id };
    return new SavedStore<NewAuthoredContent>(
      {
        save: async (content, revision, keepalive) => {
          const saved = await call('saveAuthoredPart', { params, body: { revision, content }, keepalive });
          this.put(saved, content);
          return { value: content, revision: saved.revision, savedAt: saved.changedAt, savedBy: saved.changedBy };
        },
        fetch: async () => this.toStored(await call('getAuthoredPart', { params })),
        read: () => readStored(key),
        write: (text) => writeStored(key, text),
      },
      await this.toStored(part),
    );
  }

  private async toStored({ content, revision, changedAt, changedBy }: AuthoredPart): Promise<Stored<NewAuthoredContent>> {
    const texts = new Map(await Promise.all(editedFiles(content).map(async ({ hash }) => [hash, await this.client.ensureQueryData(fileTextQuery(this.id, hash))] as const)));
    return { value: toSent(content, (hash) => texts.get(hash)) as NewAuthoredContent, revision, savedAt: changedAt, savedBy: changedBy };
  }
}

function replaced(authored: Authored, part: AuthoredPart): Authored {
  const there = authored.parts.some(({ id }) => id === part.id);
  return { ...authored, parts: there ? authored.parts.map((each) => (each.id === part.id ? part : each)) : [...authored.parts, part] };
}
