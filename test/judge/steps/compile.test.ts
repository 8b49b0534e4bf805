/** Compilations that are kept, with real compilers and jails. The cache itself: test/judge/worker/compile-cache.test.ts. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunReport } from '#judge/core/run.js';
import type { Toolchain } from '#judge/languages/discover.js';
import { BUILD_DIRECTORY } from '#judge/languages/language.js';
import { SCRIPT } from '#judge/languages/script.js';
import type { RunSpec, Sandbox } from '#judge/sandbox/sandbox.js';
import { compile, type Compilation, type CompileRequest } from '#judge/steps/compile.js';
import { ProgramCache } from '#judge/steps/programs.js';
import { DiskCompileCache } from '#judge/worker/compile-cache.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
let folder: string;
let cache: DiskCompileCache;
/** The commands of all compilers that ran. */
let compilers: string[];
/** What a compiler's jail is told first. */
let onCompiler: (spec: RunSpec) => void;
let sandbox: Sandbox;

beforeAll(async () => {
  judge = await startTestJudge();
  const real = judge.sandbox;
  sandbox = {
    prepare: (spec) => {
      if (spec.mounts.some(({ to, writable }) => to === BUILD_DIRECTORY && writable)) {
        compilers.push(spec.command.join(' '));
        onCompiler(spec);
      }
      return real.prepare(spec);
    },
    pipe: () => real.pipe(),
    scratch: (limits) => real.scratch(limits),
    refresh: () => real.refresh(),
    close: () => real.close(),
  };
}, 300_000);
beforeEach(async () => {
  folder = mkdtempSync('/var/lib/arbiter/compiled-test-');
  cache = await openCache();
  compilers = [];
  onCompiler = () => undefined;
  return () => rmSync(folder, { recursive: true });
});
afterAll(() => judge.close());

const openCache = () => DiskCompileCache.open({ folder, maxBytes: 1 << 30, log: () => undefined });
const HELLO = '#include <stdio.h>\nint main(void) { puts("hello"); }\n';
const LIMITS = { compileTimeMs: 20_000, compileMemoryKib: 1024 * 1024 };

function request(files: Record<string, string>, { language = 'c', ...more }: Partial<CompileRequest> & { language?: string } = {}): CompileRequest {
  const toolchain = judge.toolchains.get(language);
  if (!toolchain) throw new Error(`This host has no ${language}`);
  return { toolchain, sources: Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })), limits: LIMITS, ...more };
}

async function using<T>(compiling: Promise<Compilation>, use: (compilation: Compilation) => Promise<T> | T): Promise<T> {
  const compilation = await compiling;
  try {
    return await use(compilation);
  } finally {
    if (compilation.ok) await compilation.program.release();
  }
}

/** Whether it was taken from the cache. */
const isKept = (compiling: CompileRequest) => using(compile(sandbox, compiling, cache), ({ result }) => result.cached === true);

async function run(compilation: Compilation, memoryKib = 512 * 1024): Promise<RunReport & { output: string }> {
  if (!compilation.ok) throw new Error(compilation.result.log);
  const { program } = compilation;
  let output = '';
  const ready = await sandbox.prepare({
    ...program.run({ memoryKib }),
    mounts: program.mounts,
    limits: { cpuMs: 10_000, wallMs: 20_000, memoryKib: memoryKib + program.memory.overheadKib, outputBytes: 1 << 20, stderrBytes: 1 << 16, processes: 64 + program.runtimeThreads, fileBytes: 1 << 24 },
    input: { kind: 'empty' },
    output: { kind: 'consume', chunk: (bytes) => (output += bytes.toString()) },
  });
  const report = await ready.go();
  return { ...report, output };
}

