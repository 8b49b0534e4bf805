import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Clarification } from '#contract/clarification.js';
import { watchContest } from '../api/live.js';
import { toast } from '../ui/toast.js';

const LONGEST = 140;

/** Tells on the pages of a contest what is asked, answered and announced in it. */
export function useClarificationNotices(slug: string, jury: boolean): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      watchContest(slug, {
        onReady: () => {},
        onState: () => {},
        onClarification: (clarification) => toastClarification(slug, clarification, jury, () => void navigate({ to: '/contests/$slug/clarifications', params: { slug } })),
      }),
    [slug, jury, navigate],
  );
}

/** Nothing where the page shows it already, or where it is no news to the reader. */
export function toastClarification(slug: string, clarification: Clarification, jury: boolean, read: () => void): void {
  const text = noticeOf(clarification, jury);
  if (text !== null && location.pathname !== `/contests/${slug}/clarifications`) toast(text, { tone: 'info', action: { label: t`Read`, onPress: read } });
}

function noticeOf({ problem, question, answer }: Clarification, jury: boolean): string | null {
  const about = problem === null ? '' : `${problem}: `;
  const short = (text: string) => about + (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  if (answer === null) {
    if (!jury || question === null) return null;
    const asked = short(question);
    return t`New question. ${asked}`;
  }
  // Who answered it knows.
  if (jury) return null;
  const said = short(answer);
  return question === null ? t`Announcement. ${said}` : t`The jury has answered. ${said}`;
}
