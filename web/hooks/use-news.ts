import { useEffect, useRef, useState } from 'react';
import type { ScoreboardRow } from '#contract/scoreboard.js';
import { changedCells } from '../util/standings.js';

/** For so long a cell tells that it has just changed. */
const NEWS_MS = 4000;

/** Labels of the cells of a row that have just changed. */
export function useNews(row: ScoreboardRow): readonly string[] {
  const before = useRef(row);
  const [news, setNews] = useState<readonly string[]>(NONE);
  useEffect(() => {
    const changed = changedCells(before.current, row);
    before.current = row;
    if (changed.length > 0) setNews(changed);
  }, [row]);
  useEffect(() => {
    if (news.length === 0) return;
    const timer = setTimeout(() => setNews(NONE), NEWS_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news;
}
const NONE: readonly string[] = [];
