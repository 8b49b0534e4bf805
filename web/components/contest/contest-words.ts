/** Words of contests. Each closed set of the contract has one map here. */
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ContestFeedback, ContestFormat, RegistrationMode } from '#contract/contest.js';

export const FORMAT_WORDS: Record<ContestFormat, MessageDescriptor> = { icpc: msg`ICPC`, ioi: msg`IOI`, codeforces: msg`Codeforces`, atcoder: msg`AtCoder`, leaderboard: msg`Best score` };

/** For whoever chooses one. */
export const FORMAT_HINTS: Record<ContestFormat, MessageDescriptor> = {
  icpc: msg`Solved problems, then penalty time`,
  ioi: msg`Points, no penalty`,
  codeforces: msg`Points that melt with time`,
  atcoder: msg`Points, then time`,
  leaderboard: msg`The best score of each problem`,
};

export const REGISTRATION_WORDS: Record<RegistrationMode, MessageDescriptor> = { open: msg`Whoever likes registers`, code: msg`Who knows a code registers`, list: msg`The jury registers people` };

export const VISIBILITY_WORDS: Record<'public' | 'private', MessageDescriptor> = { public: msg`Everybody sees it`, private: msg`Staff and participants see it` };

export const FEEDBACK_WORDS: Record<ContestFeedback, MessageDescriptor> = { full: msg`Everything that the problem shows`, groups: msg`Verdict and points of each test group`, none: msg`Nothing until the end` };
