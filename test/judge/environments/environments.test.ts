/** Packages of other people: chosen, fetched, installed, and used by submissions, in real jails and from the real registries. */
import { chmodSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LockedEnvironment, WantedEnvironment } from '#contract/environment.js';
import { lockEnvironments, type LockAnswer } from '#judge/environments/lock.js';
import { registriesOf } from '#judge/environments/registry.js';
import { EnvironmentStore } from '#judge/environments/store.js';
import { judgeSubmission } from '#judge/steps/judge-submission.js';
import { runOwn } from '#judge/steps/run-own.js';
import { ProgramCache } from '#judge/steps/programs.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';
import { NPM_REGISTRY, outOfReach, PYPI, startRegistry, wheel, type Files } from './registry-of-tests.js';

const away = await outOfReach();
if (away !== null) console.warn(`The tests of packages are left out: ${away}.`);

let judge: TestJudge;
let store: EnvironmentStore;
const signal = new AbortController().signal;

beforeAll(async () => {
  judge = await startTestJudge({ languages: ['c', 'python3', 'javascript', 'typescript'] });
  store = await EnvironmentStore.open({ folder: join(judge.place.stateDir, 'environments'), maxBytes: 2 ** 31, toolchains: judge.toolchains, log: () => undefined });
}, 120_000);
afterAll(() => judge.close());

async function lock(wanted: WantedEnvironment, from: { pypi: string; npm: string } = { pypi: PYPI, npm: NPM_REGISTRY }): Promise<LockAnswer> {
  const folder = mkdtempSync(join(judge.place.stateDir, 'lock-'));
  chmodSync(folder, 0o711);
  return lockEnvironments({ wanted, sandbox: judge.sandbox, toolchains: judge.toolchains, registries: registriesOf(from), store, folder, onProgress: () => undefined, signal });
}

/** The only lock of an answer without faults. */
function only({ environments, faults }: LockAnswer): LockedEnvironment {
  expect(faults).toEqual([]);
  expect(environments).toHaveLength(1);
  return environments[0]!;
}

const faultOf = ({ environments, faults }: LockAnswer): string => {
  expect(environments).toEqual([]);
  return faults.map(({ message }) => message).join('\n');
};

const dependencies = () => ({
  sandbox: judge.sandbox, toolchains: judge.toolchains, programs: new ProgramCache(judge.toolchains, null), compileCache: null, environments: store,
  // What was installed needs no files any more.
  packageFiles: judge.packageFiles, spoolFolder: judge.spoolFolder, signal,
});

/** What a program prints on one run, and its verdict: accepted where it prints 42. */
async function run(environments: LockedEnvironment[], language: string, name: string, source: string) {
  const problem = makeProblem(judge, [['', '42\n']], { environments });
  problem.limits.timeMs = 5_000;
  const result = await judgeSubmission(
    { language, files: [{ name, content: Buffer.from(source) }], entryPoint: undefined, problem, timeLimitMs: 5_000, mode: 'until-settled' },
    { ...dependencies(), onCompiled: () => undefined, onTest: () => undefined },
  );
  return { verdict: result.verdict, log: result.compile?.log, output: result.tests[0]?.output ?? '', stderr: result.tests[0]?.stderr ?? '', cpuMs: result.cpuMs, reason: result.reason };
}

