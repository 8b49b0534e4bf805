/** OpenAPI 3.1, generated from the table of endpoints: the two cannot differ. */
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ENDPOINTS, type Endpoint, type EndpointName } from '#contract/endpoints.js';
import { ERROR_STATUS, errorBodySchema, type ErrorCode } from '#contract/errors.js';
import { SESSION_COOKIE } from '../accounts/authenticate.js';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

// Named by its metadata: the library's own `openapi` method is only on schemas made after it was installed, and ours are older.
const error = errorBodySchema.meta({ id: 'Error' });

/** Made once: it takes some 20 ms, and anybody may ask for it. */
let made: OpenApiDocument | undefined;

/** `url` is where the API is reached. */
export function openApiDocument(url: string): OpenApiDocument {
  made ??= generate();
  return { ...made, servers: [{ url }] };
}

function generate(): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Set by POST /api/v1/session, for browsers' });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', description: 'Made by POST /api/v1/tokens, for programs' });
  for (const [name, endpoint] of Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]) registry.registerPath(pathOf(name, endpoint));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Arbiter',
      version: '1',
      description:
        'JSON in and out; times in RFC 3339, UTC; durations and sizes with their unit in the name. Errors have a code from a closed list. Lists are read page by page, by cursor and limit. Writes that say so may be sent again with the same Idempotency-Key. Live events: Socket.IO on the same origin.',
    },
  });
}

function pathOf(name: EndpointName, endpoint: Endpoint): RouteConfig {
  const { method, path, who, summary, parameters, query, status } = endpoint;
  return {
    method,
    path,
    operationId: name,
    summary,
    description: `Who may: ${who}.`,
    tags: [tagOf(path)],
    security: who === 'anyone' ? [{}, { session: [] }, { token: [] }] : [{ session: [] }, { token: [] }],
    request: {
      ...(parameters ? { params: parameters } : {}),
      ...(query ? { query } : {}),
      ...(endpoint.idempotent ? { headers: z.object({ 'Idempotency-Key': z.string().max(200).optional() }) } : {}),
      ...bodyOf(endpoint),
    },
    responses: { [status]: answerOf(endpoint), ...errorsOf(name, endpoint) },
  };
}

function bodyOf({ body, upload }: Endpoint): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  if (upload !== undefined) {
    const file = z.string().meta({ format: 'binary' });
    return { body: { required: true, content: { 'multipart/form-data': { schema: (body ?? z.object({})).extend({ [upload]: file }) } } } };
  }
  return body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {};
}

function answerOf({ response, summary }: Endpoint): RouteConfig['responses'][string] {
  if (response === null) return { description: summary };
  if (typeof response === 'string') return { description: summary, content: { [response]: { schema: z.string() } } };
  return { description: summary, content: { 'application/json': { schema: response } } };
}

/** The feature: what follows the version in the path. */
function tagOf(path: string): string {
  const [, feature = ''] = /^\/api\/v1\/([a-z-]+)(?:\/|$)/.exec(path) ?? [];
  return feature === '' ? 'description' : feature;
}

/** What a call refuses besides what its shape tells. */
const OWN_ERRORS: Partial<Record<EndpointName, readonly ErrorCode[]>> = {
  createAccount: ['forbidden'],
  signIn: ['wrong-credentials'],
  createSubmission: ['not-found'],
  deleteProblem: ['conflict'],
};

/** By status, with the codes that it may have. */
function errorsOf(name: EndpointName, endpoint: Endpoint): RouteConfig['responses'] {
  // A token that is not valid is refused by every call, also where none is needed.
  const codes: ErrorCode[] = ['not-signed-in', 'rate-limited', 'internal', 'unavailable'];
  if (endpoint.who !== 'anyone') codes.push('forbidden');
  if (endpoint.method !== 'get') codes.push('csrf-failed');
  if (endpoint.parameters) codes.push('not-found');
  if (endpoint.query) codes.push('validation-failed');
  if (endpoint.body || endpoint.upload) codes.push('bad-request', 'validation-failed', 'too-large', 'conflict');
  else if (endpoint.idempotent) codes.push('bad-request', 'conflict');
  if (endpoint.upload) codes.push('package-rejected');
  codes.push(...(OWN_ERRORS[name] ?? []));
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  const answer = (status: number) => ({ description: [...new Set(codes)].filter((code) => ERROR_STATUS[code] === status).join(', '), content: { 'application/json': { schema: error } } });
  return Object.fromEntries(statuses.map((status) => [status, answer(status)]));
}
