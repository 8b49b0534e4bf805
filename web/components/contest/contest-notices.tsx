import type { MessageDescriptor } from '@lingui/core';
import { i18n } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Clarification } from '#contract/clarification.js';
import { contestQuery, ownContestsQuery } from '../../api/contest-queries.js';
import { watchContest } from '../../api/live.js';
import { toastClarification } from '../../hooks/use-clarification-notices.js';
import { toast } from '../../ui/toast.js';
import { momentsOf, momentsWithin, untilNext, type Moment, type MomentKind } from '../../util/contest-moments.js';
import { serverNow } from '../../util/server-clock.js';
import { notifySystem } from '../../util/system-notices.js';

const WORDS: Record<MomentKind, (name: string) => MessageDescriptor> = {
  start: (name) => msg`${name} has begun.`,
  'five-minutes': (name) => msg`${name} ends in five minutes.`,
  freeze: (name) => msg`The standings of ${name} are frozen.`,
  end: (name) => msg`${name} is over.`,
};
/** What is longer ago is no news, as after the machine has slept. Milliseconds. */
const STALE_MS = 60_000;
const LONGEST_TIMER_MS = 3_600_000;
/** Contests that begin later are looked at again when the page is loaded anew, or come back to. */
const AHEAD_MS = 6 * 3_600_000;

/** Tells whoever takes part in a contest, on whatever page they are, when it begins, nears its end, is frozen, and is over. */
export function ContestNotices(): null {
  const own = useQuery(ownContestsQuery).data?.filter(({ startsAt }) => Date.parse(startsAt) - serverNow() < AHEAD_MS) ?? [];
  const contests = useQueries({ queries: own.slice(0, 3).map(({ slug }) => ({ ...contestQuery(slug), staleTime: 60_000 })) });
  const moments = contests.flatMap(({ data }) => (data ? momentsOf(data) : []));
  useMoments(moments);
  useNews(own.map(({ slug }) => slug).slice(0, 3).join(' '));
  return null;
}

function useMoments(moments: readonly Moment[]): void {
  const navigate = useNavigate();
  const seen = useRef(0);
  const key = moments.map(({ slug, kind, at }) => `${slug} ${kind} ${at}`).join();
  const latest = useRef(moments);
  useEffect(() => void (latest.current = moments));
  useEffect(() => {
    seen.current ||= serverNow();
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const now = serverNow();
      for (const { slug, kind, name, at } of momentsWithin(latest.current, Math.max(seen.current, now - STALE_MS), now)) {
        const text = i18n._(WORDS[kind](name));
        const go = () => void navigate({ to: '/contests/$slug', params: { slug } });
        toast(text, { tone: 'info', action: { label: t`See`, onPress: go } });
        notifySystem(`${slug} ${kind} ${at}`, name, { body: text, onPress: go });
      }
      seen.current = now;
      const next = untilNext(latest.current, now);
      if (next !== null) timer = setTimeout(look, Math.min(LONGEST_TIMER_MS, next + 50));
    };
    look();
    return () => clearTimeout(timer);
  }, [key, navigate]);
}

/** Answers and announcements, also for who is in another window; changed times are fetched. */
function useNews(slugs: string): void {
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    const tell = (slug: string, clarification: Clarification) => {
      const { id, question, answer, problem } = clarification;
      if (answer === null) return;
      const read = () => void navigate({ to: '/contests/$slug/clarifications', params: { slug } });
      toastClarification(slug, clarification, false, read);
      const title = question === null ? t`Announcement` : problem === null ? t`Answer` : t`Answer about ${problem}`;
      notifySystem(`${slug} ${id}`, title, { body: answer, onPress: read });
    };
    const stops = slugs === '' ? [] : slugs.split(' ').map((slug) => watchContest(slug, { onReady: () => {}, onState: () => void client.invalidateQueries({ queryKey: contestQuery(slug).queryKey, exact: true }), onClarification: (news) => tell(slug, news) }));
    return () => stops.forEach((stop) => stop());
  }, [slugs, navigate, client]);
}