describe.skipIf(away !== null)('numpy', { timeout: 180_000 }, () => {
  let numpy: LockedEnvironment;
  beforeAll(async () => {
    numpy = only(await lock({ python: ['numpy==1.26.4'] }));
  }, 180_000);

  it('is locked to one wheel with its hash', () => {
    expect(numpy.runtime).toMatch(/^Python 3\.\d+ on linux /);
    expect(numpy.packages).toMatchObject([{ name: 'numpy', version: '1.26.4', requested: true, fileName: expect.stringMatching(/^numpy-1\.26\.4-.*\.whl$/) as string }]);
  });

  it('gets the same hash again, whatever words asked for it', async () => {
    expect(only(await lock({ python: ['numpy >=1.26.4, <1.26.5'] })).hash).toBe(numpy.hash);
  });

  it('is imported by a submission, in one thread', async () => {
    const source = 'import numpy, threading\nnumpy.ones((300, 300)) @ numpy.ones((300, 300))\nprint(int(numpy.arange(10).sum()) - 3, end=" " if len(__import__("os").listdir("/proc/self/task")) > 1 else "\\n")\n';
    expect(await run([numpy], 'python3', 'main.py', source)).toMatchObject({ verdict: 'accepted', stderr: '' });
  });

  it('is there for a run that is no submission', async () => {
    const news = await runOwn(
      { language: 'python3', files: [{ name: 'main.py', content: Buffer.from('import numpy\nprint(numpy.__version__)\n') }], entryPoint: undefined, stdin: '', timeLimitMs: 5_000, memoryLimitKib: 256 * 1024, problem: makeProblem(judge, [['', '']], { environments: [numpy] }) },
      { ...dependencies(), onNews: () => undefined, onPrinted: () => undefined },
    );
    expect(news).toMatchObject({ stdout: '1.26.4\n', outcome: { verdict: null } });
  });

  it('cannot be written, by a submission or while it is compiled', async () => {
    const source = [
      'import os', 'count = 0', 'for act in (lambda: open("/packages/numpy/__init__.py", "a"), lambda: open("/packages/new", "w"), lambda: os.remove("/packages/numpy/version.py"), lambda: os.chmod("/packages", 0o777)):',
      '    try:', '        act()', '    except OSError:', '        count += 1', 'print(38 + count)',
    ].join('\n');
    expect(await run([numpy], 'python3', 'main.py', source)).toMatchObject({ verdict: 'accepted' });
    expect(statSync(join(judge.place.stateDir, 'environments', numpy.hash, 'numpy')).uid).toBe(0);
  });

  it('is not seen in other languages, nor by problems that do not ask for it', async () => {
    const looks = '#include <stdio.h>\n#include <unistd.h>\nint main(void) { puts(access("/packages/numpy", F_OK) ? "42" : "it is there"); }\n';
    expect(await run([numpy], 'c', 'main.c', looks)).toMatchObject({ verdict: 'accepted' });
    expect(await run([], 'python3', 'main.py', 'import numpy\n')).toMatchObject({ verdict: 'runtime-error', stderr: expect.stringContaining('No module named') as string });
  });

  it('is there in two versions at once, for two problems', async () => {
    const older = only(await lock({ python: ['numpy==1.25.2'] }));
    const source = 'import numpy\nprint(numpy.__version__)\n';
    const [one, other] = await Promise.all([run([numpy], 'python3', 'main.py', source), run([older], 'python3', 'main.py', source)]);
    expect([one.output, other.output]).toEqual(['1.26.4\n', '1.25.2\n']);
  });

  it.each([
    ['numpy==99', /^There is no version 99 of numpy/],
    ['numpy==1.8.0', /has no wheel for Python|exists as source code only/],
    ['arbiter-has-no-such-package', /^There is no package "arbiter-has-no-such-package"/],
  ])('is refused with its reason where it cannot be: %s', async (requirement, message) => {
    expect(faultOf(await lock({ python: [requirement] }))).toMatch(message);
  });

  it('is refused in words of pip where two requirements exclude each other', async () => {
    expect(faultOf(await lock({ python: ['pandas==2.2.2', 'numpy==2.3.0', 'scipy==1.10.1'] }))).toMatch(/conflicting dependencies[^]*scipy 1\.10\.1 depends on numpy/);
  });
});

