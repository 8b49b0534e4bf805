/**
 * One draft at work: what is typed goes into this browser at once and to the server two seconds after the last key; what
 * other devices have saved comes in when the page opens or is looked at again. Where both have something new nothing
 * is sent, and a person is asked.
 */
import type { Draft, DraftStamp, NewDraft } from '#contract/draft.js';
import { Failure } from '../api/failure.js';
import { fingerprint, parseDraft, reconcile, type DraftSnapshot, type DraftState, type EditedFile, type KeptDraft, type Program, type SourceText } from '../util/draft.js';

export interface DraftDoors {
  /** Null: the server has none. */
  fetch: () => Promise<Draft | null>;
  /** `leaving`: the page may be gone before there is an answer. */
  save: (draft: NewDraft, leaving: boolean) => Promise<DraftStamp>;
  read: () => string | null;
  /** Returns whether it is kept. */
  write: (text: string) => boolean;
  /** A program as it is sent: every file has a name. */
  named: <P extends Program>(program: P) => P & { files: SourceText[] };
  /** The opposite, for what comes in. */
  unnamed: <P extends Program>(program: P) => P;
}

const KEEP_MS = 400;
const SEND_MS = 2000;
const AGAIN_MS = 20_000;
/** Browsers send at most 64 KiB for a page that is gone. */
const MOST_LEAVING = 60_000;

