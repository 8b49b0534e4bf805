/**
 * The only door to the HTTP API. `call('createSubmission', { body })` is typed by the contract's table of endpoints.
 */
import { ROUTES } from 'virtual:routes';
import type { EndpointName } from '#contract/endpoints.js';
import { failureOf, noAnswer } from './failure.js';
import type { Answer, Request } from './types.js';

interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/** Keys of writes that got no answer. Whoever presses the button again sends the same key: what had arrived after all is not done twice. */
const unanswered = new Map<string, string>();

/** Makes one call. Throws a Failure for everything that is not a success, but an AbortError where the signal said stop. */
export async function call<N extends EndpointName>(name: N, ...[request]: object extends Request<N> ? [Request<N>?] : [Request<N>]): Promise<Answer<N>> {
  const { method, idempotent } = ROUTES[name];
  const { params, query, body, signal, keepalive }: Parts = request ?? {};
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const address = addressOf(name, params, query);
  const content = body === undefined ? null : JSON.stringify(body);
  const same = `${method} ${address} ${content}`;
  if (idempotent) headers['Idempotency-Key'] = unanswered.get(same) ?? randomKey();
  const init: RequestInit = { method, headers, credentials: 'same-origin', ...(content === null ? {} : { body: content }), ...(signal ? { signal } : {}), ...(keepalive ? { keepalive } : {}) };

  let response: Response;
  let text: string;
  try {
    response = await send(address, init, idempotent ? 2 : 0);
    text = response.status === 204 ? '' : await response.text().catch(() => Promise.reject(noAnswer()));
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (idempotent) unanswered.set(same, headers['Idempotency-Key'] ?? '');
    throw error;
  }
  unanswered.delete(same);
  if (!response.ok) throw await failureOf(response.status, text);
  if (text === '') return undefined as Answer<N>;
  try {
    return JSON.parse(text) as Answer<N>;
  } catch {
    throw await failureOf(response.status, text);
  }
}

/** Path of an endpoint with its parameters and query filled in; empty and absent values of the query are left out. */
export function addressOf(name: EndpointName, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const path = ROUTES[name].path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(key, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

/** A fresh Idempotency-Key. `crypto.randomUUID` is missing on plain http, so it is made from random bytes. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends; where a write may be repeated (its key is the same), a lost answer is asked for again. */
async function send(address: string, init: RequestInit, retries: number): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(address, init);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      if (attempt >= retries) throw noAnswer();
      await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt));
    }
  }
}
