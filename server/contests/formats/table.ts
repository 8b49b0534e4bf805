/** Every contest format. */
import type { ContestFormat, ContestRules } from '#contract/contest.js';
import { atcoder } from './atcoder.js';
import { codeforces } from './codeforces.js';
import type { Format } from './format.js';
import { icpc } from './icpc.js';
import { ioi } from './ioi.js';
import { leaderboard } from './leaderboard.js';

export const FORMATS: Record<ContestFormat, Format> = { icpc, ioi, codeforces, atcoder, leaderboard };

/** What a contest of this format goes by where it says nothing else. */
export const USUAL_RULES: Record<ContestFormat, ContestRules> = {
  icpc: { penaltyMinutes: 20, compileErrorsCount: false, best: 'submission' },
  ioi: { penaltyMinutes: 0, compileErrorsCount: false, best: 'groups' },
  codeforces: { penaltyMinutes: 0, compileErrorsCount: false, best: 'submission' },
  atcoder: { penaltyMinutes: 5, compileErrorsCount: false, best: 'submission' },
  leaderboard: { penaltyMinutes: 0, compileErrorsCount: false, best: 'submission' },
};
