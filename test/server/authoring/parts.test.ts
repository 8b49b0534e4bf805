/** Parts of a problem that is written here: saved one by one, kept apart, brought back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';

let server: TestServer;
let author: Person;
let other: Person;
let id: string;
interface Part { id: string; revision: number; content: { kind: string; place?: string; groups?: { id: string; tests: string[] }[] } & Record<string, unknown> }

beforeAll(async () => {
  server = await startTestServer();
  [author, other] = [await server.person('instructor'), await server.person('instructor')];
  id = (await author.call('POST', '/api/v1/authoring', { name: 'Sums' })).body.id as string;
});
afterAll(() => server.close());

const partsOf = async (who = author) => (await who.call('GET', `/api/v1/authoring/${id}`)).body.parts as Part[];
const first = async (kind: string) => (await partsOf()).find(({ content }) => content.kind === kind)!;
const checkOf = async (check: string) => (await author.call('GET', `/api/v1/authoring/${id}`)).body.checks.find((each: { check: string }) => each.check === check)?.state as string;
const save = (who: Person, part: Part, content: object) => who.call('PUT', `/api/v1/authoring/${id}/parts/${part.id}`, { revision: part.revision, content });
const aTest = (input: string) => ({ content: { kind: 'test', name: null, input: { from: 'file', file: { text: input } }, answer: { from: 'file', file: { text: '3\n' } }, description: null, hint: null, fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, extras: {}, files: [] } });

describe('a problem that is written', () => {
  it('is there for its owner and collaborators alone', async () => {
    expect((await other.call('GET', `/api/v1/authoring/${id}`)).status).toBe(404);
    expect((await author.call('PUT', `/api/v1/authoring/${id}/collaborators/${other.username}`)).body.collaborators).toEqual([other.username]);
    expect((await other.call('GET', `/api/v1/authoring/${id}`)).body).toMatchObject({ name: 'Sums', may: { share: false, publish: true } });
    expect((await other.call('DELETE', `/api/v1/authoring/${id}`)).status).toBe(403);
  });

  it('refuses what is based on an older revision, and says which there is', async () => {
    const statement = await first('statement');
    // What it began with are bare headings.
    expect(await checkOf('statement')).toBe('warning');
    const content = { ...statement.content, source: { text: 'Add *two* numbers. $a+b$\n' } };
    const saved = await save(author, statement, content);
    expect(saved.status).toBe(200);
    expect(await checkOf('statement')).toBe('done');
    const refused = await save(other, statement, { ...content, source: { text: 'Mine\n' } });
    expect(refused.status).toBe(409);
    expect(refused.body.error.details).toContainEqual({ path: 'revision', message: String(saved.body.revision) });
    const file = await author.call('GET', `/api/v1/authoring/${id}/files/${saved.body.content.source.hash}`);
    expect(file.body).toBe('Add *two* numbers. $a+b$\n');
  });

  it('takes no hash of a file that was not sent for it', async () => {
    const statement = await first('statement');
    const refused = await save(author, statement, { ...statement.content, source: { hash: '0'.repeat(64) } });
    expect(refused.body.error).toMatchObject({ code: 'validation-failed', details: [{ path: 'source' }] });
  });

  it('shows a statement as it would be published', async () => {
    const { body } = await author.call('POST', `/api/v1/authoring/${id}/preview`, { language: 'en', text: '$a+b$ <script>alert(1)</script>' });
    expect(body.html).toContain('katex');
    expect(body.html).not.toContain('<script');
  });

  it('keeps nobody waiting who shows a statement for all the others that somebody shows', async () => {
    const shown: string[] = [];
    const show = (who: Person, text: string) => who.call('POST', `/api/v1/authoring/${id}/preview`, { language: 'en', text }).then(() => shown.push(who.username));
    // Of the kind that takes longer than its length lets expect.
    const many = Array.from({ length: 8 }, () => show(author, '['.repeat(10_000)));
    await Promise.race(many);
    await Promise.all([...many, show(other, 'Mine\n')]);
    expect(shown.at(-1)).toBe(author.username);
  });

  it('has its tests in an order, which names each of them once', async () => {
    const added = [];
    for (const input of ['1 2\n', '0 3\n']) added.push((await author.call('POST', `/api/v1/authoring/${id}/parts`, aTest(input))).body);
    const order = await first('order');
    const ids = added.map(({ part }) => part.id as string);
    expect(order.content.groups![1]!.tests).toEqual(ids);
    const turned = { ...order.content, groups: order.content.groups!.map((group, index) => (index === 1 ? { ...group, tests: [...ids].reverse() } : group)) };
    expect((await save(author, order, turned)).status).toBe(200);
    const without = { ...turned, groups: turned.groups.map((group) => ({ ...group, tests: [] })) };
    expect((await save(author, await first('order'), without)).status).toBe(409);
  });

  it('is what it was when a snapshot is restored', async () => {
    const snapshots = (await author.call('GET', `/api/v1/authoring/${id}/history`)).body.items as { id: string; reason: string }[];
    const made = snapshots.find(({ reason }) => reason === 'made')!;
    const changes = (await author.call('GET', `/api/v1/authoring/${id}/history/${made.id}?against=now`)).body.changes as { change: string }[];
    expect(changes.map(({ change }) => change).sort()).toEqual(['added', 'added', 'changed', 'changed']);
    expect((await author.call('POST', `/api/v1/authoring/${id}/history/${made.id}/restoration`, {})).status).toBe(201);
    expect((await partsOf()).filter(({ content }) => content.kind === 'test')).toEqual([]);
    const now = (await author.call('GET', `/api/v1/authoring/${id}/history/${made.id}?against=now`)).body.changes as unknown[];
    expect(now).toEqual([]);
  });

  it('says in words what it needs', async () => {
    const { body } = await author.call('GET', `/api/v1/authoring/${id}`);
    const states = Object.fromEntries((body.checks as { check: string; state: string }[]).map(({ check, state }) => [check, state]));
    expect(states).toMatchObject({ samples: 'warning', 'secret-tests': 'fault', 'input-validator': 'warning', 'accepted-solution': 'fault' });
    const published = await author.call('POST', `/api/v1/authoring/${id}/versions`, {});
    expect(published.body.error.code).toBe('package-rejected');
  });

  it('holds constants of any name, and gives no file of another problem for one that is named like its hash', async () => {
    const hidden = (await other.call('POST', '/api/v1/authoring', { name: 'Hidden' })).body.id as string;
    const attachment = await other.call('POST', `/api/v1/authoring/${hidden}/parts`, { content: { kind: 'asset', place: 'attachment', language: null, path: 'key.txt', file: { text: 'the very secret key' } } });
    const { hash } = attachment.body.part.content.file as { hash: string };
    for (const constants of [{ a: { text: 'Hello' } }, { a: { hash: 'Hello' } }, { a: { hash, value: 'x' } }]) {
      const settings = await first('settings');
      const saved = await save(author, settings, { ...settings.content, constants });
      expect(saved.body).toMatchObject({ content: { constants } });
      expect((await first('settings')).content).toMatchObject({ constants });
    }
    expect((await author.call('GET', `/api/v1/authoring/${id}/files/${hash}`)).status).toBe(404);
  });

  it('has one statement of a language, however many add one at once', async () => {
    const german = (text: string) => author.call('POST', `/api/v1/authoring/${id}/parts`, { content: { kind: 'statement', language: 'de', name: 'Summen', format: 'markdown', source: { text } } });
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(german));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await partsOf()).filter(({ content }) => content['language'] === 'de')).toHaveLength(1);
  });
});
