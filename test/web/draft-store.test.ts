/** The doors here are a server of a few lines: what happens between two requests cannot be provoked on the real one. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft, NewDraft } from '#contract/draft.js';
import { Failure } from '../../web/api/failure.js';
import { DraftStore } from '../../web/hooks/draft-store.js';

class Server {
  draft: Draft | null = null;
  down = false;
  saves = 0;
  save = (body: NewDraft): Promise<Draft> => {
    if (this.down) return Promise.reject(new Failure('network', ''));
    this.saves++;
    if (this.draft && this.draft.revision !== body.revision) return Promise.reject(new Failure('conflict', ''));
    this.draft = { language: 'cpp', files: body.files, ...(body.entryPoint === undefined ? {} : { entryPoint: body.entryPoint }), revision: (this.draft?.revision ?? 100) + 1, savedAt: new Date().toISOString() };
    return Promise.resolve(this.draft);
  };
  fetch = () => (this.down ? Promise.reject(new Failure('network', '')) : Promise.resolve(this.draft));
}

let server: Server;
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

function device(): { store: DraftStore; stored: () => string | null } {
  let stored: string | null = null;
  const store = new DraftStore({
    fetch: server.fetch, save: server.save, read: () => stored, write: (text) => ((stored = text), true),
    named: (program) => ({ ...program, files: program.files.map(({ name, content }) => ({ name: name || 'main.cpp', content })) }),
    unnamed: (program) => program,
  });
  return { store, stored: () => stored };
}
const type = (store: DraftStore, text: string) => store.type(store.get().files[0]!.id, text);
const text = (store: DraftStore) => store.get().files.map(({ content }) => content).join('|');

describe('a draft at work', () => {
  test('is sent two seconds after the last key, once', async () => {
    const { store, stored } = device();
    await store.compare();
    expect(store.get().state).toBe('new');
    for (const each of ['a', 'ab', 'abc']) {
      type(store, each);
      await vi.advanceTimersByTimeAsync(1500);
    }
    expect([server.saves, store.get().state]).toEqual([0, 'writing']);
    expect(stored()).toContain('abc');
    await vi.advanceTimersByTimeAsync(600);
    expect([server.saves, server.draft?.files[0]?.content, store.get().state]).toEqual([1, 'abc', 'saved']);
  });

  test('reaches the other device, and what that writes comes back', async () => {
    const [a, b] = [device().store, device().store];
    await Promise.all([a.compare(), b.compare()]);
    type(a, 'from a');
    await a.save();
    await b.compare();
    expect([text(b), b.get().state]).toEqual(['from a', 'saved']);
    type(b, 'from b');
    await b.save();
    await a.compare();
    expect(text(a)).toBe('from b');
  });

  test('is not overwritten by a device that has not seen it: a person is asked, and either answer holds', async () => {
    const [a, b] = [device().store, device().store];
    await Promise.all([a.compare(), b.compare()]);
    type(a, 'from a');
    await a.save();
    type(b, 'from b');
    await b.save();
    expect([text(b), b.get().other?.files[0]?.content, b.get().state, server.draft?.files[0]?.content]).toEqual(['from b', 'from a', 'here', 'from a']);
    type(b, 'from b, longer');
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.draft?.files[0]?.content).toBe('from a');
    b.keepOurs();
    await vi.advanceTimersByTimeAsync(0);
    expect([server.draft?.files[0]?.content, b.get().other, b.get().state]).toEqual(['from b, longer', null, 'saved']);
    type(a, 'a again');
    await a.save();
    a.takeOther();
    expect([text(a), a.get().state]).toEqual(['from b, longer', 'saved']);
  });

  test('stays here while the server is away, and goes there by itself afterwards', async () => {
    const { store } = device();
    server.down = true;
    await store.compare();
    type(store, 'in a train');
    await vi.advanceTimersByTimeAsync(3000);
    expect(store.get().state).toBe('here');
    server.down = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect([store.get().state, server.draft?.files[0]?.content]).toEqual(['saved', 'in a train']);
  });

  test('is sent again for what was typed while it was on its way', async () => {
    const { store } = device();
    await store.compare();
    type(store, 'one');
    const sending = store.save();
    type(store, 'two');
    await sending;
    expect(store.get().state).toBe('writing');
    await vi.advanceTimersByTimeAsync(2500);
    expect([server.draft?.files[0]?.content, store.get().state, server.saves]).toEqual(['two', 'saved', 2]);
  });

  test('keeps the ids of files that are renamed, and takes text that is put in as a new version', async () => {
    const { store } = device();
    await store.compare();
    const { id } = store.get().files[0]!;
    store.put([{ id, name: 'a.cpp', content: 'A' }, { name: 'b.cpp', content: 'B' }], 'a.cpp');
    expect(store.get()).toMatchObject({ version: 1, entryPoint: 'a.cpp', files: [{ id, name: 'a.cpp' }, { name: 'b.cpp' }] });
    expect(new Set(store.get().files.map((file) => file.id)).size).toBe(2);
    await store.save();
    expect(server.draft).toMatchObject({ entryPoint: 'a.cpp', files: [{ name: 'a.cpp', content: 'A' }, { name: 'b.cpp', content: 'B' }] });
  });
});
