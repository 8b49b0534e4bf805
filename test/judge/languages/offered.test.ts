/** A judge at work offers what is added to its host. */
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findToolchain, proofsFolder } from '#judge/languages/discover.js';
import { OfferedLanguages } from '#judge/languages/offered.js';
import { announceProof, prove } from '#judge/languages/prove.js';
import { LANGUAGES } from '#judge/languages/table.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['c'] });
}, 300_000);
afterAll(() => judge.close());

it('a language that is proved beside it is offered a moment later, and no other', { timeout: 120_000 }, async () => {
  const preparedRoot = join(judge.place.stateDir, 'prepared');
  const said: string[] = [];
  const offered = new OfferedLanguages({ sandboxes: [judge.sandbox], preparedRoot, wanted: ['c', 'perl'], say: (line) => said.push(line) });
  expect((await offered.look(['c'])).added).toEqual(['C']);
  let resolve: (names: string[]) => void = () => undefined;
  const added = new Promise<string[]>((told) => void (resolve = told));
  const stop = offered.watch((names) => resolve(names));
  // Python is proved as well, and is none that this judge may offer.
  for (const id of ['python3', 'perl'] as const) {
    const toolchain = await findToolchain(judge.sandbox, LANGUAGES[id], preparedRoot, () => undefined);
    if (typeof toolchain === 'string') throw new Error(toolchain);
    expect(await prove(judge.sandbox, toolchain, proofsFolder(preparedRoot), () => undefined)).toBeNull();
  }
  expect(await added).toEqual(['Perl']);
  stop();
  expect({ ids: offered.ids, described: offered.described.map(({ name }) => name), toolchains: [...offered.toolchains.keys()] }).toEqual({ ids: ['c', 'perl'], described: ['C', 'Perl'], toolchains: ['c', 'perl'] });
  // Proved by whoever added it, so not here again.
  expect(said.filter((line) => line.includes('Perl'))).toEqual([]);
});

it('a language that was proved before is offered when it is announced', { timeout: 120_000 }, async () => {
  const preparedRoot = join(judge.place.stateDir, 'prepared');
  const perl = await findToolchain(judge.sandbox, LANGUAGES.perl, preparedRoot, () => undefined);
  if (typeof perl === 'string') throw new Error(perl);
  expect(await prove(judge.sandbox, perl, proofsFolder(preparedRoot), () => undefined)).toBeNull();
  const offered = new OfferedLanguages({ sandboxes: [judge.sandbox], preparedRoot, wanted: ['perl'], say: () => undefined });
  const added = new Promise<string[]>((resolve) => {
    const stop = offered.watch((names) => {
      stop();
      resolve(names);
    });
  });
  await announceProof(perl, proofsFolder(preparedRoot));
  expect(await added).toEqual(['Perl']);
});

it('a jail sees new settings of the host once its sandbox is refreshed, and not before', { timeout: 60_000 }, async () => {
  const name = `arbiter-test-${process.pid}`;
  const seen = async () => {
    const chunks: Buffer[] = [];
    const run = await judge.sandbox.prepare({
      command: ['/usr/bin/readlink', `/etc/alternatives/${name}`],
      mounts: [],
      limits: { cpuMs: 5000, wallMs: 10_000, memoryKib: 65_536, outputBytes: 4096, stderrBytes: 4096, processes: 4, fileBytes: 65_536 },
      input: { kind: 'empty' },
      output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) },
    });
    await run.go();
    return Buffer.concat(chunks).toString('utf8');
  };
  symlinkSync('/usr/bin/there', join('/etc/alternatives', name));
  try {
    expect(await seen()).toBe('');
    await judge.sandbox.refresh();
    expect(await seen()).toBe('/usr/bin/there\n');
  } finally {
    rmSync(join('/etc/alternatives', name));
  }
  await judge.sandbox.refresh();
  expect(await seen()).toBe('');
});
