/** A short run of `npm run test:faults`, which says what all this is about and has more of it. */
import { describe, expect, it } from 'vitest';
import { everyFault } from './plan.js';
import { runFaults } from './run.js';

const FAULTS = 30;
const SEED = 5;

describe('server, judges and PostgreSQL under faults', () => {
  it('lose nothing, double nothing, blame no contestant, and come back by themselves', { timeout: 600_000 }, async () => {
    const said: string[] = [];
    const { injected, violations, submissions, folder } = await runFaults({ faults: FAULTS, seed: SEED, code: 'source', hurry: true, say: (line) => said.push(line) });
    expect(violations, `logs in ${folder}\n${said.join('\n')}`).toEqual([]);
    expect(injected).toHaveLength(FAULTS);
    expect(new Set(injected.map(({ fault }) => fault.target)).size).toBeGreaterThanOrEqual(5);
    expect(submissions).toBeGreaterThanOrEqual(FAULTS / 2);
  });

  it('are hurt at every step that is named', () => {
    expect(new Set(everyFault().map(({ step }) => step)).size).toBe(12);
  });
});
