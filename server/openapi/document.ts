/** OpenAPI 3.1, generated from the table of endpoints: the two cannot differ. */
import { OpenAPIRegistry, OpenApiGeneratorV31, extendZodWithOpenApi, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ENDPOINTS, type Endpoint } from '#contract/endpoints.js';
import { ERROR_STATUS, errorBodySchema, type ErrorCode } from '#contract/errors.js';

extendZodWithOpenApi(z);

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** `url` is where the API is reached. */
export function openApiDocument(url: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'arbiter_session', description: 'Set by POST /api/v1/session, for browsers' });
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', description: 'Made by POST /api/v1/tokens, for programs' });
  const error = registry.register('Error', errorBodySchema);
  for (const [name, endpoint] of Object.entries(ENDPOINTS) as [string, Endpoint][]) registry.registerPath(pathOf(name, endpoint, error));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Arbiter',
      version: '1',
      description:
        'JSON in and out; times in RFC 3339, UTC; durations and sizes with their unit in the name. Errors have a code from a closed list. Lists are read page by page: `?cursor=&limit=`. Writes that say so may be sent again with the same `Idempotency-Key`. Live events: Socket.IO on the same origin.',
    },
    servers: [{ url }],
  });
}

function pathOf(name: string, endpoint: Endpoint, error: z.ZodType): RouteConfig {
  const { method, path, who, summary, parameters, query, status } = endpoint;
  return {
    method,
    path,
    operationId: name,
    summary,
    description: `Who may: ${who}.`,
    tags: [path.split('/')[3] ?? 'api'],
    security: who === 'anyone' ? [{}, { session: [] }, { token: [] }] : [{ session: [] }, { token: [] }],
    request: {
      ...(parameters ? { params: parameters } : {}),
      ...(query ? { query } : {}),
      ...(endpoint.idempotent ? { headers: z.object({ 'Idempotency-Key': z.string().max(200).optional() }) } : {}),
      ...bodyOf(endpoint),
    },
    responses: { [status]: answerOf(endpoint), ...errorsOf(endpoint, error) },
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

function errorsOf(endpoint: Endpoint, error: z.ZodType): RouteConfig['responses'] {
  const codes: ErrorCode[] = ['rate-limited', 'internal', 'unavailable'];
  if (endpoint.who !== 'anyone') codes.push('not-signed-in', 'forbidden');
  if (endpoint.parameters) codes.push('not-found');
  if (endpoint.body || endpoint.query || endpoint.upload) codes.push('bad-request', 'validation-failed');
  if (endpoint.body || endpoint.upload) codes.push('too-large', 'conflict');
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  const answer = (status: number) => ({ description: codes.filter((code) => ERROR_STATUS[code] === status).join(', '), content: { 'application/json': { schema: error } } });
  return Object.fromEntries(statuses.map((status) => [status, answer(status)]));
}