describe.skipIf(away !== null)('a package of npm', { timeout: 120_000 }, () => {
  let queue: LockedEnvironment;
  beforeAll(async () => {
    queue = only(await lock({ javascript: ['@datastructures-js/priority-queue@6.3.1'] }));
  }, 120_000);
  const use = "const queue = new MinPriorityQueue(); queue.enqueue(43); queue.enqueue(42); console.log(queue.dequeue());\n";

  it.each([
    ['require', 'javascript', 'main.js', `const { MinPriorityQueue } = require('@datastructures-js/priority-queue');\n${use}`],
    ['import', 'javascript', 'main.mjs', `import { MinPriorityQueue } from '@datastructures-js/priority-queue';\n${use}`],
    ['import in TypeScript, with its types', 'typescript', 'main.ts', "import { MinPriorityQueue } from '@datastructures-js/priority-queue';\nconst queue = new MinPriorityQueue<number>(); queue.enqueue(42); const first: number | null = queue.dequeue(); console.log(first);\n"],
  ])('is found by %s', async (_how, language, name, source) => {
    expect(await run([queue], language, name, source)).toMatchObject({ verdict: 'accepted' });
  });

  it('has types that the compiler minds', async () => {
    const wrong = "import { MinPriorityQueue } from '@datastructures-js/priority-queue';\nconst queue = new MinPriorityQueue<number>(); queue.enqueue('forty-two');\n";
    expect(await run([queue], 'typescript', 'main.ts', wrong)).toMatchObject({ verdict: 'compile-error', log: expect.stringContaining("'string' is not assignable") as string });
  });

  it('brings what it needs, and that is not told as asked for', () => {
    expect(queue.packages.map(({ name, requested }) => [name, requested])).toEqual([['@datastructures-js/heap', false], ['@datastructures-js/priority-queue', true]]);
  });

  it.each([
    ['lodash@99', /No matching version found for lodash@99/],
    ['arbiter-has-no-such-package@1', /not in this registry/],
  ])('is refused with its reason where it cannot be: %s', async (requirement, message) => {
    expect(faultOf(await lock({ javascript: [requirement] }))).toMatch(message);
  });
});

