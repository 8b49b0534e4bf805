/**
 * Each language that this machine has is proved by its six programs; what was proved before of the same version is not run again.
 * With ARBITER_ALL_LANGUAGES (npm run test:languages) none may be missing, and all are run.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_IDS, STANDARD_LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import { findToolchain, proofsFolder, type Toolchain } from '#judge/languages/discover.js';
import { prove, runProofs, selectOptionalProofs } from '#judge/languages/prove.js';
import { PROOFS, PROOF_NAMES, numbersInput, readProofs } from '#judge/languages/proofs.js';
import { LANGUAGES } from '#judge/languages/table.js';
import { compile } from '#judge/steps/compile.js';
import { hasTools } from '#scripts/setup/prepare.js';
import { PREPARED_FOLDER, makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';
import { templateOf } from '../../../web/util/templates.js';

const ALL = process.env['ARBITER_ALL_LANGUAGES'] === '1';
const HERE = ALL ? LANGUAGE_IDS : LANGUAGE_IDS.filter(hasTools);

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ALL ? LANGUAGE_IDS : ['c'] });
}, ALL ? 1_800_000 : 300_000);
afterAll(() => judge.close());

async function toolchainOf(id: LanguageId): Promise<Toolchain> {
  const toolchain = await findToolchain(judge.sandbox, LANGUAGES[id], PREPARED_FOLDER, (line) => console.log(line));
  if (typeof toolchain === 'string') throw new Error(toolchain);
  return toolchain;
}

describe('the proofs', () => {
  it.each([...LANGUAGE_IDS])('are six programs for %s', async (id) => expect(Object.keys(await readProofs(id))).toEqual([...PROOF_NAMES]));

  it('have a sum of a million numbers that is right', () => {
    const [count, ...numbers] = numbersInput().trimEnd().split('\n').map(Number);
    expect(numbers).toHaveLength(count!);
    expect(PROOFS['big-input'].output).toBe(`${numbers.reduce((sum, number) => sum + number, 0)}\n`);
  });

  it('hold for every standard language here', () => expect(HERE).toEqual(expect.arrayContaining([...STANDARD_LANGUAGE_IDS])));
});

describe.each([...HERE])('%s', (id) => {
  it('is proved', { timeout: 600_000 }, async () => {
    const toolchain = await toolchainOf(id);
    const folder = proofsFolder(PREPARED_FOLDER);
    expect(await prove(judge.sandbox, toolchain, folder, (line) => console.log(line), { again: ALL })).toBeNull();
    expect((await selectOptionalProofs(toolchain, folder))?.map(({ name, verdict }) => [name, verdict])).toEqual(PROOF_NAMES.map((name) => [name, PROOFS[name].verdict]));
  });

  it.runIf(ALL)('says no to what is no program', { timeout: 120_000 }, async () => {
    const toolchain = await toolchainOf(id);
    const sources = [{ name: `main${LANGUAGES[id].extensions[0]}`, content: Buffer.from(`${id === 'php' ? '<?php ' : ''}}{ ("this is no program\n`) }];
    const { ok, result } = await compile(judge.sandbox, { toolchain, sources, limits: { compileTimeMs: 60_000, compileMemoryKib: 2 * 1024 * 1024 } }, null);
    expect({ ok, silent: result.log.trim() === '' }).toEqual({ ok: false, silent: false });
  });
});

/** The program that the editor begins with: it prints the number that it reads. */
describe.runIf(ALL).each([...HERE])('the starter of %s', (id) => {
  it('is judged right', { timeout: 120_000 }, async () => {
    const problem = makeProblem(judge, [['7\n', '7\n']], { limits: { ...makeProblem(judge, []).limits, timeMs: 5000 } });
    const result = await judge.judge({ language: id, files: { [id === 'java' ? 'Main.java' : `main${LANGUAGES[id].extensions[0]}`]: templateOf('nobody', id) }, problem });
    expect({ verdict: result.verdict, log: result.compile?.log, message: result.tests[0]?.message ?? '' }).toEqual({ verdict: 'accepted', log: '', message: '' });
  });
});

describe('a language whose proof fails', () => {
  it('is not offered, and nothing is kept of it', { timeout: 120_000 }, async () => {
    const folder = join(judge.place.stateDir, 'proofs');
    const real = await toolchainOf('c');
    const broken: Toolchain = { ...real, language: { ...real.language, build: () => ({ compile: null, run: () => ({ command: ['/bin/false'] }) }) } };
    const reason = await prove(judge.sandbox, broken, folder, () => undefined);
    expect(reason).toMatch(/^5 of 6 proofs failed\. hello: runtime-error in place of accepted/);
    expect(await selectOptionalProofs(broken, folder)).toBeNull();
    expect((await runProofs(judge.sandbox, broken, folder)).filter(({ why }) => why === '').map(({ name }) => name)).toEqual(['runtime-error']);
    rmSync(folder, { recursive: true, force: true });
  });
});
