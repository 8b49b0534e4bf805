/** Words of contests. Each closed set of the contract has one map here. */
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ContestFormat } from '#contract/contest.js';

export const FORMAT_WORDS: Record<ContestFormat, MessageDescriptor> = { icpc: msg`ICPC`, ioi: msg`IOI`, codeforces: msg`Codeforces`, atcoder: msg`AtCoder`, leaderboard: msg`Best score` };
