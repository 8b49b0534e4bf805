/** nsjails that make one jail after another: that runs do not mix, and what happens when one of the processes on the way is killed. */
import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SandboxFailure } from '#judge/core/run.js';
import type { ReadyRun } from '#judge/sandbox/sandbox.js';
import { type Bench, EMULATED, makeBench } from './bench.js';
import { deadOf, processesOfJudge } from './processes.js';

let bench: Bench;
beforeAll(async () => void (bench = await makeBench('lanes')));
afterEach(() => bench.expectNothingLeft());
afterAll(() => bench.close());

function kill(pids: readonly number[], signal: NodeJS.Signals = 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // it has ended by itself meanwhile
    }
  }
}
const prepare = (...action: (string | number)[]) => bench.sandbox.prepare(bench.spec(bench.act(...action)).spec);

/** From here on nsjails for the programs of these tests are kept. */
const makeKnown = () => bench.run(bench.act('exit', 0));

describe('jails of one shape', () => {
  it('are made by one nsjail, one after the other', async () => {
    await makeKnown();
    const seen = new Set<number>();
    for (let code = 0; code < 20; code++) {
      const run = await prepare('exit', code);
      for (const pid of processesOfJudge().nsjails) seen.add(pid);
      expect((await run.go()).exit).toEqual({ kind: 'exited', code });
    }
    // Each jail takes the nsjail of the one before or that of the one before that, unless a busy machine has let one go after its 200 ms.
    expect(seen.size).toBeGreaterThan(0);
    expect(seen.size).toBeLessThanOrEqual(8);
  });

  it('each have a process 1 of their own, an empty /tmp, and nothing of the one before', async () => {
    const script = 'ls -A /tmp /work /dev/shm; echo $0 | tee /tmp/$0 /work/$0 > /dev/shm/$0; echo /proc/[0-9]*; ls /proc/self/fd';
    const outputs = new Set<string>();
    for (const name of ['one', 'two', 'three', 'four']) outputs.add((await bench.run(['/bin/sh', '-c', script, name])).output);
    expect([...outputs]).toEqual([expect.stringMatching(/^\/dev\/shm:\n\n\/tmp:\n\n\/work:\n\/proc\/2\n0\n1\n2\n3\n$/)]); // 3 is the folder that ls reads
  });

  it('give each run its own command, input, output and end, also where several are under way and some are thrown away', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, async (_, worker) => {
        const wrong: string[] = [];
        for (let turn = 0; turn < 12; turn++) {
          const number = worker * 100 + turn;
          const { spec, output } = bench.spec(['/bin/sh', '-c', `echo ${number}; echo e${number} >&2; exit ${turn}`]);
          const run = await bench.sandbox.prepare(spec);
          if (turn % 4 === 3) {
            await run.discard();
            if (output() !== '') wrong.push(`${number} was thrown away and said ${output()}`);
            continue;
          }
          const report = await run.go();
          const told = `${output()}${report.stderr.toString()}${JSON.stringify(report.exit)}`;
          if (told !== `${number}\ne${number}\n{"kind":"exited","code":${turn}}`) wrong.push(told);
        }
        return wrong;
      }),
    );
    expect(results.flat()).toEqual([]);
  });

  it('are measured each for itself', async () => {
    await makeKnown();
    const busy = await bench.run(bench.act('burn-threads', 100));
    expect(busy.cpuMs).toBeGreaterThan(195);
    const large = await bench.run(bench.act('touch-mib', 40));
    expect(large.cpuMs).toBeLessThan(EMULATED ? 5_000 : 150);
    const small = await bench.run(bench.act('exit', 0));
    expect(small.peakMemoryKib).toBeLessThan(2_048);
    expect(small.oomKills).toBe(0);
  });

  it('are not made while nobody wants them', async () => {
    await makeKnown();
    await makeKnown();
    expect(processesOfJudge().nsjails).not.toEqual([]);
    await vi.waitFor(() => expect(processesOfJudge().nsjails).toEqual([]), { timeout: 2_000 });
    await makeKnown();
  });

  it('do not hold a scratch folder that is removed', async () => {
    // One of the test before may still be at rest, which shows something else.
    const others = new Set(processesOfJudge().nsjails);
    const showing = () => processesOfJudge().nsjails.filter((pid) => !others.has(pid));
    const scratch = await bench.sandbox.scratch({ bytes: 1 << 20, inodes: 10 });
    const mounts = [{ from: scratch.path, to: '/build' }];
    for (let turn = 0; turn < 3; turn++) await bench.run(['/bin/ls', '/build'], { mounts });
    expect(showing()).not.toEqual([]);
    await scratch.remove();
    expect(showing()).toEqual([]);
  });

  it('leave no dead processes to the host, whose process 1 may be slow to reap or never do it', async () => {
    for (let turn = 0; turn < 3; turn++) {
      await makeKnown();
      await makeKnown();
      kill(processesOfJudge().nsjails);
      await sleep(50);
      await vi.waitFor(() => expect(deadOf(bench.uid)).toEqual([]), { timeout: 300, interval: 10 });
    }
  });

  it('fail in the words of nsjail when they can no longer be made', async () => {
    const folder = join(bench.stateDir, 'programs/sub');
    await mkdir(folder);
    for (let turn = 0; turn < 2; turn++) await bench.run(['/bin/true'], { directory: '/program/sub' });
    const ready = await bench.sandbox.prepare(bench.spec(['/bin/true'], { directory: '/program/sub' }).spec);
    await rmdir(folder);
    expect((await ready.go()).exit).toEqual({ kind: 'exited', code: 0 });
    await expect(bench.sandbox.prepare(bench.spec(['/bin/true'], { directory: '/program/sub' }).spec)).rejects.toThrow(/exit code 255.*chdir.*No such file/);
  });
});

