/**
 * Every answer that people who are no staff can get by asking, for the whole table of endpoints: what they get now is compared with what
 * they got before. An endpoint that asks for something that is not known here fails until somebody has said what to ask for.
 */
import { ENDPOINTS, type Endpoint, type EndpointName } from '#contract/endpoints.js';
import type { Client } from '#test/support/server.js';

/** What can be asked about. */
export interface Askable {
  contest: string;
  /** Slugs. */
  problems: string[];
  usernames: string[];
  submissions: string[];
  /** Tokens of the links to them that their authors have handed around, by submission. */
  links: ReadonlyMap<string, string>;
  participants: string[];
  /** Hashes of files of statements. */
  files: string[];
}

export interface Observation {
  status: number;
  body: unknown;
  /** Empty where something of the answer is left out of the comparison. */
  headers: Record<string, string | null>;
}

/** What a parameter of a path may be; by the beginning of the path where one name means several things. */
const PARAMETERS: Record<string, (of: Askable) => string[]> = {
  '/api/v1/contests {slug}': ({ contest }) => [contest],
  '/api/v1/problems {slug}': ({ problems }) => problems,
  '/api/v1/drafts {slug}': ({ problems }) => problems,
  '/api/v1/submissions {id}': ({ submissions }) => submissions,
  '/api/v1/contests {id}': ({ submissions }) => submissions.slice(0, 1),
  '/api/v1/runs {id}': ({ submissions }) => submissions.slice(0, 1),
  '{format}': () => ['csv', 'json', 'tsv', 'html'],
  '{language}': () => ['cpp'],
  '{username}': ({ usernames }) => usernames,
  '{participant}': ({ participants }) => participants,
  '{hash}': ({ files }) => files,
};

/** What is asked for beside the bare path. */
const QUERIES: Partial<Record<EndpointName, (of: Askable, path: string) => string[]>> = {
  getSubmission: ({ links }, path) => ['', ...[...links].flatMap(([id, token]) => (path.endsWith(id) ? [`?share=${token}`] : []))],
  getScoreboard: () => ['', '?public=true'],
  listSubmissions: ({ contest, problems, usernames }) => ['', `?contest=${contest}`, `?contest=${contest}&verdict=accepted`, ...problems.map((slug) => `?problem=${slug}&state=finished`), ...usernames.map((name) => `?user=${name}`)],
  listProblems: ({ problems }) => ['', ...problems.map((slug) => `?search=${slug}`)],
};

/** Endpoints that say nothing of contests, whatever is asked: the description of the interface, and what belongs to the caller's account. */
const ELSEWHERE: ReadonlySet<EndpointName> = new Set<EndpointName>(['getOpenApi', 'getDocs', 'listTokens']);

/** Paths of all questions, by endpoint. @throws Error that names what is not known here */
export function questionsOf(of: Askable): string[] {
  const unknownParameters: string[] = [];
  const questions = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).flatMap(([name, { method, path, who }]) => {
    if (method !== 'get' || who === 'instructor' || who === 'admin' || ELSEWHERE.has(name)) return [];
    let paths = [path];
    for (const [parameter] of path.matchAll(/\{\w+\}/g)) {
      const values = PARAMETERS[`${path.split('/').slice(0, 4).join('/')} ${parameter}`] ?? PARAMETERS[parameter];
      if (values === undefined) unknownParameters.push(`${name}: ${parameter} of ${path}`);
      paths = paths.flatMap((each) => (values?.(of) ?? []).map((value) => each.replace(parameter, value)));
    }
    return paths.flatMap((each) => (QUERIES[name]?.(of, each) ?? ['']).map((query) => each + query));
  });
  if (unknownParameters.length > 0) throw new Error(`Say in public-answers.ts what to ask for, so that it is proved not to leak: ${unknownParameters.join('; ')}`);
  return questions;
}

/** Everything that these callers are answered, by caller and path. */
export async function observe(callers: Record<string, Client>, of: Askable): Promise<Map<string, Observation>> {
  const seen = new Map<string, Observation>();
  for (const path of questionsOf(of)) {
    for (const [name, call] of Object.entries(callers)) {
      const { status, body, headers } = await call('GET', path);
      const [compared, isWhole] = comparable(path, body);
      seen.set(`${name} GET ${path}`, { status, body: compared, headers: isWhole ? { etag: headers.get('etag'), length: headers.get('content-length') } : {} });
    }
  }
  return seen;
}

/** Without what tells how much work judges have, which everybody may know. False: something was left out. */
function comparable(path: string, body: unknown): [body: unknown, isWhole: boolean] {
  // Each server has a port of its own, which some files name; where a line folds hangs on it.
  if (typeof body === 'string') return [body.replaceAll(/\r\n /g, '').replaceAll(/127\.0\.0\.1:\d+/g, 'here'), !body.includes('127.0.0')];
  if (typeof body !== 'object' || body === null) return [body, true];
  if (path === '/api/v1/status') {
    const { queue: _queue, lastHour, judges, complaints: _complaints, ...rest } = body as { queue: unknown; complaints: unknown; lastHour: Record<string, unknown>; judges: Record<string, unknown>[] };
    const { finished: _finished, perFiveMinutes: _perFiveMinutes, ...means } = lastHour;
    return [{ ...rest, means, judges: judges.map(({ busy: _busy, startedAt: _startedAt, lastSeenAt: _lastSeenAt, finishedLastHour: _finishedLastHour, ...judge }) => judge) }, false];
  }
  return [body, true];
}

/** As the public may see it differ when there are more submissions whose verdicts it does not see: tries that wait, and how many have tried. */
export function withoutPending(seen: Map<string, Observation>): Map<string, Observation> {
  // Files of standings have the tries in their text.
  const told = [...seen].filter(([key]) => !key.includes('/scoreboard.'));
  return new Map(told.map(([key, { status, body }]) => [key, { status, body: JSON.parse(JSON.stringify(body ?? null), (name, value: unknown) => (['pending', 'triedBy', 'seq'].includes(name) ? undefined : value)) as unknown, headers: {} }]));
}
