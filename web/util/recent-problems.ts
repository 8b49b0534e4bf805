/** The problems that were looked at last in this browser, for the palette. */
import { readStored, writeStored } from './stored.js';

const KEY = 'recent-problems';
const MOST = 6;

/** Slugs, the latest first. Slugs have no blanks. */
export const recentProblems = (): string[] => (readStored(KEY) ?? '').split(' ').filter(Boolean);

/** Notes the problem that an address of a page belongs to, if it belongs to one. */
export function noteProblem(path: string): void {
  const slug = slugOfPath(path);
  if (slug) writeStored(KEY, withLatest(recentProblems(), slug).join(' '));
}

export const forgetRecentProblems = (): void => void writeStored(KEY, null);

export const withLatest = (slugs: readonly string[], slug: string): string[] => [slug, ...slugs.filter((each) => each !== slug)].slice(0, MOST);

export function slugOfPath(path: string): string | undefined {
  const slug = /^\/problems\/([a-z0-9._-]+)(?:\/|$)/i.exec(path)?.[1];
  return slug === 'import' ? undefined : slug;
}
