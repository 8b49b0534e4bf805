/** Rules of contests where nothing else is said; without schemas, for browsers too. */
import type { ContestFormat, ContestRules } from './contest.js';

/** What a contest of this format goes by where it says nothing else. */
export const USUAL_RULES: Record<ContestFormat, ContestRules> = {
  icpc: { penaltyMinutes: 20, compileErrorsCount: false, best: 'submission' },
  ioi: { penaltyMinutes: 0, compileErrorsCount: false, best: 'groups' },
  codeforces: { penaltyMinutes: 0, compileErrorsCount: false, best: 'submission' },
  atcoder: { penaltyMinutes: 5, compileErrorsCount: false, best: 'submission' },
  leaderboard: { penaltyMinutes: 0, compileErrorsCount: false, best: 'submission' },
};
