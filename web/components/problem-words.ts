/** Words for what a problem is and how it stands, wherever they are shown or chosen. */
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ProblemFilter } from '../util/filter-problems.js';
import type { ProblemSort, ProblemType } from '../util/list-choices.js';

export const TYPE_WORD: Record<ProblemType, MessageDescriptor> = {
  'pass-fail': msg`Pass or fail`,
  scoring: msg`Scoring`,
  interactive: msg`Interactive`,
  'multi-pass': msg`Several passes`,
  'submit-answer': msg`Answers only`,
};

export const STATUS_WORD: Record<NonNullable<ProblemFilter['status']>, MessageDescriptor> = { untried: msg`Not tried`, tried: msg`Tried, not solved`, solved: msg`Solved` };

export const SORT_WORD: Record<ProblemSort, MessageDescriptor> = { name: msg`Name`, difficulty: msg`Difficulty`, solved: msg`Solved by`, newest: msg`Newest` };
