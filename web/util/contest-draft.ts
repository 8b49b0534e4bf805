/** A contest as the form holds it, from one that is there and to what the server takes. Pure. */
import type { Contest, ContestFeedback, ContestFormat, ContestPatch, ContestRules, NewContest, Pretests, RegistrationMode } from '#contract/contest.js';
import type { BalloonMode } from '#contract/contest-site.js';
import { USUAL_RULES } from '#contract/contest-rules.js';

/** As they are while they are chosen: nothing may be yet. */
export type DraftPretests = { first: number | null } | { groups: readonly string[] } | { tests: readonly string[] };

export interface DraftProblem {
  slug: string;
  name: string;
  label: string;
  points: number | null;
  color: string | null;
  /** Null: its submissions are judged on all tests at once. */
  pretests: DraftPretests | null;
}

export interface ContestDraft {
  slug: string;
  name: string;
  description: string;
  format: ContestFormat;
  /** As a field for date and time has it, in the reader's zone; empty: not said. */
  startsAt: string;
  minutes: number | null;
  freezeMinutes: number | null;
  windowMinutes: number | null;
  registration: RegistrationMode;
  code: string;
  visibility: 'public' | 'private';
  rules: ContestRules;
  feedback: ContestFeedback;
  rated: boolean;
  /** Addresses and networks that may be submitted from, a line each; empty: all. */
  networks: string;
  bindsAddress: boolean;
  balloons: BalloonMode;
  printing: boolean;
  problems: readonly DraftProblem[];
}

const MINUTE = 60;

/** A contest of five hours, on the next day at ten. */
export function freshDraft(now: number): ContestDraft {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(10, 0, 0, 0);
  return {
    slug: '', name: '', description: '', format: 'icpc', startsAt: toLocal(morning.toISOString()), minutes: 300, freezeMinutes: 60, windowMinutes: null,
    registration: 'open', code: '', visibility: 'public', rules: USUAL_RULES.icpc, feedback: 'full', rated: false, networks: '', bindsAddress: false, balloons: 'off', printing: false, problems: [],
  };
}

export function draftOf({ slug, name, description, format, startsAt, endsAt, freezeAt, durationSeconds, windowSeconds, registration, code, visibility, rules, feedback, rated, networks, bindsAddress, balloons, printing, problems = [] }: Contest): ContestDraft {
  return {
    slug, name, description, format, startsAt: toLocal(startsAt), minutes: durationSeconds / MINUTE,
    freezeMinutes: freezeAt === null ? null : (Date.parse(endsAt) - Date.parse(freezeAt)) / 1000 / MINUTE, windowMinutes: windowSeconds === null ? null : windowSeconds / MINUTE,
    registration, code: code ?? '', visibility, rules, feedback, rated, networks: networks?.join('\n') ?? '', bindsAddress, balloons, printing, problems: problems.map(({ slug, name, label, points, color, pretests = null }) => ({ slug, name, label, points, color, pretests })),
  };
}

/** The same again: with an address, a name and a time of its own. */
export const cloneOf = (contest: Contest, now: number): ContestDraft => ({ ...draftOf(contest), slug: '', name: '', startsAt: freshDraft(now).startsAt });

type Sent = Pick<NewContest, 'name' | 'description' | 'format' | 'startsAt' | 'durationSeconds' | 'freezeSeconds' | 'windowSeconds' | 'registration' | 'code' | 'visibility' | 'rules' | 'feedback' | 'rated' | 'networks' | 'bindsAddress' | 'balloons' | 'printing' | 'problems'>;

export function toNew(draft: ContestDraft): Sent & Pick<NewContest, 'slug'> {
  return { slug: draft.slug, ...sent(draft) };
}

/** What differs from the one before; what is the same is left alone, also where somebody else has changed it meanwhile. */
export function toPatch(before: ContestDraft, draft: ContestDraft): ContestPatch {
  const [was, is] = [sent(before), sent(draft)];
  return Object.fromEntries(Object.entries(is).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key as keyof typeof was])));
}

