import { describe, expect, test } from 'vitest';
import { patient } from '../../web/util/patient.js';

/** A network that is away for so many tries; `answers` is what the server does afterwards. */
function world(tries: { failing: number; away: number }) {
  const told: string[] = [];
  let asked = 0;
  let away = tries.away;
  const load = async () => {
    told.push('load');
    if (asked++ < tries.failing) throw new Error(`failure ${asked}`);
    return 'code';
  };
  return {
    told,
    run: patient(load, {
      answers: async () => away <= 0,
      pause: async () => {
        away -= 1;
        told.push('pause');
      },
      restyle: async () => void told.push('restyle'),
    }),
  };
}

describe('code that is fetched when it is needed', () => {
  test('is asked for again until the server is back', async () => {
    const { run, told } = world({ failing: 3, away: 3 });
    expect(await run()).toBe('code');
    expect(told).toEqual(['load', 'pause', 'load', 'pause', 'load', 'pause', 'load', 'restyle']);
  });
  test('gets a second try where the break was short', async () => {
    const { run, told } = world({ failing: 1, away: 0 });
    expect(await run()).toBe('code');
    expect(told).toEqual(['load', 'load', 'restyle']);
  });
  test('is given up where the server answers and has it no more', async () => {
    const { run } = world({ failing: 9, away: 1 });
    await expect(run()).rejects.toThrow('failure 3');
  });
});
