/**
 * Hostile programs, judged by real judges in real jails: each alone, then all of them by two judges at once. After each,
 * nothing of it may be left on the host, and the next run must not notice. What guards against each is in docs/jail.md.
 */
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { descriptors, expectHostAsBefore, expectRoomAsBefore, lookAtHost, room, untilAtRest, type Look } from '#test/support/host-invariants.js';
import { CASES, expectOutcome, judgeCase, type HostileCase, type Listeners } from '#test/support/hostile-case.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

const CASE_MS = 30_000;
/** Only what holds for ever grows with every case. */
const MEMORY_MIB = 150;

let judges: [TestJudge, TestJudge];
let listening: Awaited<ReturnType<typeof listen>>;
let descriptorsBefore: Record<string, number>;

beforeAll(async () => {
  const first = await startTestJudge({ core: 0 });
  judges = [first, await startTestJudge({ core: 1 })];
  listening = await listen();
  for (const judge of judges) await warmUp(judge);
  await sleep(100);
  descriptorsBefore = descriptors();
}, 300_000);

afterAll(async () => {
  await Promise.all(judges.map((judge) => judge.close()));
  await listening.close();
});

describe('a hostile program alone', () => {
  it.each(CASES.map((hostile) => [hostile.name, hostile] as const))('%s', { timeout: CASE_MS }, async (_, hostile) => {
    const [judge, other] = judges;
    const roomBefore = room(judge.place.stateDir);
    await judgeAndLook(hostile, hostile.kind === 'between' ? [judge, other] : [judge]);
    await vi.waitFor(() => expect(descriptors()).toEqual(descriptorsBefore), { timeout: 3_000 });
    expect(listening.reached()).toEqual([]);
    expectRoomAsBefore(roomBefore, room(judge.place.stateDir));
  });
});

it('hostile programs, two at once, leave each other alone', { timeout: 300_000 }, async () => {
  const waiting = [...CASES];
  const failures: string[] = [];
  const rssBefore = process.memoryUsage.rss();
  const roomBefore = room(judges[0].place.stateDir);
  await Promise.all(
    judges.map(async (judge) => {
      for (let hostile = waiting.shift(); hostile; hostile = waiting.shift()) {
        await judgeAndLook(hostile, [judge]).catch((error: unknown) => failures.push(`${hostile?.name}: ${String(error)}`));
      }
    }),
  );
  expect(failures).toEqual([]);
  await vi.waitFor(() => expect(descriptors()).toEqual(descriptorsBefore), { timeout: 3_000 });
  expect(listening.reached()).toEqual([]);
  expectRoomAsBefore(roomBefore, room(judges[0].place.stateDir));
  expect((process.memoryUsage.rss() - rssBefore) / 2 ** 20, "MiB by which this process grew").toBeLessThan(MEMORY_MIB);
});

describe('the cases', () => {
  it('are many, and each says what it attacks and what guards against it', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(90);
    for (const { name, attacks, guards } of CASES) expect([name, attacks.length > 20, guards.length > 3]).toEqual([name, true, true]);
  });
});

/** The files of its package are stored before the look, as the judge stores them before the run. */
async function judgeAndLook(hostile: HostileCase, taking: [TestJudge, ...TestJudge[]]): Promise<void> {
  let before: Look[] = [];
  await Promise.all(taking.map(untilAtRest));
  const outcome = await judgeCase(hostile, taking, listening.at, async () => void (before = await Promise.all(taking.map(lookAtHost))));
  expectOutcome(hostile, outcome);
  for (const [index, judge] of taking.entries()) {
    await judge.forgetPrograms();
    await expectHostAsBefore(judge, before[index]!);
  }
}

/** Whatever is made once and kept, such as the places of mounts, is made here. */
async function warmUp(judge: TestJudge): Promise<void> {
  const check: [string, string] = ['output_validators/check/check.py', 'import sys\nsys.exit(42)\n'];
  const problem = makeProblem(judge, [['', '']], {
    validator: { kind: 'custom', path: 'output_validators/check', language: 'python3', files: [judge.file(check[1], check[0])] },
  });
  for (const types of [['pass-fail'], ['pass-fail', 'interactive']] as const) {
    const result = await judge.judge({ language: 'python3', files: { 'main.py': 'pass' }, problem: { ...problem, types: [...types] } });
    expect(result).toMatchObject({ verdict: 'accepted' });
  }
  const compiled = { language: 'cpp', files: { 'main.cpp': 'int main() {}' }, problem: makeProblem(judge, [['', '']]) };
  expect(await judge.judge(compiled)).toMatchObject({ verdict: 'accepted' });
  await judge.forgetPrograms();
}

/** Servers of the host that no jail may reach, on every kind of address that a jail could try. */
async function listen(): Promise<{ at: Listeners; reached: () => string[]; close: () => Promise<void> }> {
  const abstract = `arbiter-hostile-${process.pid}`;
  const reached: string[] = [];
  const open = (where: object, name: string) =>
    new Promise<Server>((resolve, reject) => {
      const server = createServer((socket) => {
        reached.push(name);
        socket.destroy();
      });
      server.once('error', reject);
      server.listen(where, () => resolve(server));
    });
  const four = await open({ host: '127.0.0.1', port: 0 }, '127.0.0.1');
  const six = await open({ host: '::1', port: 0 }, '::1').catch(() => null); // a host without IPv6
  const named = await open({ path: `\0${abstract}` }, 'abstract socket');
  const portOf = (server: Server | null) => {
    const address = server?.address();
    return typeof address === 'object' && address ? String(address.port) : '9';
  };
  const servers = [four, named, ...(six ? [six] : [])];
  return {
    at: { port: portOf(four), port6: portOf(six), abstract },
    reached: () => reached,
    close: async () => void (await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))),
  };
}
