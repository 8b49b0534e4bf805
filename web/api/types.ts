import type { z } from 'zod';
import type { ENDPOINTS, EndpointName } from '#contract/endpoints.js';

type Table = typeof ENDPOINTS;
type Input<N extends EndpointName, K extends string> = Table[N] extends Record<K, infer S extends z.ZodType> ? z.input<S> : never;
type Required<K extends string, T> = [T] extends [never] ? unknown : Record<K, T>;
type Loose<K extends string, T> = [T] extends [never] ? unknown : object extends T ? Partial<Record<K, T>> : Record<K, T>;

/** What a call of this endpoint takes: path parameters, query and JSON body, as far as it has them. */
export type Request<N extends EndpointName> = Required<'params', Input<N, 'parameters'>> &
  Loose<'query', Input<N, 'query'>> &
  Loose<'body', Input<N, 'body'>> & { signal?: AbortSignal; /** Sent even if the page goes away meanwhile; 64 KiB at most. */ keepalive?: boolean };

/** What it answers: the inferred JSON; nothing where the answer is empty or a stream. */
export type Answer<N extends EndpointName> = Table[N]['response'] extends z.ZodType ? z.output<Table[N]['response']> : undefined;

/** One item of a listing endpoint. */
export type Item<N extends EndpointName> = Answer<N> extends { items: (infer T)[] } ? T : never;
