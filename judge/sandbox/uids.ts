/**
 * Users of the host for the slots of an instance: a hundred that nobody else has, another hundred for each instance. A judge that is root
 * of a user namespace has only those that are mapped into it (user_namespaces(7)).
 */
import { readFileSync } from 'node:fs';

export const UIDS_OF_AN_INSTANCE = 100;

const BASE = 200_000;
const INSTANCES = 20_000;
/** Of a small map the upper part: below are the users of the system. */
const SMALL_BASE = 10_000;

interface Range {
  first: number;
  count: number;
}

/** The first of an instance's users. `hash` tells instances apart; `map` is the text of /proc/self/uid_map. */
export function firstUidOf(hash: number, map = ownMap()): number {
  const usual = BASE + UIDS_OF_AN_INSTANCE * (hash % INSTANCES);
  if (isMapped(usual, map)) return usual;
  const largest = rangesOf(map).reduce((most, range) => (range.count > most.count ? range : most), { first: 0, count: 0 });
  const start = Math.max(SMALL_BASE, largest.first);
  const blocks = Math.floor((largest.first + largest.count - start) / UIDS_OF_AN_INSTANCE);
  return blocks > 0 ? start + UIDS_OF_AN_INSTANCE * (hash % blocks) : usual;
}

/** Whether all users of an instance are there, from this one on. */
export function isMapped(first: number, map = ownMap()): boolean {
  return rangesOf(map).some((range) => first >= range.first && first + UIDS_OF_AN_INSTANCE <= range.first + range.count);
}

function rangesOf(map: string): Range[] {
  return map.split('\n').flatMap((line) => {
    const [first, , count] = line.trim().split(/\s+/).map(Number);
    return first !== undefined && count !== undefined ? [{ first, count }] : [];
  });
}

const ownMap = () => readFileSync('/proc/self/uid_map', 'utf8');
