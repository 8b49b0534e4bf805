/** A client of Arbiter's own API: the calls of contract/endpoints.ts, with answers checked against it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { ENDPOINTS, type Endpoint, type EndpointName } from '#contract/endpoints.js';
import { errorBodySchema, type ErrorBody } from '#contract/errors.js';

type ResponseOf<Name extends EndpointName> = (typeof ENDPOINTS)[Name]['response'] extends infer Schema ? (Schema extends z.ZodType ? z.output<Schema> : undefined) : never;

export interface CallInput {
  parameters?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** A file and text fields, in place of a body. */
  upload?: { field: string; name: string; bytes: Uint8Array<ArrayBuffer>; fields: Record<string, string> };
}

/** The server said no. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly error: ErrorBody['error'] | undefined;

  constructor(call: string, status: number, text: string) {
    const body = errorBodySchema.safeParse(parseJson(text));
    const details = body.data?.error.details?.map(({ path, message }) => `\n  ${path}: ${message}`).join('') ?? '';
    super(`${call}: ${status} ${body.data ? `${body.data.error.code}: ${body.data.error.message}${details}` : text.slice(0, 300)}`);
    this.status = status;
    this.error = body.data?.error;
  }
}

export class Api {
  readonly url: string;
  readonly #headers: Record<string, string>;

  /** @param credential a token, or the session cookie as the server set it */
  constructor(url: string, credential?: { token: string } | { cookie: string }) {
    this.url = url.replace(/\/$/, '');
    this.#headers = credential === undefined ? {} : 'token' in credential ? { authorization: `Bearer ${credential.token}` } : { cookie: credential.cookie };
  }

  /** @throws ApiRefusal */
  async call<Name extends EndpointName>(name: Name, input: CallInput = {}): Promise<ResponseOf<Name>> {
    const endpoint: Endpoint = ENDPOINTS[name];
    const text = await (await this.#send(name, input)).text();
    if (endpoint.response === null || typeof endpoint.response === 'string') return undefined as ResponseOf<Name>;
    return endpoint.response.parse(parseJson(text)) as ResponseOf<Name>;
  }

  /** For answers that are files. @throws ApiRefusal */
  async download(name: EndpointName, input: CallInput = {}): Promise<Buffer> {
    return Buffer.from(await (await this.#send(name, input)).arrayBuffer());
  }

  /** Whether there is something: false where the answer is 404. @throws ApiRefusal */
  async knows(name: EndpointName, input: CallInput): Promise<boolean> {
    return this.#send(name, input).then(
      () => true,
      (error: unknown) => (error instanceof ApiRefusal && error.status === 404 ? false : Promise.reject(error instanceof Error ? error : new Error(String(error)))),
    );
  }

  async #send(name: EndpointName, { parameters = {}, query = {}, body, upload }: CallInput): Promise<Response> {
    const endpoint: Endpoint = ENDPOINTS[name];
    const form = upload && formOf(upload);
    const path = endpoint.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(parameters[key] ?? ''));
    const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
    const response = await fetch(`${this.url}${path}${search ? `?${search}` : ''}`, {
      method: endpoint.method.toUpperCase(),
      headers: { ...this.#headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(form ? { body: form } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new ApiRefusal(name, response.status, await response.text());
    return response;
  }

  /** Signs in and trades the session for a token, which is exempt from rate limits for staff. */
  static async signIn(url: string, username: string, password: string, tokenName: string): Promise<Api> {
    return new Api(url, { token: await Api.tokenBySignIn(url, username, password, tokenName) });
  }

  static async tokenBySignIn(url: string, username: string, password: string, tokenName: string): Promise<string> {
    const response = await fetch(`${url}${ENDPOINTS.signIn.path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) });
    if (!response.ok) throw new ApiRefusal('signIn', response.status, await response.text());
    const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    return (await new Api(url, { cookie }).call('createToken', { body: { name: tokenName } })).token;
  }

  /** Asks again until the answer is as wanted. @throws Error after `withinMs` */
  async until<T>(ask: (api: Api) => Promise<T>, wanted: (value: T) => boolean, { everyMs, withinMs }: { everyMs: number; withinMs: number }): Promise<T> {
    const giveUp = Date.now() + withinMs;
    for (;;) {
      const value = await ask(this);
      if (wanted(value)) return value;
      if (Date.now() > giveUp) throw new Error(`Still not there after ${withinMs / 1000} s: ${JSON.stringify(value).slice(0, 500)}`);
      await sleep(everyMs);
    }
  }
}

function formOf({ field, name, bytes, fields }: NonNullable<CallInput['upload']>): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set(field, new Blob([bytes]), name);
  return form;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