describe('the same again', { timeout: 60_000 }, () => {
  it('is not compiled, runs the same, and tells log and times of the first', async () => {
    const source = { 'main.c': `#warning mind this\n${HELLO}` };
    const [fresh, ran] = await using(compile(sandbox, request(source), cache), async (first) => [first.result, await run(first)] as const);
    expect(fresh).toMatchObject({ ok: true, log: expect.stringContaining('mind this') });
    expect(fresh.cached).toBeUndefined();
    await using(compile(sandbox, request(source), cache), async (second) => {
      expect(second.result).toEqual({ ...fresh, cached: true });
      const again = await run(second);
      expect(again).toMatchObject({ output: 'hello\n', exit: { kind: 'exited', code: 0 } });
      // Its pages are charged to nobody's run, wherever it comes from.
      expect(Math.abs(again.peakMemoryKib - ran.peakMemoryKib)).toBeLessThan(300);
    });
    expect(compilers).toHaveLength(1);
  });

  it('is found by the next judge of this host', async () => {
    expect(await isKept(request({ 'main.c': HELLO }))).toBe(false);
    cache = await openCache();
    expect(await isKept(request({ 'main.c': HELLO }))).toBe(true);
  });

  it('runs the same in every language', { timeout: 200_000 }, async () => {
    const programs: Record<string, Record<string, string>> = {
      c: { 'main.c': HELLO },
      cpp: { 'main.cpp': '#include <iostream>\nint main() { std::cout << "hello\\n"; }' },
      python3: { 'main.py': 'from pkg.help import say\nsay()', 'pkg/__init__.py': '', 'pkg/help.py': 'def say(): print("hello")' },
      pypy3: { 'main.py': 'from pkg.help import say\nsay()', 'pkg/__init__.py': '', 'pkg/help.py': 'def say(): print("hello")' },
      java: { 'Start.java': 'public class Start { interface Sayer { String say(); } public static void main(String[] a) { Sayer s = () -> "hello"; System.out.println(s.say()); } }' },
      javascript: { 'main.js': 'console.log("hello")' },
      typescript: { 'main.ts': 'const said: string = "hello";\nconsole.log(said);' },
      go: { 'main.go': 'package main\nimport "fmt"\nfunc main() { fmt.Println("hello") }' },
      rust: { 'main.rs': 'fn main() { println!("hello"); }' },
    };
    for (const language of judge.toolchains.keys()) {
      for (const again of [false, true]) {
        await using(compile(sandbox, request(programs[language]!, { language }), cache), async (compilation) => {
          expect([language, compilation.result.cached, (await run(compilation)).output]).toEqual([language, again || undefined, 'hello\n']);
        });
      }
    }
    expect(compilers).toHaveLength(judge.toolchains.size);
  });

  it('shows its program the same owners and permissions', async () => {
    const source = `#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
int main(void) {
  const char *paths[] = {"/build", "/build/.program", "/build/main.c", "/build/parts", "/build/parts/a.h", "/build/made"};
  for (int i = 0; i < 6; i++) { struct stat found; int failed = stat(paths[i], &found); printf("%d %o %d %d %d\\n", failed, found.st_mode, found.st_uid, found.st_gid, open(paths[i], O_WRONLY) < 0 ? errno : 0); }
}`;
    const seen = new Set<string>();
    const { toolchain, ...rest } = request({ 'main.c': source, 'parts/a.h': '' });
    const build: Toolchain['language']['build'] = (context) => {
      const { compile: command, ...built } = toolchain.language.build(context) as Exclude<ReturnType<typeof toolchain.language.build>, string>;
      return { ...built, compile: { command: ['/bin/sh', '-c', 'mkdir -m 750 made && exec "$@"', 'sh', ...command!.command] } };
    };
    for (let times = 0; times < 2; times++) {
      await using(compile(sandbox, { ...rest, toolchain: { ...toolchain, language: { ...toolchain.language, build } } }, cache), async (compilation) => void seen.add((await run(compilation)).output));
    }
    expect([...seen]).toEqual([expect.stringMatching(/^(0 \d+ \d+ \d+ \d+\n){6}$/)]);
    expect(compilers).toHaveLength(1);
  });

  it('has bytecode that Python takes for that of its source', async () => {
    const program = 'import help, os, struct\nheader = open(help.__cached__, "rb").read(12)\nprint(struct.unpack("<I", header[8:])[0] - int(os.stat(help.__file__).st_mtime))';
    for (let times = 0; times < 2; times++) {
      await using(compile(sandbox, request({ 'main.py': program, 'help.py': '' }, { language: 'python3' }), cache), async (compilation) => {
        expect(await run(compilation)).toMatchObject({ output: '0\n' });
      });
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    expect(compilers).toHaveLength(1);
  });

  it('is compiled once for several who want it at the same time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => using(compile(sandbox, request({ 'main.c': HELLO }), cache), async (compilation) => expect(await run(compilation)).toMatchObject({ output: 'hello\n' }))));
    expect(compilers).toHaveLength(1);
    expect(cache.counts).toMatchObject({ hits: 3, misses: 1 });
  });

  it('is compiled by the next one where the jail of the first fails', async () => {
    onCompiler = () => {
      if (compilers.length === 1) throw new Error('no jail today');
    };
    // Each reads its compiler's files before it asks the cache, so any of them may come first.
    const outcomes = [1, 2, 3].map(() => isKept(request({ 'main.c': HELLO })).catch((error: Error) => error.message));
    expect((await Promise.all(outcomes)).map(String).sort()).toEqual(['false', 'no jail today', 'true']);
    expect(compilers).toHaveLength(2);
  });

  it('runs on when its entry goes', async () => {
    await isKept(request({ 'main.c': HELLO }));
    await using(compile(sandbox, request({ 'main.c': HELLO }), cache), async (compilation) => {
      expect(compilation.result.cached).toBe(true);
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      expect(await run(compilation)).toMatchObject({ output: 'hello\n' });
    });
    expect(await isKept(request({ 'main.c': HELLO }))).toBe(false);
  });
});

