/** Python 3 in its two implementations. */
import type { LanguageId } from '#contract/language.js';
import { BUILD_DIRECTORY, inBuild, mainSource, noSource, ownSources, stem, type CompileContext, type Language, type Source } from './language.js';

/** Compiles every file, so that a syntax error is a compile error and imports need no write access. */
const CHECK = [
  'import sys, py_compile',
  'for name in sys.argv[1:]:',
  '    try:',
  '        py_compile.compile(name, doraise=True)',
  '    except py_compile.PyCompileError as error:',
  '        sys.stderr.write(error.msg)',
  '        sys.exit(1)',
].join('\n');

/** As every language has it, but for a file that another one imports. */
function startOf(language: Pick<Language, 'extensions'>, context: Pick<CompileContext, 'sources' | 'entryPoint'>): Source | undefined {
  const own = ownSources(language, context.sources);
  const imported = (source: Source) => own.some((other) => other !== source && new RegExp(`^[ \\t]*(?:from|import)[ \\t].*\\b${stem(source.name).replace(/\W/g, '\\$&')}\\b`, 'm').test(other.text()));
  const named = context.entryPoint !== undefined || own.some(({ name }) => /^(?:main|__main__)$/i.test(stem(name)));
  return (named || own.length === 1 ? undefined : own.find((source) => !imported(source))) ?? mainSource(language, context);
}

/**
 * Starts the folder of the program as a package, so that its files can import each other by `from .other import`, as well as by
 * their names alone. https://icpc.io/problem-package-format/spec/2025-09.html#programs
 */
const START_PACKAGE = (folder: string) => `import sys, runpy; sys.path[:1] = ['/', '${folder}']; runpy.run_module('${folder.slice(1)}', run_name='__main__', alter_sys=True)`;

function python(id: LanguageId, name: string, executable: string, overheadKib: number, environment: Record<string, string>): Language {
  const language: Language = {
    id,
    name,
    extensions: ['.py', '.py3'],
    tools: { python: { candidates: [`/usr/bin/${executable}`, `/usr/local/bin/${executable}`], versionArguments: ['--version'] } },
    versionOf: 'python',
    build({ tools, ...context }) {
      const main = startOf(language, context);
      if (!main) return noSource(language);
      const own = ownSources(language, context.sources);
      const isPackage = main.name === '__main__.py' && own.some(({ name }) => name === '__init__.py');
      const start = isPackage ? ['-c', START_PACKAGE(BUILD_DIRECTORY)] : [inBuild(main.name)];
      return {
        compile: { command: [tools['python']!, '-c', CHECK, ...own.map((source) => inBuild(source.name))], environment },
        run: () => ({ command: [tools['python']!, ...start], environment: { PYTHONHASHSEED: '0', PYTHONIOENCODING: 'utf-8', ...environment } }),
      };
    },
    shownCompileCommand: `${executable} -m py_compile main.py`,
    shownRunCommand: `${executable} main.py`,
    memory: { overheadKib, death: /MemoryError|Cannot allocate memory/, heapIsLimited: false },
    runtimeThreads: 0,
  };
  return language;
}

export const python3 = python('python3', 'Python 3', 'python3', 0, {});
/**
 * Its collector keeps room for a second copy of the young objects, and the JIT its traces. It would size the nursery by
 * /proc/cpuinfo, which a jail does not show, and says so on standard error.
 */
export const pypy3 = python('pypy3', 'PyPy 3', 'pypy3', 64 * 1024, { PYPY_GC_NURSERY: '4M' });
