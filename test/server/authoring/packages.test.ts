/** What is exported comes in again unchanged: every kind of problem, through the HTTP interface. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/support/root.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { zipOfFolder } from '../problems/zips.js';

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
});
afterAll(() => server.close());

function form(field: string, content: Uint8Array, name = 'problem.zip'): FormData {
  const data = new FormData();
  data.append(field, new Blob([content as Uint8Array<ArrayBuffer>]), name);
  return data;
}

async function bytes(path: string): Promise<Buffer> {
  const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${author.token}` } });
  expect(response.status, await response.clone().text().then((text) => text.slice(0, 500))).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const PROBLEMS = readdirSync(join(ROOT, 'problems'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Packages of other people are installed by a judge, of which there is none here: the package itself is edited again. */
const hasEnvironment = (name: string) => existsSync(join(ROOT, 'problems', name, 'arbiter.yaml'));

async function importAndEdit(slug: string, zip: Uint8Array) {
  const data = form('package', zip, `${slug}.zip`);
  data.append('slug', slug);
  expect((await author.call('POST', '/api/v1/problems', data)).body).toMatchObject({ slug });
  return author.call('POST', `/api/v1/problems/${slug}/authoring`);
}

describe('a package', () => {
  for (const name of PROBLEMS) {
    it(`of ${name} is edited, exported, imported, edited and exported again to the same bytes`, async () => {
      const made = await author.call('POST', '/api/v1/authoring/packages', form('package', zipOfFolder(join(ROOT, 'problems', name)), `${name}.zip`));
      expect(made.body).toMatchObject({ id: expect.any(String) as unknown });
      const first = await bytes(`/api/v1/authoring/${made.body.id}/package`);
      const again = await (hasEnvironment(name) ? author.call('POST', '/api/v1/authoring/packages', form('package', first, `${name}.zip`)) : importAndEdit(name, first));
      expect(again.body).toMatchObject({ id: expect.any(String) as unknown, losses: [] });
      const second = await bytes(`/api/v1/authoring/${again.body.id}/package`);
      expect(second.equals(first)).toBe(true);
      const whole = await author.call('GET', `/api/v1/authoring/${again.body.id}`);
      expect((whole.body.checks as { state: string }[]).filter(({ state }) => state === 'fault')).toEqual([]);
    });
  }
});
