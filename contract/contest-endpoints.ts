/** What contests have besides themselves: a way out of them, a system test, addresses that may be submitted from, virtual runs, ratings. Spread into the table of endpoints.ts. */
import { z } from 'zod';
import { contestNetworksSchema, participantAddressSchema, participantSchema, systemTestSchema, virtualRunSchema } from './contest.js';
import { replaySchema } from './scoreboard.js';
import type { Endpoint } from './endpoints.js';
import { listedRatingSchema } from './rating.js';

const slug = z.object({ slug: z.string().min(1).max(64) });
const id = z.object({ id: z.uuid() });

export const CONTEST_EXTRA_ENDPOINTS = {
  withdrawFromContest: {
    method: 'delete', path: '/api/v1/contests/{slug}/registration', who: 'signed-in', parameters: slug, status: 204, response: null,
    summary: "Take back the caller's own registration, before the contest or their own time in it begins; of a team with others in it they leave, and it stays",
  },
  startSystemTest: { method: 'post', path: '/api/v1/contests/{slug}/system-test', who: 'instructor', summary: 'After the end, judge on all tests in the background what the pretests have let pass; the standings move when that is applied', parameters: slug, status: 201, response: systemTestSchema, idempotent: true },
  changeParticipantAddress: { method: 'put', path: '/api/v1/contests/{slug}/registrations/{id}/address', who: 'instructor', summary: 'Say where a participant may submit from, or release the address that they are bound to', parameters: slug.extend(id.shape), body: participantAddressSchema, status: 200, response: participantSchema },
  importNetworks: {
    method: 'put', path: '/api/v1/contests/{slug}/networks', who: 'instructor', summary: 'Say of many participants where they may submit from, all or nothing', parameters: slug, body: contestNetworksSchema,
    status: 200, response: z.object({ changed: z.number().int() }),
  },
  startVirtualRun: { method: 'post', path: '/api/v1/contests/{slug}/virtual-runs', who: 'signed-in', summary: "Take a contest that is over in a time of the caller's own, with the field as it was beside them. Submissions to its problems are of the run until it ends", parameters: slug, status: 201, response: virtualRunSchema, idempotent: true },
  listVirtualRuns: { method: 'get', path: '/api/v1/contests/{slug}/virtual-runs', who: 'signed-in', summary: "The caller's virtual runs of a contest, the last one first", parameters: slug, status: 200, response: z.object({ items: z.array(virtualRunSchema) }) },
  endVirtualRun: { method: 'post', path: '/api/v1/contests/{slug}/virtual-runs/{id}/end', who: 'signed-in', summary: 'End a virtual run before its time', parameters: slug.extend(id.shape), status: 204, response: null },
  getReplay: {
    method: 'get', path: '/api/v1/contests/{slug}/replay', who: 'anyone', summary: 'The standings of a contest that is over as they were at a moment, with a virtual run of the caller in them', parameters: slug,
    query: z.object({ at: z.coerce.number().int().min(0).optional().describe('Seconds since the start; absent: its end, or how far the run is'), run: z.uuid().optional().describe("A virtual run of the caller's") }), status: 200, response: replaySchema, large: true,
  },
  listRatings: {
    method: 'get', path: '/api/v1/ratings', who: 'signed-in', summary: 'Everybody with a rating, the highest first; without those who hide their profile',
    query: z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), status: 200, response: z.object({ items: z.array(listedRatingSchema), nextCursor: z.string().nullable() }),
  },
} as const satisfies Record<string, Endpoint>;