describe('orders that cannot be given', () => {
  it('are refused where the descriptors are not those of a run', async () => {
    const { spec } = bench.spec(bench.act('exit', 0), { output: { kind: 'pipe', fd: 0 } });
    await expect(bench.sandbox.prepare(spec)).rejects.toThrow(/descriptors: EBADF/);
    const { spec: closed } = bench.spec(bench.act('exit', 0), { descriptors: [999] });
    await expect(bench.sandbox.prepare(closed)).rejects.toThrow(/descriptors: EBADF/);
  });

  it('are refused where an argument holds a NUL or the command is too long', async () => {
    await expect(prepare('exit', '0\u0000/bin/sh')).rejects.toThrow(/NUL/);
    await expect(prepare('exit', 'x'.repeat(100_000))).rejects.toThrow(/too long/);
    await makeKnown();
  });

  it('can have long commands and many words', async () => {
    const words = Array.from({ length: 5_000 }, (_, index) => `word${index}`);
    const { output } = await bench.run(['/bin/sh', '-c', 'echo $#; shift 4998; echo "$1"', 'sh', ...words]);
    expect(output).toBe('5000\nword4998\n');
  });
});

/** What may be killed, and what the report says then. Each time: no report, nothing left, and the next run is well. */
const VICTIMS: [string, () => number[], RegExp][] = [
  ['the spawner', () => processesOfJudge().spawners, /the spawner ended \(SIGKILL\)/],
  ['nsjail', () => processesOfJudge().nsjails, /nsjail ended without a report \(killed by SIGKILL\)/],
  ['the launcher', () => processesOfJudge().launchers, /nsjail ended without a report \((its launcher was killed|exit code \d+|killed by SIGKILL)\)/],
];

describe.each([['one jail', false], ['jail after jail', true]] as const)('with an nsjail that makes %s', (_, repeated) => {
  let turn = 0;
  /** A run of a shape that was seen before, or that was not. */
  const prepareOne = async (...action: (string | number)[]): Promise<ReadyRun> => {
    const environment = { TURN: repeated ? 'all' : String(turn++) };
    if (repeated) for (let times = 0; times < 2; times++) await bench.run(bench.act('exit', 0), { environment });
    return bench.sandbox.prepare(bench.spec(bench.act(...action), { environment }).spec);
  };

  describe.each(VICTIMS)('killing %s', (__, find, reason) => {
    afterEach(async () => {
      // What was killed at the end of a test may stand ready still: a run that begins before its end is noticed is our failure as well.
      await sleep(50);
      expect(await makeKnown()).toMatchObject({ exit: { kind: 'exited', code: 0 }, stoppedFor: null });
    });

    it('in a run is our failure', async () => {
      const run = await prepareOne('busy');
      const reported = run.go();
      reported.catch(() => undefined);
      await sleep(50);
      const pids = find();
      expect(pids.length).toBeGreaterThan(0);
      kill(pids);
      await expect(reported).rejects.toThrow(reason);
      await expect(reported).rejects.toThrow(SandboxFailure);
    });

    it('while a jail stands ready is our failure', async () => {
      const run = await prepareOne('exit', 0);
      kill(find());
      await sleep(50);
      await expect(run.go()).rejects.toThrow(SandboxFailure);
    });

    it('at any moment gives the true report or none', async () => {
      let killed = 0;
      // Long enough to fall upon every part of a run.
      const stepMs = EMULATED ? 10 : 0.5;
      for (let delay = 0; delay < 24; delay++) {
        const at = sleep(delay * stepMs).then(() => {
          const pids = find();
          killed += pids.length;
          kill(pids);
        });
        await prepareOne('exit', 7)
          .then((run) => run.go())
          .then((report) => expect(report).toMatchObject({ exit: { kind: 'exited', code: 7 }, stoppedFor: null, oomKills: 0 }))
          .catch((error: unknown) => expect(error).toBeInstanceOf(SandboxFailure));
        await at;
      }
      expect(killed).toBeGreaterThan(0);
    });
  });
});

describe('frozen processes', () => {
  it('a spawner that does not answer is killed, and is our failure', async () => {
    const run = await bench.sandbox.prepare(bench.spec(bench.act('exit', 0), { limits: { wallMs: 500 } }).spec);
    const { spawners } = processesOfJudge();
    kill(spawners, 'SIGSTOP');
    await expect(run.go()).rejects.toThrow(/the spawner before it, stands still/);
    expect(processesOfJudge().spawners.filter((pid) => spawners.includes(pid))).toEqual([]);
    expect((await bench.run(bench.act('exit', 3))).exit).toEqual({ kind: 'exited', code: 3 });
  });

  it('an nsjail that is frozen between two jails is replaced', async () => {
    await makeKnown();
    const run = await prepare('exit', 4);
    const nsjails = processesOfJudge().nsjails;
    expect(nsjails).not.toEqual([]);
    kill(nsjails, 'SIGSTOP');
    expect((await run.go()).exit).toEqual({ kind: 'exited', code: 4 });
    await vi.waitFor(() => expect(processesOfJudge().nsjails).toEqual([]), { timeout: 2_000 });
    expect((await bench.run(bench.act('exit', 3))).exit).toEqual({ kind: 'exited', code: 3 });
  });
});
