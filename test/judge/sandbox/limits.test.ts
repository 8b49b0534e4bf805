import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, EMULATED, makeBench } from './bench.js';

let bench: Bench;
beforeAll(async () => void (bench = await makeBench('limits')));
afterEach(() => bench.expectNothingLeft());
afterAll(() => bench.close());

describe('how a program ended', () => {
  it.each([0, 1, 42, 127, 137, 255])('reports exit code %i', async (code) => {
    const report = await bench.run(bench.act('exit', code));
    expect(report.exit).toEqual({ kind: 'exited', code });
    expect(report.stoppedFor).toBeNull();
  });

  it.each([
    [6, 'SIGABRT'],
    [8, 'SIGFPE'],
    [9, 'SIGKILL'],
    [11, 'SIGSEGV'],
    [13, 'SIGPIPE'],
    [15, 'SIGTERM'],
    [40, 'SIGRTMIN+6'],
  ])('reports signal %i as %s, and not as an exit code', async (number, signal) => {
    const report = await bench.run(bench.act('signal', number));
    expect(report.exit).toEqual({ kind: 'signaled', signal });
    expect(report.stoppedFor).toBeNull();
  });

  it('tells a program that cannot be executed from one that exits with 127', async () => {
    await expect(bench.run(['/program/none'])).rejects.toThrow('cannot execute /program/none: ENOENT');
    await expect(bench.run(['/etc/passwd'])).rejects.toThrow('cannot execute /etc/passwd: EACCES');
  });
});

describe('CPU time', () => {
  it('stops a busy loop at its limit', async () => {
    const report = await bench.run(bench.act('busy'), { limits: { cpuMs: 300 } });
    expect(report).toMatchObject({ exit: null, stoppedFor: 'cpu-limit' });
    expect(report.cpuMs).toBeGreaterThanOrEqual(300);
    expect(report.cpuMs).toBeLessThan(1_000);
  });

  it.each(['busy-child', 'busy-threads', 'ignore-signals'])('stops %s', async (action) => {
    const report = await bench.run(bench.act(action), { limits: { cpuMs: 200 } });
    expect(report).toMatchObject({ exit: null, stoppedFor: 'cpu-limit' });
  });

  it.each(['burn-threads', 'burn-children'])('counts all of %s', async (action) => {
    const report = await bench.run(bench.act(action, 100));
    expect(report.exit).toEqual({ kind: 'exited', code: 0 });
    expect(report.cpuMs).toBeGreaterThanOrEqual(195);
    expect(report.cpuMs).toBeLessThan(EMULATED ? 500 : 300);
  });

  it('does not count what setting the jail up costs', async () => {
    // An emulated clock may stand still for one of them, not for all.
    let all = 0;
    for (let run = 0; run < (EMULATED ? 10 : 1); run++) {
      const report = await bench.run(bench.act('exit', 0));
      expect(report.cpuMs).toBeLessThan(EMULATED ? 200 : 3);
      all += report.cpuMs;
    }
    expect(all).toBeGreaterThan(0);
  });
});

describe('wall time', () => {
  it.each(['sleep', 'stop-self'])('stops %s', async (action) => {
    const report = await bench.run(bench.act(action), { limits: { wallMs: 250 } });
    expect(report).toMatchObject({ exit: null, stoppedFor: 'wall-limit' });
    expect(report.wallMs).toBeGreaterThanOrEqual(249);
    expect(report.wallMs).toBeLessThan(3_000);
    expect(report.cpuMs).toBeLessThan(EMULATED ? 200 : 50);
  });

  it('does not count the time that a ready jail waits', async () => {
    const { spec } = bench.spec(bench.act('exit', 0), { limits: { wallMs: 1_000 } });
    const run = await bench.sandbox.prepare(spec);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const report = await run.go();
    expect(report).toMatchObject({ exit: { kind: 'exited', code: 0 }, stoppedFor: null });
    expect(report.wallMs).toBeLessThan(1_000);
  });
});

