/** What a jail can see is one list, in docs/jail.md; a program that walks the jail from inside must find just that. */
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile, type Program } from '#judge/steps/compile.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';

const DOCUMENT = join(import.meta.dirname, '../../docs/jail.md');

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge();
}, 300_000);
afterAll(() => judge.close());

it('a jail sees what docs/jail.md lists, and nothing else', { timeout: 60_000 }, async () => {
  const [found = [], ...others] = await lookFromInside();
  const withoutNames = (facts: readonly string[]) => facts.map((fact) => (fact.startsWith('namespace ') ? fact.split(' ', 2).join(' ') : fact));
  for (const other of others) expect(withoutNames(other)).toEqual(withoutNames(found));
  const namespaces = found.filter((fact) => fact.startsWith('namespace '));
  expect(namespaces).toHaveLength(7);
  for (const fact of namespaces) {
    const [, kind, name] = fact.split(' ');
    expect(name, `the ${kind} namespace is the host's`).not.toBe(readlinkSync(`/proc/self/ns/${kind}`));
  }
  expect(found.filter((fact) => !fact.startsWith('namespace '))).toEqual(listed());
});

/** The lines of the document's block that opens with ```jail. */
function listed(): string[] {
  const block = /^```jail\n([\s\S]*?)\n```$/m.exec(readFileSync(DOCUMENT, 'utf8'))?.[1];
  if (!block) throw new Error('docs/jail.md has no block ```jail');
  return block.split('\n').filter(Boolean).sort(byBytes);
}

/** By nsjails of each kind: the first makes one jail, the second makes the others. */
async function lookFromInside(): Promise<string[][]> {
  const toolchain = judge.toolchains.get('python3');
  if (!toolchain) throw new Error('The walk is written in Python 3, which this host does not offer');
  const sources = [{ name: 'main.py', content: readFileSync(join(import.meta.dirname, 'inside.py')) }];
  const compilation = await compile(judge.sandbox, { toolchain, sources, limits: { compileTimeMs: 10_000, compileMemoryKib: 512 * 1024 } }, null);
  if (!compilation.ok) throw new Error(compilation.result.log);
  const { program } = compilation;
  const found: string[][] = [];
  while (found.length < 4) found.push(await walk(program));
  await program.release();
  return found;
}

async function walk(program: Program): Promise<string[]> {
  const chunks: Buffer[] = [];
  const { command, environment } = program.run({ memoryKib: 128 * 1024 });
  const run = await judge.sandbox.prepare({
    command,
    environment: environment ?? {},
    mounts: program.mounts,
    limits: { cpuMs: 30_000, wallMs: 60_000, memoryKib: 128 * 1024, outputBytes: 1 << 20, stderrBytes: 1 << 16, processes: 4, fileBytes: 16 * 1024 * 1024 },
    input: { kind: 'file', path: join(judge.place.stateDir, 'blobs', judge.file('').hash) },
    output: { kind: 'consume', chunk: (bytes) => chunks.push(Buffer.from(bytes)) },
  });
  const report = await run.go();
  expect({ exit: report.exit, stderr: report.stderr.toString() }).toEqual({ exit: { kind: 'exited', code: 0 }, stderr: '' });
  return Buffer.concat(chunks).toString().trim().split('\n').sort(byBytes);
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
