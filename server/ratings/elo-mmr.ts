/**
 * Elo-MMR with logistic performances, as published: A. Ebtekar and P. Liu, "Elo-MMR: A Rating System for Massive Multiplayer
 * Competitions", WWW 2021, https://arxiv.org/abs/2101.00400, algorithm 1 with the parameters of section 3.4 for its simulations
 * (newcomers 1500 ± 350, β 200, σ in the long run 80, ρ 1). Why this one: docs/decisions/0011. Pure.
 *
 * A person's skill is known by a normal distribution and by each performance so far, whose weights fade. In a contest, everybody's
 * performance is the strength at which their place is the likeliest one, given all others. It depends on the place alone: who share a
 * place share a performance.
 */
import type { Rated } from '#contract/rating.js';

/** A logistic distribution as it comes into a sum of hyperbolic tangents. */
interface Term {
  mu: number;
  /** Of the argument, and of the value. */
  narrow: number;
  weight: number;
}

export interface Skill {
  mu: number;
  sigma: number;
  /** What is left of the beginning and of performances that are long ago. */
  normal: { mu: number; precision: number };
  performances: readonly Term[];
}

const BETA = 200;
const SIGMA_IN_THE_LONG_RUN = 80;
const TRANSFER = 1;
/** Variance that is added between two contests, so that σ comes to its limit. */
const DRIFT = SIGMA_IN_THE_LONG_RUN ** 4 / (BETA ** 2 - SIGMA_IN_THE_LONG_RUN ** 2);
/** From the deviation of a logistic distribution to its scale. */
const LOGISTIC = Math.PI / Math.sqrt(3);

export const NEWCOMER: Skill = { mu: 1500, sigma: 350, normal: { mu: 1500, precision: 350 ** -2 }, performances: [] };

/** Nobody is weaker or stronger. */
const LOWEST = -6000;
const HIGHEST = 9000;

/**
 * Of everybody in a contest, what it came to. `place`: smaller is better, equal ones share it. The order of `field` is of no matter.
 * Null: all share one place, or nobody met anybody, so that it says nothing.
 */
export function rateField(field: readonly { skill: Skill; place: number }[]): Rated[] | null {
  const before = field.map(({ skill }) => diffused(skill));
  // Sums of floating-point numbers depend on their order: it is that of the skills.
  const players = before
    .map(({ mu, sigma }, at) => ({ place: field[at]!.place, term: logistic(mu, Math.hypot(sigma, BETA)) }))
    .sort((a, b) => a.place - b.place || a.term.mu - b.term.mu || a.term.weight - b.term.weight);
  const groups = new Map<number, Term[]>();
  for (const { place, term } of players) groups.set(place, [...(groups.get(place) ?? []), term]);
  if (groups.size < 2) return null;
  const all = sumOf(players.map(({ term }) => term));
  const performances = new Map<number, number>();
  let better = 0;
  let worse = total(players.map(({ term }) => term));
  for (const [place, own] of groups) {
    worse -= total(own);
    // Who shares a place with others, themselves included, has won against them and lost against them.
    const tied = sumOf(own);
    const offset = better - worse;
    performances.set(place, zeroOf((x) => {
      const [value, slope] = all(x);
      const [more, steeper] = tied(x);
      return [offset + value + more, slope + steeper];
    }));
    better += total(own);
  }
  return before.map((skill, at) => {
    const performance = performances.get(field[at]!.place)!;
    const after = withPerformance(skill, performance);
    return { performance, mu: meanOf(after), sigma: (skill.sigma ** -2 + BETA ** -2) ** -0.5 };
  });
}

/** The skill of somebody with these contests behind them, in their order. */
export function skillOf(history: readonly Rated[]): Skill {
  return history.reduce(remembered, NEWCOMER);
}

export function remembered(skill: Skill, { performance, mu, sigma }: Rated): Skill {
  return { ...withPerformance(diffused(skill), performance), mu, sigma };
}

/** Time passes: the skill may have changed, so what is known of it weighs less, and goes over into the normal distribution in part. */
function diffused({ mu, sigma, normal, performances }: Skill): Skill {
  const kept = sigma ** 2 / (sigma ** 2 + DRIFT);
  const stays = kept ** TRANSFER;
  const known = normal.precision + total(performances.map(({ narrow, weight }) => (2 * narrow * weight) / LOGISTIC ** 2));
  const precision = stays * normal.precision + (1 - stays) * known;
  return {
    mu,
    sigma: Math.hypot(sigma, Math.sqrt(DRIFT)),
    normal: { mu: (stays * normal.precision * normal.mu + (1 - stays) * known * mu) / precision, precision: kept * precision },
    performances: performances.map((term) => ({ ...term, weight: term.weight * stays * kept })),
  };
}

const withPerformance = (skill: Skill, performance: number): Skill => ({ ...skill, performances: [...skill.performances, logistic(performance, BETA)] });

/** An outlier moves it no more than a little: beyond some distance a logistic performance pulls with the same force. */
function meanOf({ normal, performances }: Skill): number {
  const pull = directSum(performances);
  return zeroOf((x) => {
    const [value, slope] = pull(x);
    return [value + normal.precision * (x - normal.mu), slope + normal.precision];
  });
}

const logistic = (mu: number, sigma: number): Term => ({ mu, narrow: LOGISTIC / sigma / 2, weight: LOGISTIC / sigma });

function total(terms: readonly (Term | number)[]): number {
  return terms.reduce<number>((sum, term) => sum + (typeof term === 'number' ? term : term.weight), 0);
}

/** A sum of weighted hyperbolic tangents at a point, and how steep it is there. */
type Curve = (x: number) => readonly [value: number, slope: number];

function directSum(terms: readonly Term[]): Curve {
  return (x) => {
    let [value, slope] = [0, 0];
    for (const { mu, narrow, weight } of terms) {
      const tanh = Math.tanh((x - mu) * narrow);
      value += weight * tanh;
      slope += weight * narrow * (1 - tanh * tanh);
    }
    return [value, slope];
  };
}

/** More terms than this are added up once at points so close that what is between them follows: cubically, to within 0.001 of a rating. */
const MANY = 400;
const STEP = 20;

function sumOf(terms: readonly Term[]): Curve {
  const direct = directSum(terms);
  if (terms.length <= MANY) return direct;
  const points = new Map<number, readonly [number, number]>();
  const at = (index: number) => {
    const known = points.get(index) ?? direct(index * STEP);
    points.set(index, known);
    return known;
  };
  return (x) => {
    const index = Math.floor(x / STEP);
    const [[a, slopeA], [b, slopeB]] = [at(index), at(index + 1)];
    const t = x / STEP - index;
    const [rise, left, right] = [b - a, slopeA * STEP, slopeB * STEP];
    const [second, third] = [3 * rise - 2 * left - right, left + right - 2 * rise];
    return [a + t * (left + t * (second + t * third)), (left + t * (2 * second + t * 3 * third)) / STEP];
  };
}

/** Of a curve that rises: by Newton's method, and by halves where that leads away. */
function zeroOf(curve: Curve): number {
  let [low, high] = [LOWEST, HIGHEST];
  let x = (low + high) / 2;
  for (let round = 0; round < 200 && high - low > 1e-9; round++) {
    const [value, slope] = curve(x);
    if (value > 0) high = x;
    else low = x;
    const next = x - value / slope;
    const inside = next > low && next < high;
    if (inside && Math.abs(next - x) < 1e-9) return next;
    x = inside ? next : (low + high) / 2;
  }
  return x;
}
