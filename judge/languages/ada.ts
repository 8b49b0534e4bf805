import { inBuild, noSource, ownSources, stem, type Language, type Source } from './language.js';
import { PROGRAM, nativeMemory, runProgram } from './native.js';

const FLAGS = ['-gnat2012', '-O2', '-gnatws'];

/** GNAT finds units by the names of files, so each file is named after the first unit in it. */
export const ada: Language = {
  id: 'ada',
  name: 'Ada',
  extensions: ['.adb', '.ads', '.ada'],
  tools: { gnatmake: { candidates: ['/usr/bin/gnatmake', '/usr/local/bin/gnatmake'], versionArguments: ['--version'] } },
  versionOf: 'gnatmake',
  build({ tools, sources, entryPoint }) {
    const own = ownSources(ada, sources);
    const units = own.map((source) => ({ source, ...unitOf(source) }));
    const programs = units.filter(({ program }) => program);
    const wanted = entryPoint?.toLowerCase();
    const main = programs.find(({ source, name }) => source.name.toLowerCase() === wanted || name === wanted) ?? programs.find(({ name }) => name === 'main') ?? programs[0];
    if (!main) return own.length === 0 ? noSource(ada) : 'No file begins with the procedure to be run.';
    return {
      rename: Object.fromEntries(units.map(({ source, file }) => [source.name, file])),
      compile: { command: ['/bin/sh', '-c', '"$@" > /tmp/said 2>&1 || { cat /tmp/said >&2; exit 1; }', 'gnatmake', tools['gnatmake']!, '-q', ...FLAGS, `-aI${inBuild('')}`, '-D', '/tmp', '-o', PROGRAM, inBuild(main.file), '-bargs', '-static', '-largs', '-static'] },
      run: runProgram,
    };
  },
  shownCompileCommand: `gnatmake ${FLAGS.join(' ')} main.adb -bargs -static -largs -static`,
  shownRunCommand: './main',
  memory: nativeMemory(/STORAGE_ERROR/),
  runtimeThreads: 0,
};

/** What the file holds first, and how GNAT would name the file. */
function unitOf(source: Source): { name: string; file: string; program: boolean } {
  const text = source.text().replace(/--[^\n]*/g, '');
  const found = /\b(package\s+body|package|procedure|function)\s+([A-Za-z][\w.]*)\s*(\(|;|is\b|return\b)?/i.exec(text);
  if (!found) return { name: stem(source.name).toLowerCase(), file: source.name.toLowerCase(), program: false };
  const [, kind = '', unit = '', after = ''] = found;
  const name = unit.toLowerCase();
  const spec = /^package$/i.test(kind) || after === ';';
  return { name, file: `${name.replaceAll('.', '-')}${spec ? '.ads' : '.adb'}`, program: /^procedure$/i.test(kind) && /^is$/i.test(after) };
}