describe('another compilation is one with another', { timeout: 60_000 }, () => {
  const files = { 'main.c': '#include "part.h"\n#include <stdio.h>\nint main(void) { puts(PART); }', 'part.h': '#define PART "a"' };
  const same = () => request(files);
  const withToolchain = (change: (toolchain: Toolchain) => Toolchain): CompileRequest => ({ ...same(), toolchain: change(same().toolchain) });
  const tool = (): string => Object.values(same().toolchain.tools)[0]!;
  const others: [what: string, other: () => CompileRequest][] = [
    ['content of a file', () => request({ ...files, 'main.c': `${files['main.c']}\n` })],
    ['content of an included file', () => request({ ...files, 'part.h': '#define PART "b"' })],
    ['name of a file', () => request({ 'other.c': files['main.c'], 'part.h': files['part.h'] })],
    ['name of an included file', () => request({ 'main.c': files['main.c'], 'other.h': files['part.h'] })],
    ['file', () => request({ ...files, 'more.h': '' })],
    ['order of files', () => request({ 'part.h': files['part.h'], 'main.c': files['main.c'] })],
    ['entry point', () => ({ ...same(), entryPoint: 'main.c' })],
    ['time limit', () => ({ ...same(), limits: { ...LIMITS, compileTimeMs: 19_000 } })],
    ['memory limit', () => ({ ...same(), limits: { ...LIMITS, compileMemoryKib: 1000 * 1024 } })],
    ['version of the compiler', () => withToolchain((toolchain) => ({ ...toolchain, version: `${toolchain.version}.1` }))],
    ['language', () => withToolchain((toolchain) => ({ ...toolchain, language: { ...toolchain.language, id: 'cpp' } }))],
    ['flag', () => withToolchain((toolchain) => ({ ...toolchain, language: { ...toolchain.language, build: (context) => withCommand(toolchain, context, (command) => ({ ...command, command: [...command.command, '-g'] })) } }))],
    ['environment', () => withToolchain((toolchain) => ({ ...toolchain, language: { ...toolchain.language, build: (context) => withCommand(toolchain, context, (command) => ({ ...command, environment: { LANG: 'de' } })) } }))],
    ['mount', () => withToolchain((toolchain) => ({ ...toolchain, mounts: [...toolchain.mounts, { from: '/opt', to: '/opt' }] }))],
    ['program of the toolchain', () => withToolchain((toolchain) => ({ ...toolchain, tools: { ...toolchain.tools, linker: '/usr/bin/true' } }))],
  ];
  function withCommand(toolchain: Toolchain, context: Parameters<Toolchain['language']['build']>[0], change: (command: NonNullable<Exclude<ReturnType<Toolchain['language']['build']>, string>['compile']>) => typeof command) {
    const build = toolchain.language.build(context);
    return typeof build === 'string' || !build.compile ? build : { ...build, compile: change(build.compile) };
  }

  for (const [what, other] of others) {
    it(what, async () => {
      expect(await isKept(same())).toBe(false);
      expect(await isKept(other())).toBe(false);
      expect(await isKept(same())).toBe(true);
      expect(await isKept(other())).toBe(true);
    });
  }

  it('file of the compiler, though it tells the same version', async () => {
    const copy = join(folder, '..', `${process.pid}-compiler`);
    writeFileSync(copy, readFileSync(tool()), { mode: 0o755 });
    const copied = () => withToolchain((toolchain) => ({ ...toolchain, tools: { ...toolchain.tools, unused: copy } }));
    try {
      expect([await isKept(copied()), await isKept(copied())]).toEqual([false, true]);
      utimesSync(copy, 1_000_000_000, 1_000_000_000);
      expect([await isKept(copied()), await isKept(copied())]).toEqual([false, true]);
    } finally {
      rmSync(copy);
    }
  });
});

