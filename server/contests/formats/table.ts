/** Every contest format. */
import type { ContestFormat } from '#contract/contest.js';
import { atcoder } from './atcoder.js';
import { codeforces } from './codeforces.js';
import type { Format } from './format.js';
import { icpc } from './icpc.js';
import { ioi } from './ioi.js';
import { leaderboard } from './leaderboard.js';

export const FORMATS: Record<ContestFormat, Format> = { icpc, ioi, codeforces, atcoder, leaderboard };
