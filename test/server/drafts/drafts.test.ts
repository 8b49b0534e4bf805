import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteOldDrafts, MOST_DRAFTS } from '#database/drafts.js';
import { drafts } from '#database/schema.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { createProblem, uniqueName } from '#test/support/world.js';

let server: TestServer;
let owner: Person;
let stranger: Person;
let slug: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  stranger = await server.person();
});
afterAll(() => server.close());
beforeEach(async () => {
  ({ slug } = await createProblem(server.db));
});

const path = (language = 'cpp', of = slug) => `/api/v1/drafts/${of}/${language}`;
const program = (content: string, revision = 0, more: object = {}) => ({ files: [{ name: 'main.cpp', content }], revision, ...more });
async function saved(by: Person, body: object, language = 'cpp'): Promise<{ revision: number; savedAt: string }> {
  const answer = await by.call('PUT', path(language), body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as { revision: number; savedAt: string };
}

describe('a draft', () => {
  it('comes back as it was saved, files in their order, with its entry point', async () => {
    const files = [{ name: 'b.py', content: 'print("ä\t😀")\r\n' }, { name: 'a.py', content: '' }];
    const { revision, savedAt } = await saved(owner, { files, entryPoint: 'b.py', revision: 0 }, 'python3');
    expect((await owner.call('GET', path('python3'))).body).toEqual({ language: 'python3', revision, savedAt, files, entryPoint: 'b.py' });
    expect(Math.abs(Date.parse(savedAt) - Date.now())).toBeLessThan(60_000);
  });

  it('is one for each language, and the list tells which there are', async () => {
    const rust = await saved(owner, program('fn main() {}'), 'rust');
    const c = await saved(owner, program('int main(void) {}'), 'c');
    expect((await owner.call('GET', `/api/v1/drafts/${slug}`)).body).toEqual({ items: [{ ...c, language: 'c' }, { ...rust, language: 'rust' }], nextCursor: null });
  });

  it('is its owner’s alone, whoever asks', async () => {
    await saved(owner, program('secret'));
    const admin = await server.person('admin');
    for (const other of [stranger, admin]) {
      expect((await other.call('GET', path())).status).toBe(404);
      expect((await other.call('GET', `/api/v1/drafts/${slug}`)).body).toEqual({ items: [], nextCursor: null });
      expect((await other.call('DELETE', path())).status).toBe(404);
      await saved(other, program('mine'));
    }
    expect((await owner.call('GET', path())).body).toMatchObject({ files: [{ content: 'secret' }] });
    expect((await server.anonymous('GET', path())).status).toBe(401);
  });

  it('of a problem that one may not see is not there', async () => {
    const { slug: hidden } = await createProblem(server.db, { visibility: 'private' });
    for (const [method, body] of [['GET'], ['PUT', program('x')], ['DELETE']] as const) {
      expect((await owner.call(method, path('cpp', hidden), body)).status).toBe(404);
      expect((await owner.call(method, path('cpp', 'no-such-problem'), body)).status).toBe(404);
    }
    expect((await owner.call('GET', `/api/v1/drafts/${hidden}`)).status).toBe(404);
    const instructor = await server.person('instructor');
    expect((await instructor.call('PUT', path('cpp', hidden), program('x'))).status).toBe(200);
  });

  it('is there no more when it is deleted', async () => {
    await saved(owner, program('x'));
    expect((await owner.call('DELETE', path())).status).toBe(204);
    expect((await owner.call('GET', path())).status).toBe(404);
    expect((await owner.call('DELETE', path())).status).toBe(404);
  });
});

describe('saving on what is no longer the newest', () => {
  it('is refused with the newer one’s revision and time, and changes nothing', async () => {
    const first = await saved(owner, program('one'));
    const second = await saved(owner, program('two', first.revision));
    expect(second.revision).toBeGreaterThan(first.revision);
    for (const stale of [first.revision, 0, second.revision + 1]) {
      const answer = await owner.call('PUT', path(), program('three', stale));
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ error: { code: 'conflict', details: [{ path: 'revision', message: String(second.revision) }, { path: 'savedAt', message: second.savedAt }] } });
    }
    expect((await owner.call('GET', path())).body).toMatchObject({ files: [{ content: 'two' }], revision: second.revision });
  });

  it('lets one of many through that save at once', async () => {
    const { revision } = await saved(owner, program('base'));
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => owner.call('PUT', path(), program(`device ${at}`, revision))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect((await owner.call('GET', path())).body).toMatchObject({ files: [{ content: `device ${winner}` }] });
  });

  it('is noticed too where the draft was deleted and begun anew', async () => {
    const { revision } = await saved(owner, program('old'));
    await owner.call('DELETE', path());
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await saved(owner, program('new'));
    expect((await owner.call('PUT', path(), program('from the other device', revision))).status).toBe(409);
  });
});