describe('a compilation that failed', { timeout: 60_000 }, () => {
  it('because of the source is kept, with its log', async () => {
    const broken = request({ 'main.c': 'int main(void) { return nothing; }' });
    const [first, second] = [await compile(sandbox, broken, cache), await compile(sandbox, broken, cache)];
    expect(first).toMatchObject({ ok: false, result: { ok: false, log: expect.stringContaining('nothing') } });
    expect(second).toEqual({ ok: false, result: { ...first.result, cached: true } });
    expect(compilers).toHaveLength(1);
  });

  const notKept: [what: string, source: string, limits: CompileRequest['limits'], log: RegExp][] = [
    ['took too long', '#include "/dev/zero"\nint main(void) {}', { ...LIMITS, compileTimeMs: 300 }, /took more than|did not end/],
    ['took too much memory', '#include <stdio.h>\nstatic char big[400000000] = {1};\nint main(void) { puts(big); }', { ...LIMITS, compileMemoryKib: 64 * 1024 }, /memory/],
    ['may have failed for a want of the host', '#error No space left on device\nint main(void) {}', LIMITS, /No space left/],
  ];
  for (const [what, source, limits, log] of notKept) {
    it(`because it ${what} is tried again`, async () => {
      for (let times = 1; times <= 2; times++) {
        const { ok, result } = await compile(sandbox, { ...request({ 'main.c': source }), limits }, cache);
        expect([ok, result.cached]).toEqual([false, undefined]);
        expect(result.log).toMatch(log);
        expect(compilers).toHaveLength(times);
      }
      expect(readdirSync(folder)).toEqual([]);
    });
  }
});

describe('what cannot be kept is built each time, and runs', { timeout: 60_000 }, () => {
  it('a very large program', async () => {
    const large = request({ 'main.c': `#include <stdio.h>\nchar big[40 << 20] = {1};\nint main(void) { puts("hello"); return big[5]; }` });
    for (let times = 1; times <= 2; times++) await using(compile(sandbox, large, cache), async (compilation) => expect(await run(compilation)).toMatchObject({ output: 'hello\n' }));
    expect([compilers.length, readdirSync(folder)]).toEqual([2, []]);
  });

  it('one with a link in it', async () => {
    const linking = (toolchain: Toolchain): Toolchain => ({
      ...toolchain,
      language: { ...toolchain.language, build: () => ({ compile: { command: ['/bin/sh', '-c', 'ln -s /etc/passwd link; printf "#!/bin/sh\\necho hello" > .program; chmod +x .program'] }, run: () => ({ command: [`${BUILD_DIRECTORY}/.program`] }) }) },
    });
    const linked = { ...request({ 'main.c': HELLO }), toolchain: linking(request({}).toolchain) };
    for (let times = 1; times <= 2; times++) await using(compile(sandbox, linked, cache), async (compilation) => expect(await run(compilation)).toMatchObject({ output: 'hello\n' }));
    expect([compilers.length, readdirSync(folder)]).toEqual([2, []]);
  });

  it('a script, which builds with whatever this host has', async () => {
    const script = { ...request({ build: 'echo "echo hello" > made', run: '#!/bin/sh\n. "$(dirname "$0")/made"' }), toolchain: SCRIPT };
    for (let times = 1; times <= 2; times++) await using(compile(sandbox, script, cache), async (compilation) => expect(await run(compilation)).toMatchObject({ output: 'hello\n' }));
    expect([compilers.length, readdirSync(folder)]).toEqual([2, []]);
  });
});

