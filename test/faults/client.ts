/** Somebody who submits all the time, tries again whenever an answer does not come, and watches live what becomes of it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#contract/live.js';
import { PROGRAMS, type KnownProgram } from './programs.js';
import type { Random } from './random.js';
import type { Site } from './site.js';

/** What was asked for, and what came of it as the client saw it. */
export interface Wanted {
  key: string;
  program: KnownProgram;
  /** Null: no answer yet. */
  id: string | null;
  requests: number;
  /** Verdict as read over HTTP. */
  read: string | null;
  /** Verdicts as told live. */
  told: string[];
}

const AT_ONCE = 12;
const ANSWER_MS = 5_000;
const AGAIN_MS = 200;
const LOOK_EVERY_MS = 700;

export class Client {
  readonly wanted: Wanted[] = [];
  /** Answers that no fault excuses. */
  readonly complaints: string[] = [];
  private readonly open = new Set<Promise<void>>();
  private readonly watched = new Map<string, Wanted>();
  private readonly socket: Socket<ServerEvents, ClientEvents>;
  private submitting = true;
  private over = false;
  private readonly flow: Promise<void>;

  constructor(private readonly site: Pick<Site, 'url' | 'person' | 'problems'>, private readonly random: Random) {
    this.socket = io(site.url, { transports: ['websocket'], auth: { token: site.person.token }, reconnectionDelay: 100, reconnectionDelayMax: 500, timeout: ANSWER_MS, forceNew: true });
    this.socket.on('connect', () => this.watched.forEach((wanted) => this.watch(wanted)));
    this.socket.on('connect_error', () => {
      // Refused by the server, which the client library takes as final.
      if (!this.socket.active) setTimeout(() => this.over || this.socket.connect(), AGAIN_MS);
    });
    this.socket.on('disconnect', () => {
      if (!this.socket.active && !this.over) this.socket.connect();
    });
    this.socket.on('submission:finished', ({ id, verdict }) => {
      const wanted = this.watched.get(id);
      wanted?.told.push(String(verdict));
      if (this.watched.delete(id)) this.socket.emit('unwatch', { kind: 'submission', id }, () => undefined);
    });
    this.flow = this.keepSubmitting();
  }

  get unfinished(): number {
    return this.wanted.filter(({ read }) => read === null).length;
  }

  /** No new submissions; those that were asked for are still followed. Resolves when each is finished and was told of. */
  async finish(withinMs: number): Promise<boolean> {
    this.submitting = false;
    await this.flow;
    const all = async () => {
      await Promise.all(this.open);
      while (this.watched.size > 0) await sleep(50);
      return true;
    };
    return Promise.race([all(), sleep(withinMs, false, { ref: false })]);
  }

  close(): void {
    this.over = true;
    this.submitting = false;
    this.socket.close();
  }

  private async keepSubmitting(): Promise<void> {
    while (this.submitting) {
      if (this.open.size >= AT_ONCE) {
        await sleep(20);
        continue;
      }
      const one = this.submitOne().finally(() => void this.open.delete(one));
      this.open.add(one);
      await sleep(this.random.between(0, 100));
    }
  }

  private async submitOne(): Promise<void> {
    const program = this.random.pick(PROGRAMS);
    const wanted: Wanted = { key: randomUUID(), program, id: null, requests: 0, read: null, told: [] };
    this.wanted.push(wanted);
    // Some sources are new to the compile cache, some are not.
    const comment = { c: '//', python3: '#' }[program.language];
    const mark = this.random.next() < 0.4 ? `\n${comment} ${wanted.key}\n` : '';
    const body = { problem: this.random.pick(this.site.problems)[program.problem], language: program.language, files: [{ name: program.file, content: program.source + mark }] };
    wanted.id = await this.post(wanted, body);
    if (wanted.id === null) return;
    this.watched.set(wanted.id, wanted);
    this.watch(wanted);
    if (this.random.next() < 0.15) {
      const again = await this.post(wanted, body);
      if (again !== null && again !== wanted.id) this.complaints.push(`Key ${wanted.key} was answered with ${wanted.id}, then with ${again}`);
    }
    while (!this.over) {
      await sleep(LOOK_EVERY_MS);
      const found = await this.call('GET', `/api/v1/submissions/${wanted.id}`);
      if (found === null) continue;
      if (found.status === 404) this.complaints.push(`Submission ${wanted.id} was accepted and is not there`);
      if (found.status === 404) return;
      if (found.status !== 200 || found.body['state'] !== 'finished') continue;
      wanted.read = String(found.body['verdict']);
      return;
    }
  }

  /** Until there is an answer. Null: none came before the end, or it was refused. */
  private async post(wanted: Wanted, body: unknown): Promise<string | null> {
    for (; !this.over; await sleep(AGAIN_MS)) {
      wanted.requests++;
      const answer = await this.call('POST', '/api/v1/submissions', body, { 'idempotency-key': wanted.key });
      if (answer?.status === 201) return String(answer.body['id']);
      // 409: the first request is at work, or its server died with it.
      if (answer === null || answer.status >= 500 || answer.status === 409) continue;
      this.complaints.push(`POST was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
      return null;
    }
    return null;
  }

  private async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> } | null> {
    try {
      const response = await fetch(this.site.url + path, {
        method,
        headers: { authorization: `Bearer ${this.site.person.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return null;
    }
  }

  private watch(wanted: Wanted): void {
    if (!this.socket.connected || wanted.id === null) return; // watched when it is connected
    this.socket.timeout(ANSWER_MS).emit('watch', { kind: 'submission', id: wanted.id }, (error, answer) => {
      if (error === null && answer && 'ok' in answer) return;
      setTimeout(() => this.watched.has(wanted.id ?? '') && this.watch(wanted), AGAIN_MS);
    });
  }
}
