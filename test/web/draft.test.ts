import { describe, expect, test } from 'vitest';
import type { Draft } from '#contract/draft.js';
import { fingerprint, parseDraft, reconcile, type KeptDraft } from '../../web/util/draft.js';

const files = (content: string) => [{ name: 'main.py', content }];
const kept = (content: string, more: Partial<KeptDraft> = {}): KeptDraft => ({ files: files(content), base: 5, unsent: false, ...more });
const server = (content: string, revision: number): Draft => ({ language: 'python3', files: files(content), revision, savedAt: '2026-01-01T00:00:00Z' });

describe('a draft of this browser beside the one on the server', () => {
  test('is sent where the server has none, unless there is nothing in it', () => {
    expect(reconcile(kept('a', { unsent: true }), null)).toEqual({ kind: 'send', base: 0 });
    expect(reconcile(kept(' \n'), null)).toEqual({ kind: 'settled', base: 0 });
  });
  test('is sent where it was written on what the server has', () => expect(reconcile(kept('b', { unsent: true }), server('a', 5))).toEqual({ kind: 'send', base: 5 }));
  test('gives way where nothing new is in it', () => expect(reconcile(kept('a'), server('b', 6))).toEqual({ kind: 'take' }));
  test('gives way where it is empty, though it was emptied here', () => {
    expect(reconcile(kept('', { unsent: true, base: 0 }), server('b', 6))).toEqual({ kind: 'take' });
    expect(reconcile(kept('', { unsent: true, base: 6 }), server('b', 6))).toEqual({ kind: 'send', base: 6 });
  });
  test('is a question where both are new', () => {
    expect(reconcile(kept('mine', { unsent: true }), server('theirs', 6))).toEqual({ kind: 'ask' });
    expect(reconcile(kept('mine', { unsent: true, base: 0 }), server('theirs', 6))).toEqual({ kind: 'ask' });
  });
  test('is none where both became the same', () => expect(reconcile(kept('x', { unsent: true }), server('x', 9))).toEqual({ kind: 'settled', base: 9 }));
  test('knows its own text again whose saving was never confirmed', () => {
    const sent = fingerprint({ files: files('as it was sent') });
    expect(reconcile(kept('and went on', { unsent: true, sent }), server('as it was sent', 6))).toEqual({ kind: 'send', base: 6 });
    expect(reconcile(kept('and went on', { unsent: true, sent }), server('something else', 6))).toEqual({ kind: 'ask' });
  });
  test('differs by its entry point and by the names of its files', () => {
    expect(reconcile(kept('x', { entryPoint: 'main.py' }), server('x', 6))).toEqual({ kind: 'take' });
    expect(reconcile({ ...kept('x'), files: [{ name: 'b.py', content: 'x' }] }, server('x', 6))).toEqual({ kind: 'take' });
  });
});

describe('what was stored', () => {
  test('is read as it was written', () => expect(parseDraft(JSON.stringify(kept('x', { unsent: true })))).toEqual(kept('x', { unsent: true })));
  test('may be a bare text of an older version, JSON or not', () => {
    for (const text of ['print(1)', '{"a": 1}', '[]', 'null', '{"files":[],"base":1,"unsent":false}']) expect(parseDraft(text)).toEqual({ files: [{ name: '', content: text }], base: 0, unsent: true });
  });
  test('may be nothing', () => expect(parseDraft(null)).toEqual({ files: [{ name: '', content: '' }], base: 0, unsent: false }));
});
