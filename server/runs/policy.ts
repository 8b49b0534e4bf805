import type { RunRow } from '#database/runs.js';
import type { Caller } from '../http/caller.js';

/** Nobody else's, staff's neither: it is a try, not a submission. */
export const mayWatchRun = (caller: Caller | null, run: Pick<RunRow, 'accountId'>): boolean => caller?.id === run.accountId;