describe('memory', () => {
  it('shows below 2 MiB for a program that does nothing', async () => {
    const report = await bench.run(bench.act('exit', 0));
    expect(report.peakMemoryKib).toBeLessThan(2_048);
    expect(report.peakMemoryKib).toBeGreaterThan(0);
  });

  it('measures what was touched', async () => {
    const report = await bench.run(bench.act('touch-mib', 40));
    expect(report.exit).toEqual({ kind: 'exited', code: 0 });
    expect(report.oomKills).toBe(0);
    expect(report.peakMemoryKib).toBeGreaterThanOrEqual(40 * 1024);
    expect(report.peakMemoryKib).toBeLessThan(43 * 1024);
  });

  it.each([['ramp'], ['many-ramps', 16]])('counts a kill for want of memory: %s', async (...action) => {
    const report = await bench.run(bench.act(...action));
    expect(report.oomKills).toBeGreaterThan(0);
    expect(report.peakMemoryKib).toBeLessThanOrEqual(64 * 1024);
    expect(report.peakMemoryKib).toBeGreaterThan(60 * 1024);
  });

  it('counts it also where a child died of it and the parent went on', async () => {
    const report = await bench.run(bench.act('child-ramp'));
    expect(report.oomKills).toBeGreaterThan(0);
  });

  it('lets a program reserve what it never touches', async () => {
    const report = await bench.run(bench.act('untouched', 64));
    expect(report).toMatchObject({ exit: { kind: 'exited', code: 0 }, oomKills: 0 });
  });

  it('gives the stack all of the memory limit', async () => {
    const legal = await bench.run(bench.act('recurse-mib', 48));
    expect(legal.exit).toEqual({ kind: 'exited', code: 0 });
    const endless = await bench.run(bench.act('recurse-mib', 1_000_000));
    expect(endless.exit?.kind === 'signaled' || endless.exit === null).toBe(true);
  });

  it('counts files in memory: no room in them beyond the limits', async () => {
    const report = await bench.run(bench.act('fill-file'), { limits: { fileBytes: 8 * 1024 * 1024 } });
    expect(report.output).toMatch(/^8388608 (EFBIG|ENOSPC)\n$/);
    expect(report.peakMemoryKib).toBeGreaterThan(8 * 1024);
    const inodes = await bench.run(bench.act('fill-inodes'));
    expect(inodes.output).toMatch(/^4\d\d\d ENOSPC\n$/);
  });
});

describe('output', () => {
  it('stops a flood, and hands on no byte beyond the limit', async () => {
    const report = await bench.run(bench.act('flood', 1), { limits: { outputBytes: 100_000 } });
    expect(report.stoppedFor).toBe('output-limit');
    expect(report.output).toHaveLength(100_000);
    expect(report.outputBytes).toBeGreaterThan(100_000);
  });

  it('lets through exactly the limit, and tells of one byte more', async () => {
    const exact = await bench.run(bench.act('write-bytes', 5_000), { limits: { outputBytes: 5_000 } });
    expect(exact).toMatchObject({ stoppedFor: null, outputBytes: 5_000, exit: { kind: 'exited', code: 0 } });
    const more = await bench.run(bench.act('write-bytes', 5_001), { limits: { outputBytes: 5_000 } });
    expect(more).toMatchObject({ stoppedFor: 'output-limit', outputBytes: 5_001 });
    expect(more.output).toHaveLength(5_000);
  });

  it('keeps the beginning of standard error and drops the rest, without stopping the program', async () => {
    const report = await bench.run(bench.act('flood', 2), { limits: { cpuMs: 200, stderrBytes: 5_000 } });
    expect(report.stoppedFor).toBe('cpu-limit');
    expect(report.stderr.toString()).toBe('x'.repeat(5_000));
  });

  it('goes on when the program closes its output', async () => {
    const report = await bench.run(bench.act('close-stdout'));
    expect(report).toMatchObject({ exit: { kind: 'exited', code: 4 }, outputBytes: 0, stoppedFor: null });
  });

  it('can be opened again by the names of /dev', async () => {
    const report = await bench.run(bench.act('reopen'));
    expect(report.output).toBe('out again\n');
    expect(report.stderr.toString()).toBe('error again\n');
  });
});

describe('processes', () => {
  it('bounds their number', async () => {
    const report = await bench.run(bench.act('fork-bomb'), { limits: { processes: 16 } });
    expect(report.output).toBe('15\n');
  });

  it('ends a wild fork bomb', async () => {
    const report = await bench.run(bench.act('wild-fork-bomb'), { limits: { cpuMs: 300 } });
    expect(report.stoppedFor).toBe('cpu-limit');
  });

  it('ends what tries to outlive the program', async () => {
    const report = await bench.run(bench.act('outlive'));
    expect(report.exit).toEqual({ kind: 'exited', code: 0 });
  });
});
