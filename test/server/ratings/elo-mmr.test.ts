/** Properties that the paper proves or demands of Elo-MMR, by fields made at random. */
import { describe, expect, it } from 'vitest';
import { NEWCOMER, rateField, remembered, skillOf, type Skill } from '#server/ratings/elo-mmr.js';

/** Numbers that look random and are the same each time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody with some contests behind them. */
function somebody(random: () => number): Skill {
  const history = Array.from({ length: Math.floor(random() * 6) }, () => ({ performance: 800 + random() * 1600, mu: 1100 + random() * 900, sigma: 90 + random() * 200 }));
  return skillOf(history);
}

function aField(seed: number, size: number, places = size): { skill: Skill; place: number }[] {
  const random = randomNumbers(seed);
  return Array.from({ length: size }, () => ({ skill: somebody(random), place: 1 + Math.floor(random() * places) }));
}

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);

describe('a field', () => {
  it.each(SEEDS)('gives a better place a better performance, and the same place the same one (%i)', (seed) => {
    const field = aField(seed, 30, 12);
    const rated = rateField(field)!;
    for (const [a, { place }] of field.entries()) {
      for (const [b, other] of field.entries()) {
        if (place === other.place) expect(rated[a]!.performance).toBe(rated[b]!.performance);
        else expect(Math.sign(rated[a]!.performance - rated[b]!.performance)).toBe(Math.sign(other.place - place));
      }
    }
  });

  it.each(SEEDS)('never rewards somebody for a worse place (%i)', (seed) => {
    const field = aField(seed, 15);
    const places = [0.5, 3, 7.5, 11, 15.5];
    const mus = places.map((place) => rateField(field.map((one, at) => (at === 0 ? { ...one, place } : one)))![0]!.mu);
    for (let at = 1; at < mus.length; at++) expect(mus[at]!).toBeLessThanOrEqual(mus[at - 1]! + 1e-6);
  });

  it.each(SEEDS)('is rated the same in whatever order it is told (%i)', (seed) => {
    const field = aField(seed, 40, 10);
    const random = randomNumbers(seed + 1000);
    const order = field.map((_, at) => ({ at, key: random() })).sort((a, b) => a.key - b.key).map(({ at }) => at);
    const [rated, shuffled] = [rateField(field)!, rateField(order.map((at) => field[at]!))!];
    for (const [to, from] of order.entries()) expect(shuffled[to]).toEqual(rated[from]);
  });

  it('of newcomers stays around 1500: what some win others lose', () => {
    const rated = rateField(Array.from({ length: 101 }, (_, place) => ({ skill: NEWCOMER, place })))!;
    const mean = rated.reduce((sum, { mu }) => sum + mu, 0) / rated.length;
    expect(mean).toBeCloseTo(1500, 3);
    for (const at of [0, 10, 30]) expect(rated[at]!.mu - 1500).toBeCloseTo(1500 - rated[100 - at]!.mu, 3);
    expect(rated[50]!.mu).toBeCloseTo(1500, 6);
  });

  it('of one, or on one place, says nothing', () => {
    expect(rateField([])).toBeNull();
    expect(rateField([{ skill: NEWCOMER, place: 1 }])).toBeNull();
    expect(rateField(aField(1, 20, 1))).toBeNull();
  });

  it.each([50, 400, 401, 2000])('of %i solves the equation of the paper, added up term by term or by interpolation', (size) => {
    const field = aField(3, size, size / 2);
    const rated = rateField(field)!;
    for (const [at, { performance }] of rated.entries()) if (at % 7 === 0) expect(Math.abs(balance(field, at, performance))).toBeLessThan(1e-6);
  });
});

/** The equation of the paper that a performance solves, relative to all that pulls. */
function balance(field: readonly { skill: Skill; place: number }[], of: number, performance: number): number {
  const drift = 80 ** 4 / (200 ** 2 - 80 ** 2);
  let [sum, most] = [0, 0];
  for (const { skill, place } of field) {
    const deviation = Math.sqrt(skill.sigma ** 2 + drift + 200 ** 2);
    const tanh = Math.tanh(((performance - skill.mu) / deviation) * (Math.PI / Math.sqrt(3) / 2));
    if (place >= field[of]!.place) sum += (tanh - 1) / deviation;
    if (place <= field[of]!.place) sum += (tanh + 1) / deviation;
    most += 1 / deviation;
  }
  return sum / most;
}

describe('a skill', () => {
  it('becomes known to ±80 and no closer, and forgets one bad day', () => {
    let skill: Skill = NEWCOMER;
    const play = (place: number) => {
      const [rated] = rateField([{ skill, place }, ...Array.from({ length: 20 }, (_, at) => ({ skill: NEWCOMER, place: at + 1 }))])!;
      skill = remembered(skill, rated!);
    };
    const sigmas = Array.from({ length: 40 }, () => (play(10.5), skill.sigma));
    for (let at = 1; at < sigmas.length; at++) expect(sigmas[at]!).toBeLessThan(sigmas[at - 1]!);
    expect(skill.sigma).toBeGreaterThan(80);
    expect(skill.sigma).toBeLessThan(82);
    const usual = skill.mu;
    play(30);
    const lost = usual - skill.mu;
    expect(lost).toBeGreaterThan(0);
    for (let round = 0; round < 10; round++) play(10.5);
    expect(usual - skill.mu).toBeLessThan(lost / 2);
  });

  it('is the same from its history as it was contest by contest', () => {
    const history = [1700, 1400, 2100].map((performance, at) => ({ performance, mu: 1500 + 50 * at, sigma: 200 - 30 * at }));
    expect(skillOf(history)).toEqual(history.reduce(remembered, NEWCOMER));
    expect(skillOf(history)).toMatchObject({ mu: 1600, sigma: 140 });
  });

  it('of ten thousand is found out', () => {
    const field = aField(7, 10_000, 3_000);
    const startedAt = performance.now();
    const rated = rateField(field)!;
    console.log(`10,000 people rated in ${Math.round(performance.now() - startedAt)} ms`);
    for (const at of [0, 5_000, 9_999]) expect(Math.abs(balance(field, at, rated[at]!.performance))).toBeLessThan(1e-5);
  });
});