export class DraftStore {
  private kept: KeptDraft;
  private shown: DraftSnapshot;
  private nextId = 1;
  private isKept = true;
  private sending = false;
  private stopped = false;
  private fetching: Promise<void> | null = null;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private sendTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly doors: DraftDoors) {
    this.kept = parseDraft(doors.read());
    this.shown = { files: this.withIds(this.kept.files, []), entryPoint: this.kept.entryPoint, version: 0, state: this.stateNow(), other: null, compared: false };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly get = (): DraftSnapshot => this.shown;

  /** One key, or many. */
  type(id: number, content: string): void {
    // The editor tells of texts that were put into it, too.
    if (this.shown.files.find((file) => file.id === id)?.content === content) return;
    this.change({ files: this.shown.files.map((file) => (file.id === id ? { ...file, content } : file)) });
  }

  /** Files added, renamed, removed or brought in; texts that change so are put into the editor, where they can be undone. */
  put(files: readonly (SourceText & { id?: number })[], entryPoint: string | undefined): void {
    const used = new Set(files.map(({ id }) => id));
    const free = this.shown.files.filter(({ id }) => !used.has(id));
    this.change({ files: files.map((file) => ({ name: file.name, content: file.content, id: file.id ?? this.idFor(file.name, free) })), entryPoint, version: this.shown.version + 1 });
  }

  chooseEntryPoint(entryPoint: string | undefined): void {
    this.change({ entryPoint });
  }

  /** Sends now what is not yet sent. */
  async save(leaving = false): Promise<void> {
    this.keep();
    if (this.sending || this.shown.other || !this.kept.unsent) return;
    clearTimeout(this.sendTimer);
    this.sending = true;
    const sent = this.program();
    this.kept = { ...this.kept, sent: fingerprint(sent) };
    this.writeKept();
    try {
      const body = { ...sent, revision: this.kept.base };
      const { revision } = await this.doors.save(body, leaving && JSON.stringify(body).length < MOST_LEAVING);
      // Meanwhile another store may be at work on the same draft: it knows by `sent` that this was ours.
      if (this.stopped) return;
      this.kept = { ...this.kept, base: revision, sent: undefined, unsent: fingerprint(this.program()) !== fingerprint(sent) };
      this.writeKept();
      this.show({ state: this.stateNow(), compared: true });
    } catch (error) {
      // What is kept here is brought together with the server's when the page opens again.
      if (this.stopped) return;
      if (error instanceof Failure && error.code === 'conflict') {
        this.sending = false;
        await this.compare();
      } else {
        this.show({ state: this.stateNow('failed') });
        if (error instanceof Failure && ['network', 'unavailable', 'rate-limited'].includes(error.code)) this.sendIn(AGAIN_MS);
      }
    } finally {
      this.sending = false;
    }
    if (this.kept.unsent && this.shown.state === 'writing') this.sendIn(SEND_MS);
  }

  /** Fetches the server's draft and brings both together. Never throws: without a server this device goes on alone. */
  compare(): Promise<void> {
    this.stopped = false;
    this.fetching ??= this.fetchAndReconcile().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  /** Another tab of this browser has written: where nothing is unsent here, its text is ours as well; and what it has sent is sent. */
  readAgain(): void {
    const theirs = parseDraft(this.doors.read());
    const same = fingerprint(theirs) === fingerprint(this.kept);
    if (same ? theirs.unsent : this.kept.unsent) return;
    this.kept = theirs;
    if (same) this.show({ state: this.stateNow() });
    else this.showTaken(theirs);
  }

  /** Takes what the other device has saved; what was here can be brought back by undoing. */
  takeOther(): void {
    const { other } = this.shown;
    if (other) this.take(other);
  }

  /** Ours goes over what the other device has saved. */
  keepOurs(): void {
    const { other } = this.shown;
    if (!other) return;
    this.kept = { ...this.kept, base: other.revision, unsent: true, sent: undefined };
    this.writeKept();
    this.show({ other: null });
    void this.save();
  }

  /** Keeps what is typed, and stops all timers. It may be used again. */
  stop(): void {
    void this.save();
    this.stopped = true;
    clearTimeout(this.sendTimer);
  }

  private async fetchAndReconcile(): Promise<void> {
    const { base } = this.kept;
    let server: Draft | null;
    try {
      server = await this.doors.fetch();
    } catch {
      return this.show({ compared: true, state: this.stateNow('failed') });
    }
    // Saved meanwhile: this answer may be older than that.
    if (this.sending || this.stopped || this.kept.base !== base) return;
    const outcome = reconcile({ ...this.kept, ...this.program() }, server);
    switch (outcome.kind) {
      case 'settled':
        this.kept = { ...this.kept, base: outcome.base, unsent: false, sent: undefined };
        this.writeKept();
        return this.show({ other: null, compared: true, state: this.stateNow() });
      case 'send':
        this.kept = { ...this.kept, base: outcome.base, unsent: true, sent: undefined };
        this.show({ other: null, compared: true });
        return this.save();
      case 'take':
        if (server) this.take(server);
        return;
      case 'ask':
        return this.show({ other: server, compared: true, state: this.stateNow('failed') });
    }
  }

  private take(server: Draft): void {
    const { files, entryPoint } = this.doors.unnamed({ files: server.files, entryPoint: server.entryPoint });
    this.kept = { files, entryPoint, base: server.revision, unsent: false };
    this.writeKept();
    this.showTaken(this.kept);
  }

  private showTaken({ files, entryPoint }: Program): void {
    this.show({ files: this.withIds(files, [...this.shown.files]), entryPoint, version: this.shown.version + 1, state: this.stateNow(), other: null, compared: true });
  }

  private change(change: Partial<Pick<DraftSnapshot, 'files' | 'entryPoint' | 'version'>>): void {
    this.show({ ...change, state: 'writing' });
    const { files, entryPoint } = this.shown;
    this.kept = { ...this.kept, files: files.map(({ name, content }) => ({ name, content })), entryPoint, unsent: true };
    this.keepTimer ??= setTimeout(() => this.keep(), KEEP_MS);
    if (!this.shown.other) this.sendIn(SEND_MS);
  }

  private keep(): void {
    if (this.keepTimer === undefined) return;
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    this.writeKept();
  }

  private writeKept(): void {
    this.isKept = this.doors.write(JSON.stringify(this.kept));
  }

  private sendIn(ms: number): void {
    clearTimeout(this.sendTimer);
    if (this.stopped) return;
    this.sendTimer = setTimeout(() => void this.save(), ms);
  }

  private program(): Program & { files: SourceText[] } {
    const { files, entryPoint } = this.doors.named({ files: this.kept.files, entryPoint: this.kept.entryPoint });
    return { files, ...(entryPoint === undefined ? {} : { entryPoint }) };
  }

  private stateNow(came: 'well' | 'failed' = 'well'): DraftState {
    if (!this.kept.unsent) return this.kept.base === 0 ? 'new' : 'saved';
    if (came === 'well' && this.shown?.state === 'writing') return 'writing';
    return this.isKept ? 'here' : 'unkept';
  }

  private show(change: Partial<DraftSnapshot>): void {
    this.shown = { ...this.shown, ...change };
    this.listeners.forEach((listener) => listener());
  }

  private withIds(files: readonly SourceText[], free: EditedFile[]): EditedFile[] {
    return files.map(({ name, content }) => ({ name, content, id: files.length === 1 && free.length === 1 ? free.pop()!.id : this.idFor(name, free) }));
  }

  /** The id of the file of that name among those that are free, else a new one. */
  private idFor(name: string, free: EditedFile[]): number {
    const same = free.findIndex((file) => file.name === name);
    return same < 0 ? this.nextId++ : free.splice(same, 1)[0]!.id;
  }
}