function sent({ name, description, format, startsAt, minutes, freezeMinutes, windowMinutes, registration, code, visibility, rules, feedback, rated, networks, bindsAddress, balloons, printing, problems }: ContestDraft): Sent {
  const allowed = networks.split(/[\s,]+/).filter(Boolean);
  return {
    name: name.trim(), description, format, startsAt: startsAt === '' ? '' : new Date(startsAt).toISOString(), durationSeconds: Math.round((minutes ?? 0) * MINUTE),
    freezeSeconds: windowMinutes !== null || freezeMinutes === null ? null : Math.round(freezeMinutes * MINUTE), windowSeconds: windowMinutes === null ? null : Math.round(windowMinutes * MINUTE),
    registration, code: registration === 'code' ? code.trim() : null, visibility, rules, feedback, rated, networks: allowed.length === 0 ? null : allowed, bindsAddress, balloons, printing, problems: problems.map(({ slug, label, points, color, pretests }) => ({ slug, label, points, color, pretests: pretests && sentPretests(pretests) })),
  };
}

/** Nothing is sent where nothing was chosen; the form says so before. */
function sentPretests(pretests: DraftPretests): Pretests | null {
  if (!hasPretests(pretests)) return null;
  if ('first' in pretests) return { first: pretests.first ?? 1 };
  return 'groups' in pretests ? { groups: [...pretests.groups] } : { tests: [...pretests.tests] };
}

/** Whether something is chosen. */
export function hasPretests(pretests: DraftPretests): boolean {
  if ('first' in pretests) return pretests.first !== null;
  return ('groups' in pretests ? pretests.groups : pretests.tests).length > 0;
}

const two = (value: number) => String(value).padStart(2, '0');

/** 2026-11-28T19:30, in the reader's zone. */
export function toLocal(time: string): string {
  const at = new Date(time);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A to Z, then A1, B1 … */
export const labelAt = (place: number): string => `${String.fromCharCode(65 + (place % 26))}${place < 26 ? '' : Math.floor(place / 26)}`;

/** Colours of balloons that are told apart. */
const COLORS = ['#e3342f', '#2f6fe3', '#f6c344', '#1f8a4c', '#f2863a', '#8e44ad', '#e86fa8', '#2bb5b8', '#7b4a2d', '#9aa3ad', '#b7d433', '#1a1e25', '#ffffff'];

export function addProblem(problems: readonly DraftProblem[], { slug, name }: { slug: string; name: string }): DraftProblem[] {
  if (problems.some((each) => each.slug === slug)) return [...problems];
  const label = Array.from({ length: problems.length + 1 }, (_, place) => labelAt(place)).find((each) => !problems.some((other) => other.label === each)) ?? '';
  const color = COLORS.find((each) => !problems.some((other) => other.color === each)) ?? null;
  return [...problems, { slug, name, label, points: null, color, pretests: null }];
}

/** `before`: the problem that it comes before; null: at the end. Labels that are in their order stay with their places. */
export function moveProblem(problems: readonly DraftProblem[], slug: string, before: string | null): DraftProblem[] {
  const moved = problems.find((each) => each.slug === slug);
  if (moved === undefined || before === slug) return [...problems];
  const rest = problems.filter((each) => each !== moved);
  const at = before === null ? rest.length : rest.findIndex((each) => each.slug === before);
  const next = rest.toSpliced(at < 0 ? rest.length : at, 0, moved);
  return inOrder(problems) ? next.map((each, place) => ({ ...each, label: labelAt(place) })) : next;
}

export function removeProblem(problems: readonly DraftProblem[], slug: string): DraftProblem[] {
  const next = problems.filter((each) => each.slug !== slug);
  return inOrder(problems) ? next.map((each, place) => ({ ...each, label: labelAt(place) })) : next;
}

const inOrder = (problems: readonly DraftProblem[]) => problems.every(({ label }, place) => label === labelAt(place));
