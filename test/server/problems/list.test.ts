import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { createProblem, uniqueName } from '#test/support/world.js';

let server: TestServer;
let student: Person;
let author: Person;
let staff: Person;
const PATH = '/api/v1/problem-list';
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent' });
  [student, author, staff] = await Promise.all([server.person(), server.person(), server.person('instructor')]);
});
afterAll(() => server.close());

interface Item {
  slug: string;
  tags: string[];
  status?: string;
}
const list = async (client: Client): Promise<Item[]> => ((await client('GET', PATH)).body as { items: Item[] }).items;
const slugs = async (client: Client) => (await list(client)).map(({ slug }) => slug);

describe('the whole problem list', () => {
  it('has of each viewer what they may see: public ones, their own, and for staff all', async () => {
    const open = (await createProblem(server.db)).slug;
    const secret = (await createProblem(server.db, { visibility: 'private', ownerId: author.id, slug: uniqueName('secret') })).slug;
    for (const viewer of [server.anonymous, student.call]) {
      const answer = await viewer('GET', PATH);
      expect(JSON.stringify(answer.body)).not.toContain(secret);
      expect(JSON.stringify(answer.body)).toContain(open);
    }
    for (const viewer of [author.call, staff.call]) expect(await slugs(viewer)).toEqual(expect.arrayContaining([open, secret]));
    // What becomes private is gone at once.
    await server.db.execute(sql`update problems set visibility = 'private' where slug = ${open}`);
    expect(await slugs(student.call)).not.toContain(open);
  });

  it('tells everybody their own status, and nobody of none', async () => {
    const problem = await createProblem(server.db);
    await server.db.execute(sql`insert into problem_results (account_id, problem_id, tries, solved_at) values (${student.id}, ${problem.id}, 2, now())`);
    const of = async (client: Client) => (await list(client)).find(({ slug }) => slug === problem.slug);
    expect((await of(student.call))!.status).toBe('solved');
    expect((await of(staff.call))!.status).toBe('untried');
    expect(await of(server.anonymous)).not.toHaveProperty('status');
  });

  it('keeps tags whatever is in them', async () => {
    const problem = await createProblem(server.db);
    const tags = ['a,b', '100 %', '"quoted"', 'ключ'];
    await server.db.execute(sql`update problems set tags = ${sql.param(tags)} where id = ${problem.id}`);
    expect((await list(server.anonymous)).find(({ slug }) => slug === problem.slug)!.tags).toEqual(tags);
  });

  it('is packed, and is not sent to who has the same already', async () => {
    const first = await raw({ 'accept-encoding': 'gzip' });
    expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'private, no-cache' });
    expect(first.headers['vary']).toMatch(/Cookie/);
    expect(JSON.parse(gunzipSync(first.body).toString())).toEqual({ items: await list(server.anonymous) });
    const etag = first.headers['etag']!;
    expect((await raw({ 'if-none-match': etag })).status).toBe(304);
    expect((await raw({ 'accept-encoding': 'identity' })).headers['content-encoding']).toBeUndefined();
    await createProblem(server.db);
    expect((await raw({ 'if-none-match': etag })).status).toBe(200);
    // Somebody else's is another answer, even where the same is in it.
    expect((await raw({ 'if-none-match': etag, authorization: `Bearer ${student.token}` })).status).toBe(200);
  });
});

/** fetch unpacks by itself. */
function raw(headers: Record<string, string>): Promise<{ status: number; headers: Record<string, string | undefined>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(server.url + PATH, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers as Record<string, string | undefined>, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}
