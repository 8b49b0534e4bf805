/** The doors here are a server of a few lines: what happens between two requests cannot be provoked on the real one. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../web/api/failure.js';
import { SavedStore, type Stored } from '../../web/hooks/saved-store.js';

class Server {
  now: Stored<string> = { value: 'first', revision: 1, savedAt: null, savedBy: null };
  down = false;
  losesAnswer = false;
  saves = 0;
  save = (value: string, base: number): Promise<Stored<string>> => {
    if (this.down) return Promise.reject(new Failure('network', ''));
    if (base !== this.now.revision) return Promise.reject(new Failure('conflict', ''));
    this.saves++;
    this.now = { value, revision: base + 1, savedAt: '2026-01-01T12:03:00Z', savedBy: 'me' };
    return this.losesAnswer ? Promise.reject(new Failure('network', '')) : Promise.resolve(this.now);
  };
  fetch = () => (this.down ? Promise.reject(new Failure('network', '')) : Promise.resolve(this.now));
}

let server: Server;
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

function browser(kept: { text: string | null } = { text: null }) {
  const store = new SavedStore<string>({ save: server.save, fetch: server.fetch, read: () => kept.text, write: (text) => ((kept.text = text), true) }, server.now);
  return { store, kept };
}

describe('a part at work', () => {
  test('is sent a second after the last key, once, and says when it was saved', async () => {
    const { store, kept } = browser();
    for (const each of ['a', 'ab', 'abc']) {
      store.change(each);
      await vi.advanceTimersByTimeAsync(700);
    }
    expect([server.saves, store.get().state]).toEqual([0, 'writing']);
    expect(kept.text).toContain('abc');
    await vi.advanceTimersByTimeAsync(400);
    expect([server.saves, server.now.value, store.get().state, store.get().savedAt, kept.text]).toEqual([1, 'abc', 'saved', '2026-01-01T12:03:00Z', null]);
  });

  test('goes on being sent while one save is under way', async () => {
    const { store } = browser();
    store.change('a');
    const first = store.save();
    store.change('ab');
    await first;
    expect(store.get().state).toBe('writing');
    await vi.advanceTimersByTimeAsync(1100);
    expect([server.now.value, store.get().state]).toEqual(['ab', 'saved']);
  });

  test('is not lost by a reload before it was sent', async () => {
    const kept = { text: null };
    const before = browser(kept);
    server.down = true;
    before.store.change('typed');
    before.store.stop();
    await vi.advanceTimersByTimeAsync(0);
    server.down = false;
    const { store } = browser(kept);
    expect(store.get().value).toBe('typed');
    await vi.advanceTimersByTimeAsync(10);
    expect([server.now.value, store.get().state, kept.text]).toEqual(['typed', 'saved', null]);
  });

  test('is tried again where there is no answer, and at once when asked', async () => {
    const { store } = browser();
    server.down = true;
    store.change('a');
    await vi.advanceTimersByTimeAsync(1100);
    expect([store.get().state, store.get().failure?.name]).toEqual(['failed', 'Failure']);
    server.down = false;
    await store.save();
    expect([store.get().state, store.get().failure, server.now.value]).toEqual(['saved', null, 'a']);
  });

  test('knows its own save again whose answer was lost', async () => {
    const { store } = browser();
    server.losesAnswer = true;
    store.change('a');
    await store.save();
    expect(store.get().state).toBe('failed');
    server.losesAnswer = false;
    await store.save();
    expect([store.get().state, store.get().other, server.saves]).toEqual(['saved', null, 1]);
  });
});

describe('two who write', () => {
  test('see what the other saved where they have nothing unsent', async () => {
    const [a, b] = [browser().store, browser().store];
    a.change('from a');
    await a.save();
    b.hear(server.now);
    expect(b.get()).toMatchObject({ value: 'from a', version: 1, state: 'saved' });
  });

  test('are asked where both have something new, and nothing is overwritten before', async () => {
    const [a, b] = [browser().store, browser().store];
    a.change('from a');
    await a.save();
    b.change('from b');
    await b.save();
    expect(b.get()).toMatchObject({ state: 'failed', value: 'from b', other: { value: 'from a' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.now.value).toBe('from a');
    b.keepOurs();
    await vi.advanceTimersByTimeAsync(0);
    expect([server.now.value, b.get().state, b.get().other]).toEqual(['from b', 'saved', null]);
  });

  test('may take what the other has saved', async () => {
    const { store, kept } = browser();
    store.change('from b');
    server.now = { value: 'from a', revision: 2, savedAt: null, savedBy: 'a' };
    store.hear(server.now);
    store.takeOther();
    expect([store.get().value, store.get().state, kept.text]).toEqual(['from a', 'saved', null]);
  });

  test('go on where another part moved the revision', async () => {
    const { store } = browser();
    server.now = { ...server.now, revision: 7 };
    store.change('mine');
    await store.save();
    expect(store.get().other).toBeNull();
    await vi.advanceTimersByTimeAsync(1100);
    expect([server.now.value, server.now.revision]).toEqual(['mine', 8]);
  });
});