describe('a program that would change what is kept of it', { timeout: 60_000 }, () => {
  const POISON = `#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
static int done, seen;
static void walk(const char *folder, int depth) {
  DIR *dir = opendir(folder);
  if (!dir) return;
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (strspn(entry->d_name, "0123456789abcdef") == 64) seen++;
    if (entry->d_name[0] != '.' && depth < 4) { char path[4096]; snprintf(path, sizeof path, "%s/%s", folder, entry->d_name); if (entry->d_type == DT_DIR && strcmp(path, "/proc") && strcmp(path, "/usr")) walk(path, depth + 1); }
  }
  closedir(dir);
}
int main(void) {
  const char *own[] = {"/build/.program", "/build/main.c", "/proc/self/exe", "/build"};
  for (int i = 0; i < 4; i++) {
    done += open(own[i], O_RDWR) >= 0;
    done += truncate(own[i], 1) == 0;
    done += chmod(own[i], 0777) == 0;
    done += chown(own[i], 1000, 1000) == 0;
    done += rename(own[i], "/build/moved") == 0;
    done += unlink(own[i]) == 0;
    done += utimensat(AT_FDCWD, own[i], NULL, 0) == 0;
  }
  done += open("/build/new", O_CREAT | O_WRONLY, 0644) >= 0;
  done += symlink("/build/.program", "/build/link") == 0;
  done += link("/build/.program", "/build/second") == 0;
  walk("/", 0);
  walk("/..", 0);
  walk("/var/lib/arbiter", 0);
  printf("%d %d\\n", done, seen);
}
`;
  it('can change nothing, and sees nothing of the cache', async () => {
    let bytes: string | null = null;
    for (let times = 0; times < 3; times++) {
      await using(compile(sandbox, request({ 'main.c': POISON }), cache), async (compilation) => {
        expect(compilation.result.cached).toBe(times > 0 || undefined);
        expect(await run(compilation)).toMatchObject({ output: '0 0\n' });
      });
      const [entry] = readdirSync(folder);
      const now = readFileSync(join(folder, entry!), 'latin1');
      expect(now === (bytes ??= now)).toBe(true);
    }
  });

  it('has its copy to itself: what changes in it is not in the next one', async () => {
    await isKept(request({ 'main.c': HELLO }));
    await using(compile(sandbox, request({ 'main.c': HELLO }), cache), async (first) => {
      if (!first.ok) throw new Error(first.result.log);
      const place = first.program.mounts.find(({ to }) => to === BUILD_DIRECTORY)!.from;
      writeFileSync(join(place, '.program'), '#!/bin/sh\necho poison\n');
      expect(await run(first)).toMatchObject({ output: 'poison\n' });
      await using(compile(sandbox, request({ 'main.c': HELLO }), cache), async (second) => expect(await run(second)).toMatchObject({ output: 'hello\n' }));
    });
  });
});

describe('validators of packages', { timeout: 60_000 }, () => {
  it('are kept like submissions, over restarts', async () => {
    const file = judge.file('#include <stdlib.h>\nint main(void) { exit(42); }', 'output_validators/check/check.c');
    const source = { path: 'output_validators/check', language: 'c', files: [file] as [typeof file] };
    const packageFiles = { path: ({ hash }: typeof file) => Promise.resolve(join(judge.place.stateDir, 'blobs', hash)) };
    const { limits } = makeProblem(judge, []);
    for (let restarts = 0; restarts < 2; restarts++) {
      const programs = new ProgramCache(judge.toolchains, await openCache());
      (await programs.take(sandbox, packageFiles, source, limits)).done();
      await programs.close();
    }
    expect(compilers).toHaveLength(1);
  });
});
