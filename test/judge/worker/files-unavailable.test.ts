/** A database that is away in the middle of a judging costs time, and no verdict. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgingResult } from '#contract/judging.js';
import { BlobMissing } from '#database/blobs.js';
import type { ClaimedJudging } from '#database/queue.js';
import { FilesUnavailable } from '#judge/steps/package-files.js';
import { BlobCache } from '#judge/worker/blob-cache.js';
import { Worker } from '#judge/worker/worker.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
let folder: string;
beforeAll(async () => {
  judge = await startTestJudge();
  folder = mkdtempSync(join(judge.place.stateDir, 'files-'));
}, 120_000);
afterAll(() => judge.close());

const away = () => new Readable({ read() { this.destroy(new Error('terminating connection due to administrator command')); } });

/** Judges one submission with files that are fetched so. */
async function judgeOnce(fetch: (hash: string) => Readable): Promise<JudgingResult> {
  const contents = new Map<string, string>();
  const problem = makeProblem({ file: (content, path) => {
    const ref = judge.file(content, path);
    contents.set(ref.hash, String(content));
    return ref;
  } }, [['1 2\n', '3\n']]);
  problem.limits.timeMs = 10_000;
  const claim: ClaimedJudging = {
    id: 'a', attempt: 1, judge: 'j', mode: 'until-settled', calibrates: false, verifies: false, rejudgingId: null, submissionId: 's', language: 'python3', entryPoint: null,
    files: [{ name: 'main.py', content: Buffer.from('print(sum(map(int, input().split())))\n') }], versionId: 'v', package: problem, timeLimitMs: 10_000,
  };
  const claims = [claim];
  const blobs = await BlobCache.open({ folder: mkdtempSync(join(folder, 'blobs-')), maxBytes: 2 ** 20, fetch: (hash) => (contents.has(hash) ? fetch(contents.get(hash)!) : away()) });
  return new Promise((resolve, reject) => {
    const worker: Worker = new Worker({
      sandboxes: [judge.sandbox], toolchains: judge.toolchains, blobs, compileCache: null, spoolFolder: mkdtempSync(join(folder, 'spool-')), log: () => undefined,
      runs: { claim: () => Promise.resolve(null), note: () => Promise.resolve(true), finish: () => Promise.resolve(true), release: () => Promise.resolve() },
      generations: { claim: () => Promise.resolve(null), renew: () => Promise.resolve(true), write: () => Promise.resolve(true), open: () => Promise.reject(new Error('nothing was made')), finish: () => Promise.resolve(true), release: () => Promise.resolve() },
      dataChecks: { claim: () => Promise.resolve(null), note: () => Promise.resolve(true), finish: () => Promise.resolve(true), release: () => Promise.resolve(true) },
      queue: {
        claim: () => Promise.resolve(claims.pop() ?? null), renew: () => Promise.resolve(new Set(['a'])), release: () => Promise.resolve(true),
        progress: () => Promise.resolve(), beat: () => Promise.resolve(),
        finish: (_, result) => (resolve(result), Promise.resolve(true)),
      },
    });
    worker.start();
    setTimeout(() => reject(new Error('No result')), 60_000).unref();
  });
}

describe('files of a package that cannot be fetched', { timeout: 90_000 }, () => {
  it('are asked for again until the database is back', async () => {
    let failures = 3;
    const result = await judgeOnce((content) => (failures-- > 0 ? away() : Readable.from([Buffer.from(content)])));
    expect(failures).toBeLessThan(0);
    expect(result).toMatchObject({ verdict: 'accepted', reason: null });
  });

  it('are our failure where the database has none', async () => {
    const result = await judgeOnce(() => new Readable({ read() { this.destroy(new BlobMissing('No blob is stored')); } }));
    expect(result).toMatchObject({ verdict: 'judge-error', reason: 'No blob is stored' });
  });

  it('are told apart from those that are not there', async () => {
    const place = mkdtempSync(join(tmpdir(), 'arbiter-blobs-'));
    const cache = await BlobCache.open({ folder: place, maxBytes: 2 ** 20, fetch: away });
    await expect(cache.borrow().path({ path: 'a', hash: '0'.repeat(64), size: 3 })).rejects.toBeInstanceOf(FilesUnavailable);
    rmSync(place, { recursive: true });
  });
});
