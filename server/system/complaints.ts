/** What is not well, from what was seen: worst first. Pure. */
import type { Complaint } from '#contract/status.js';
import type { SeenJudge } from '#database/judges.js';

const LONG_WAIT_SECONDS = 60;

export interface Seen {
  judges: readonly SeenJudge[];
  oldestSeconds: number | null;
  waiting: readonly { language: string; forTimeLimit: boolean; count: number }[];
  /** Undefined for who may not know of them. */
  judgeErrors: number | undefined;
}

export function complaintsOf({ judges, oldestSeconds, waiting, judgeErrors }: Seen): Complaint[] {
  const alive = judges.filter((judge) => judge.alive);
  const sum = (of: readonly { count: number }[]) => of.reduce((all, { count }) => all + count, 0);
  const offered = new Set<string>(alive.flatMap((judge) => judge.languages.map(({ id }) => id)));
  const nobodyCan = alive.length === 0 ? [] : waiting.filter(({ language }) => !offered.has(language));
  const forTimeLimit = sum(waiting.filter((each) => each.forTimeLimit));
  return [
    ...(alive.length === 0 ? [{ kind: 'no-judge' as const }] : []),
    ...(oldestSeconds !== null && oldestSeconds > LONG_WAIT_SECONDS ? [{ kind: 'long-wait' as const, seconds: oldestSeconds }] : []),
    ...(nobodyCan.length > 0 ? [{ kind: 'nobody-can' as const, languages: [...new Set(nobodyCan.map(({ language }) => language))], submissions: sum(nobodyCan) }] : []),
    ...(forTimeLimit > 0 ? [{ kind: 'no-time-limit' as const, submissions: forTimeLimit }] : []),
    ...(judgeErrors !== undefined && judgeErrors > 0 ? [{ kind: 'judge-errors' as const, submissions: judgeErrors }] : []),
    ...alive.flatMap(({ name, canary }) => (canary?.steady === false ? [{ kind: 'judge-drifts' as const, judge: name, baselineMs: canary.baselineMs, lastMs: canary.lastMs }] : [])),
    ...judges.filter((judge) => !judge.alive).map((judge) => ({ kind: 'judge-away' as const, judge: judge.name, lastSeenAt: judge.lastSeenAt.toISOString() })),
    ...differing(alive),
  ];
}

function differing(alive: readonly SeenJudge[]): Complaint[] {
  const versions = new Map<string, Set<string>>();
  for (const { id, version } of alive.flatMap((judge) => judge.languages)) versions.set(id, (versions.get(id) ?? new Set()).add(version));
  return [...versions].flatMap(([language, seen]) => (seen.size > 1 ? [{ kind: 'versions-differ' as const, language, versions: [...seen].sort() }] : []));
}