describe.skipIf(away !== null)('a hostile registry', { timeout: 120_000 }, () => {
  const text = (value: string) => new TextEncoder().encode(value);
  async function from(files: Files, wanted: WantedEnvironment): Promise<LockAnswer & { asked: string[] }> {
    const registry = await startRegistry(files);
    try {
      return { ...(await lock(wanted, registry)), asked: registry.asked };
    } finally {
      await registry.close();
    }
  }
  const python = (name: string, bytes: Uint8Array, file = `${name}-1.0-py3-none-any.whl`) => from({ python: { [name]: { [file]: bytes } } }, { python: [`${name}==1.0`] });
  async function tarball(entries: { name: string; content?: string; type?: 'file' | 'symlink'; linkname?: string }[]): Promise<Uint8Array> {
    const archive = pack();
    for (const { content = '', ...header } of entries) archive.entry(header, content);
    archive.finalize();
    return gzipSync(await buffer(archive));
  }
  const npm = async (entries: Parameters<typeof tarball>[0], more: object = {}) => from({ npm: { evil: { version: '1.0.0', tarball: await tarball(entries), more } } }, { javascript: ['evil@1.0.0'] });

  it('is taken from where it behaves', async () => {
    const environment = only(await python('good', wheel('good', '1.0', { 'good.py': text('answer = 42\n') })));
    expect(environment.runtime).toBe('any');
    expect(await run([environment], 'python3', 'main.py', 'import good\nprint(good.answer)\n')).toMatchObject({ verdict: 'accepted' });
    const folder = join(judge.place.stateDir, 'environments', environment.hash);
    expect(readdirSync(folder).sort()).toEqual(['__pycache__', 'good-1.0.dist-info', 'good.py']);
    expect(statSync(join(folder, 'good.py')).mode & 0o7777).toBe(0o644);
  });

  it('cannot write outside by the path of a file in a wheel', async () => {
    expect(faultOf(await python('evil', wheel('evil', '1.0', { '../../../../tmp/evil': text('x') })))).toMatch(/leads out of its folder/);
    expect(faultOf(await python('evil', wheel('evil', '1.0', { '/tmp/evil': text('x') })))).toMatch(/leads out of its folder/);
  });

  it('cannot bring links in a wheel', async () => {
    const link = wheel('evil', '1.0', { 'evil/passwd': [text('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] });
    expect(faultOf(await python('evil', link))).toMatch(/is a link or a device/);
  });

  it('cannot fill the disk with a wheel', async () => {
    expect(faultOf(await python('evil', wheel('evil', '1.0', { 'evil/zeros': new Uint8Array(600 * 1024 ** 2) })))).toMatch(/too large when unpacked/);
  });

  it('is not asked for sources, which would have to be run', async () => {
    expect(faultOf(await python('evil', text('anything'), 'evil-1.0.tar.gz'))).toMatch(/exists as source code only/);
  });

  it('cannot give another file than its index says', async () => {
    const bytes = wheel('evil', '1.0', { 'evil.py': text('') });
    const registry = await startRegistry({ python: { evil: { 'evil-1.0-py3-none-any.whl': bytes } } });
    try {
      const before = bytes.slice();
      const answer = lock({ python: ['evil==1.0'] }, registry);
      // The index was read with the hash of what was there before.
      const timer = setInterval(() => registry.asked.includes('/simple/evil/') && (bytes[40] = before[40]! ^ 1), 1);
      expect(faultOf(await answer.finally(() => clearInterval(timer)))).toMatch(/hash|sha256|DO NOT MATCH|zip/i);
    } finally {
      await registry.close();
    }
  });

  it('cannot write outside by the path of a file in a package of npm, nor bring links', async () => {
    expect(faultOf(await npm([{ name: 'package/package.json', content: '{}' }, { name: 'package/../../../evil', content: 'x' }]))).toMatch(/leads out of its folder/);
    expect(faultOf(await npm([{ name: 'package/passwd', type: 'symlink', linkname: '/etc/passwd' }]))).toMatch(/is a link or a device/);
  });

  it('has no install script run, and that is told', async () => {
    const answer = await npm([{ name: 'package/index.js', content: 'module.exports = require("fs").existsSync(__dirname + "/made") ? 0 : 42;' }, { name: 'package/package.json', content: '{"name":"evil","version":"1.0.0","scripts":{"install":"touch made","postinstall":"touch made"}}' }], { hasInstallScript: true });
    expect(answer.warnings.map(({ message }) => message)).toEqual([expect.stringContaining('has an install script. It is not run')]);
    expect(await run([only(answer)], 'javascript', 'main.js', "console.log(require('evil'));")).toMatchObject({ verdict: 'accepted' });
  });

  it('cannot have us ask another address', async () => {
    const { asked, ...answer } = await from({ npm: { evil: { version: '1.0.0', tarball: text('x'), more: {} } } }, { javascript: ['evil@1.0.0'] });
    expect(faultOf(answer)).not.toBe('');
    expect(asked.every((path) => path.startsWith('/npm/'))).toBe(true);
    const registry = registriesOf({ pypi: PYPI, npm: 'http://127.0.0.1:9/npm' });
    const { get } = await import('#judge/environments/registry.js');
    await expect(get(registry.npm, 'http://169.254.169.254/latest/meta-data', {}, signal)).rejects.toThrow('is not asked');
  });
});

it('says that a registry cannot be reached, and nothing is left', { timeout: 60_000 }, async () => {
  const answer = await lock({ javascript: ['lodash@4.17.21'], python: ['numpy==1.26.4'] }, { pypi: 'http://127.0.0.1:9/simple', npm: 'http://127.0.0.1:9' });
  // pip and npm may be here already from another test; then it is they who find nobody.
  expect(faultOf(answer)).toMatch(/127\.0\.0\.1:9.*cannot be reached/);
  expect(answer.faults).toHaveLength(2);
});
