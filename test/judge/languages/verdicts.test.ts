/** Every standard language reaches every verdict: one program each in test/golden/languages/<language>/<verdict>.*. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANDARD_LANGUAGE_IDS } from '#contract/language.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

const FOLDER = join(import.meta.dirname, '../../golden/languages');

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge();
}, 300_000);
afterAll(() => judge.close());

describe('every standard language', () => {
  it('has a folder of programs', () => expect(readdirSync(FOLDER).sort()).toEqual([...STANDARD_LANGUAGE_IDS].sort()));

  for (const language of readdirSync(FOLDER)) {
    for (const name of readdirSync(join(FOLDER, language))) {
      const verdict = name.slice(0, name.indexOf('.'));
      it(`${language} reaches ${verdict}`, { timeout: 60_000 }, async () => {
        expect([...judge.toolchains.keys()]).toContain(language);
        const problem = makeProblem(judge, [
          ['3\n1 2 3\n', '6\n'],
          ['1\n-5\n', '-5\n'],
        ]);
        const source = readFileSync(join(FOLDER, language, name));
        const result = await judge.judge({ language, files: { [name.replace(verdict, 'main')]: source }, problem });
        expect({ verdict: result.verdict, log: verdict === 'compile-error' ? '' : result.compile?.log, reason: result.reason }).toEqual({ verdict, log: '', reason: null });
        expect(result.tests).toHaveLength(verdict === 'compile-error' ? 0 : 2);
        if (verdict === 'accepted') expect(result.progress.map((test) => test.verdict)).toEqual(['accepted', 'accepted']);
        if (verdict === 'compile-error') expect(result.compile?.log).not.toBe('');
        else if (verdict !== 'accepted') expect(result.tests[1]!.verdict).toBe('skipped');
        if (verdict === 'time-limit-exceeded') expect(result.cpuMs).toBeGreaterThan(1000);
        if (verdict === 'idleness-limit-exceeded') expect(result.cpuMs).toBeLessThan(1000);
      });
    }
  }
});