describe('what a draft may be', () => {
  const refused = async (body: unknown) => {
    const { status, body: answer } = await owner.call('PUT', path(), body);
    return [status, (answer as { error: { code: string; details: { path: string }[] } }).error.details[0]?.path];
  };
  it('is what a submission may be: names, number of files, well-formed text', async () => {
    expect(await refused({ files: [{ name: '../x', content: '' }], revision: 0 })).toEqual([422, 'files.0.name']);
    expect(await refused({ files: [], revision: 0 })).toEqual([422, 'files']);
    expect(await refused({ files: [{ name: 'a', content: '' }, { name: 'a', content: '' }], revision: 0 })).toEqual([422, 'files']);
    expect(await refused(program('a\u0000b'))).toEqual([422, 'files.0.content']);
    expect(await refused({ files: [{ name: 'a', content: '' }] })).toEqual([422, 'revision']);
    expect((await owner.call('PUT', path('whitespace'), program('x'))).status).toBe(404);
  });
  it('is as long as the problem’s code limit, all files together, in bytes', async () => {
    const files = (letters: number) => ({ files: [{ name: 'a.cpp', content: 'é'.repeat(letters) }, { name: 'b.cpp', content: 'é'.repeat(32 * 1024) }], revision: 0 });
    expect((await owner.call('PUT', path(), files(32 * 1024 + 1))).status).toBe(413);
    expect((await owner.call('PUT', path(), files(32 * 1024))).status).toBe(200);
  });
  it('is one mebibyte at most where the problem takes more', async () => {
    const limits = { timeMs: 1000, memoryKib: 1024, outputKib: 1024, codeKib: 4096, compileTimeMs: 1000, compileMemoryKib: 1024, validationTimeMs: 1000, validationMemoryKib: 1024, validationOutputKib: 1024, validationPasses: 2 };
    const large = await createProblem(server.db, { package: { limits } });
    expect((await owner.call('PUT', path('cpp', large.slug), program('x'.repeat(1024 * 1024 + 1)))).status).toBe(413);
    expect((await owner.call('PUT', path('cpp', large.slug), program('x'.repeat(1024 * 1024)))).status).toBe(200);
  });
});

describe('how long drafts are kept', () => {
  it('a year after the last save', async () => {
    await saved(owner, program('old'));
    await saved(owner, program('young'), 'rust');
    await server.db.update(drafts).set({ savedAt: sql`now() - interval '366 days'` }).where(eq(drafts.language, 'cpp'));
    await deleteOldDrafts(server.db);
    expect([(await owner.call('GET', path())).status, (await owner.call('GET', path('rust'))).status]).toEqual([404, 200]);
  });

  it('the newest of an account, as many as are kept', async () => {
    const hoarder = await server.person();
    const { id: problemId } = await createProblem(server.db);
    const rows = Array.from({ length: MOST_DRAFTS }, (_, at) => ({ accountId: hoarder.id, problemId, language: `${uniqueName('l')}-${at}`, files: [], savedAt: new Date(Date.UTC(2026, 0, 1) + at * 1000) }));
    await server.db.insert(drafts).values(rows);
    await saved(hoarder, program('one more'));
    const kept = await server.db.select({ language: drafts.language }).from(drafts).where(eq(drafts.accountId, hoarder.id));
    expect(kept).toHaveLength(MOST_DRAFTS);
    expect(kept.map(({ language }) => language)).toContain('cpp');
    expect(kept.map(({ language }) => language)).not.toContain(rows[0]!.language);
  });
});

it('saving has a limit of its own', async () => {
  const limited = await startTestServer({ rateLimitFactor: 1, logLevel: 'silent' });
  try {
    const student = await limited.person();
    const { slug: of } = await createProblem(limited.db);
    const statuses = await Promise.all(Array.from({ length: 61 }, () => student.call('PUT', path('cpp', of), program('x')).then(({ status }) => status)));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  } finally {
    await limited.close();
  }
});
