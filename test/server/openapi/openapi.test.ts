import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS, type Endpoint } from '#contract/endpoints.js';
import { ERROR_STATUS } from '#contract/errors.js';
import { sourceNameSchema } from '#contract/submission.js';
import { startTestServer, type TestServer } from '#test/support/server.js';

interface Media { schema: { type?: string; $ref?: string; properties?: Record<string, unknown>; required?: string[] } }
interface Operation {
  operationId: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
interface Document { openapi: string; servers: { url: string }[]; paths: Record<string, Record<string, Operation>>; components: { schemas: object; securitySchemes: Record<string, { type: string; scheme?: string; name?: string }> } }

let server: TestServer;
let document: Document;
const entries = Object.entries(ENDPOINTS) as [string, Endpoint][];
const operation = (name: keyof typeof ENDPOINTS): Operation => document.paths[ENDPOINTS[name].path]![ENDPOINTS[name].method]!;

beforeAll(async () => {
  server = await startTestServer();
  const answer = await server.anonymous('GET', '/api/v1/openapi.json');
  expect(answer.status).toBe(200);
  document = answer.body as Document;
});
afterAll(() => server.close());

describe('GET /api/v1/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(document as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is refused by the validator once it is broken', async () => {
    const result = await new Validator().validate({ ...structuredClone(document), paths: { '/x': { get: { responses: 7 } } } } as unknown as Record<string, unknown>);
    expect(result.valid).toBe(false);
  });

  it.each(entries)('has %s with its answer and its errors', (name, { method, path, status, response, parameters }) => {
    const found = document.paths[path]?.[method];
    expect(found?.operationId).toBe(name);
    const answer = found!.responses[status];
    const type = response === null ? [] : [typeof response === 'string' ? response : 'application/json'];
    expect(Object.keys(answer?.content ?? {})).toEqual(type);
    const pathParameters = (found!.parameters ?? []).filter((each) => each.in === 'path');
    expect(pathParameters.map((each) => each.name).sort()).toEqual(Object.keys(parameters?.shape ?? {}).sort());
    expect(pathParameters.every((each) => each.required)).toBe(true);
    for (const [code, { description, content }] of Object.entries(found!.responses).filter(([each]) => Number(each) >= 400)) {
      for (const each of description.split(', ')) expect(ERROR_STATUS[each as keyof typeof ERROR_STATUS]).toBe(Number(code));
      expect(content?.['application/json']?.schema.$ref).toBe('#/components/schemas/Error');
    }
  });

  it.each([
    ['getStatus', ['internal', 'not-signed-in', 'rate-limited', 'unavailable']],
    ['signIn', ['bad-request', 'conflict', 'csrf-failed', 'internal', 'not-signed-in', 'rate-limited', 'too-large', 'unavailable', 'validation-failed', 'wrong-credentials']],
    ['listSubmissions', ['forbidden', 'internal', 'not-signed-in', 'rate-limited', 'unavailable', 'validation-failed']],
    ['createSubmission', ['bad-request', 'conflict', 'csrf-failed', 'forbidden', 'internal', 'not-found', 'not-signed-in', 'rate-limited', 'too-large', 'unavailable', 'validation-failed']],
    ['deleteProblem', ['conflict', 'csrf-failed', 'forbidden', 'internal', 'not-found', 'not-signed-in', 'rate-limited', 'unavailable']],
    ['createVerification', ['bad-request', 'conflict', 'csrf-failed', 'forbidden', 'internal', 'not-found', 'not-signed-in', 'rate-limited', 'too-large', 'unavailable', 'validation-failed']],
    ['putPackage', ['bad-request', 'conflict', 'csrf-failed', 'forbidden', 'internal', 'not-found', 'not-signed-in', 'package-rejected', 'rate-limited', 'too-large', 'unavailable', 'validation-failed']],
  ] as const)('tells with which codes %s refuses', (name, codes) => {
    const refusals = Object.entries(operation(name).responses).filter(([status]) => Number(status) >= 400);
    expect(refusals.flatMap(([, { description }]) => description.split(', ')).sort()).toEqual(codes);
  });

  it('has nothing besides the table', () => {
    const described = Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    expect(described.sort()).toEqual(entries.map(([, { method, path }]) => `${method} ${path}`).sort());
  });

  it('knows the cookie and the token, and which calls need one', () => {
    expect(document.components.securitySchemes['session']).toMatchObject({ type: 'apiKey', name: 'arbiter_session' });
    expect(document.components.securitySchemes['token']).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(operation('createSubmission').security).toEqual([{ session: [] }, { token: [] }]);
    expect(operation('listProblems').security).toContainEqual({});
  });

  it('describes an upload as a form with a file', () => {
    const form = operation('importProblem').requestBody!.content['multipart/form-data']!.schema;
    expect(form.properties!['package']).toEqual({ type: 'string', format: 'binary' });
    expect(form.required).toContain('package');
    expect(Object.keys(form.properties!)).toEqual(expect.arrayContaining(['slug', 'visibility']));
  });

  it('gives patterns that mean what the server checks', () => {
    const body = operation('createSubmission').requestBody!.content['application/json']!.schema;
    const files = body.properties!['files'] as { items: { properties: { name: { pattern: string } } } };
    const pattern = new RegExp(files.items.properties.name.pattern);
    for (const name of ['main.cpp', 'a/b', 'a\nb']) expect(pattern.test(name)).toBe(sourceNameSchema.safeParse(name).success);
  });

  it('names the address it was asked at, and the public one where there is one', async () => {
    expect(document.servers).toEqual([{ url: server.url }]);
    const published = await startTestServer({ publicUrl: 'https://judge.example.org' });
    try {
      const answer = await published.anonymous('GET', '/api/v1/openapi.json');
      expect((answer.body as Document).servers).toEqual([{ url: 'https://judge.example.org' }]);
    } finally {
      await published.close();
    }
  });
});

describe('GET /api/docs', () => {
  let page: string;
  beforeAll(async () => {
    const answer = await server.anonymous('GET', '/api/docs');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    page = answer.body as string;
  });

  it('shows every call once, under its feature', () => {
    for (const [name, { method, path }] of entries) {
      expect(page.split(`<article id="${name}"`)).toHaveLength(2);
      expect(page).toContain(`<h3><span>${method.toUpperCase()}</span> <code>${path}</code></h3>`);
    }
    for (const tag of new Set(entries.map(([name]) => operation(name as keyof typeof ENDPOINTS).tags[0]!))) {
      expect(page).toContain(`<section id="${tag}">`);
      expect(page).toContain(`<a href="#${tag}">`);
    }
  });

  it('has no script, no foreign file and no handler, in light and dark', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|javascript:|url\(|https?:\/\//i);
    expect(page).toContain('color-scheme: light dark');
  });

  it('is a page that can be read without eyes', () => {
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).not.toMatch(/<th><\/th>/);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
