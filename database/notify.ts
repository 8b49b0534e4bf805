/**
 * LISTEN and NOTIFY, typed by contract/live.ts. A notification is a hint: it can be lost while a listener reconnects,
 * so `onReconnect` tells it to look at the present state again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Client, escapeIdentifier } from 'pg';
import { notificationSchemas, type Notification, type NotificationChannel } from '#contract/live.js';
import type { Querier } from './connect.js';

/** PostgreSQL's limit is 8,000 bytes with the terminating zero. */
const MAX_PAYLOAD_BYTES = 7_999;

/** Within a transaction, delivered when it commits; equal ones of one transaction are delivered once. */
export async function notify<C extends NotificationChannel>(db: Querier, channel: C, payload: Notification<C>): Promise<void> {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) throw new Error(`A notification on ${channel} has ${Buffer.byteLength(text)} bytes, more than PostgreSQL carries`);
  await db.execute(sql`select pg_notify(${channel}, ${text})`);
}

/** Many at once; otherwise as `notify`. */
export async function notifyEach<C extends NotificationChannel>(db: Querier, channel: C, payloads: readonly Notification<C>[]): Promise<void> {
  const texts = payloads.map((payload) => JSON.stringify(payload));
  await db.execute(sql`select pg_notify(${channel}, text) from unnest(${sql.param(texts)}::text[]) text`);
}

export type Handlers = { [C in NotificationChannel]?: (payload: Notification<C>) => void };

export interface ListenOptions {
  applicationName?: string;
  /** The connection was lost and is back: notifications after `since`, when something was heard of the database last, may be lost. */
  onReconnect?: (since: Date) => void;
  log?: (message: string, error: unknown) => void;
}

export interface Listener {
  close: () => Promise<void>;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
/** A peer that vanished without a word is found out by asking. */
const PING_INTERVAL_MS = 15_000;

/** Listens on a connection of its own until closed. Resolves once it listens; throws if the first connection fails. */
export async function listen(url: string, handlers: Handlers, options: ListenOptions = {}): Promise<Listener> {
  const log = options.log ?? ((message, error) => console.error(message, error));
  let closed = false;
  let heardAt = new Date();
  let client = await open();

  async function open(): Promise<Client> {
    const opened = new Client({
      connectionString: url, application_name: options.applicationName ?? 'arbiter-listener', keepAlive: true, connectionTimeoutMillis: 10_000, query_timeout: 10_000,
    });
    let lost = false;
    const onLost = (error?: Error) => {
      if (lost) return;
      lost = true;
      clearInterval(ping);
      if (!closed && opened === client) void reconnect(error);
    };
    const ping = setInterval(() => void opened.query('select').then(() => (heardAt = new Date()), () => void opened.end().catch(() => undefined)), PING_INTERVAL_MS);
    ping.unref();
    opened.on('error', onLost);
    opened.on('end', () => onLost());
    opened.on('notification', ({ channel, payload }) => {
      heardAt = new Date();
      deliver(channel, payload);
    });
    try {
      await opened.connect();
      for (const channel of Object.keys(handlers)) await opened.query(`listen ${escapeIdentifier(channel)}`);
    } catch (error) {
      lost = true;
      clearInterval(ping);
      await opened.end().catch(() => undefined);
      throw error;
    }
    return opened;
  }

  async function reconnect(error: Error | undefined): Promise<void> {
    log('The listening connection was lost, connecting again:', error?.message);
    const since = heardAt;
    for (let delay = FIRST_DELAY_MS; !closed; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await sleep(delay);
      if (closed) return;
      try {
        const opened = await open();
        client = opened;
      } catch {
        continue;
      }
      if (closed) await client.end();
      else {
        heardAt = new Date();
        options.onReconnect?.(since);
      }
      return;
    }
  }

  function deliver(channel: string, payload: string | undefined): void {
    try {
      deliverTo(handlers, channel as NotificationChannel, JSON.parse(payload ?? ''));
    } catch (error) {
      log(`Ignoring a notification on ${channel}:`, error);
    }
  }

  return {
    close: async () => {
      closed = true;
      await client.end().catch(() => undefined);
    },
  };
}

function deliverTo<C extends NotificationChannel>(handlers: Handlers, channel: C, payload: unknown): void {
  handlers[channel]?.(notificationSchemas[channel].parse(payload) as Notification<C>);
}
