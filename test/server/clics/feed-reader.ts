/** Reads an event feed as other software does: line by line, with the token that it saw last. */
import { clicsEventSchema, type ClicsEvent } from '#contract/clics.js';

export interface FeedReader {
  status: number;
  events: (Omit<ClicsEvent, 'token'> & { token?: string })[];
  token: () => string | undefined;
  /** What is there now: by type and id; null ids by type alone. */
  state: () => Map<string, unknown>;
  close: () => void;
}

export async function readFeed(url: string, headers: Record<string, string> = {}): Promise<FeedReader> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const events: FeedReader['events'] = [];
  const lineSchema = clicsEventSchema.partial({ token: true });
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') events.push(lineSchema.parse(JSON.parse(line)) as FeedReader['events'][number]);
    }
  };
  const done = response.status === 200 ? read().catch((error: unknown) => (abort.signal.aborted ? undefined : Promise.reject(error as Error))) : response.body?.cancel();
  return {
    status: response.status,
    events,
    token: () => events.findLast(({ token }) => token !== undefined)?.token,
    state: () => stateAfter(events),
    close: () => {
      abort.abort();
      void done;
    },
  };
}

export function stateAfter(events: FeedReader['events']): Map<string, unknown> {
  const state = new Map<string, unknown>();
  for (const { type, id, data } of events) {
    if (id !== null) {
      if (data === null) state.delete(`${type} ${id}`);
      else state.set(`${type} ${id}`, data);
    } else if (Array.isArray(data)) {
      for (const key of [...state.keys()]) if (key.startsWith(`${type} `)) state.delete(key);
      for (const item of data) state.set(`${type} ${String(item['id'])}`, item);
    } else {
      state.set(type, data);
    }
  }
  return state;
}
