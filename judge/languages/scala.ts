import { JVM_THREADS, SHOWN_JVM, compilerJvm, javaTool, jvmMemory, runJvm } from './jvm.js';
import { PREPARED_DIRECTORY, inBuild, noSource, ownSources, stem, type Language, type Source, type ToolPaths } from './language.js';

const CLASSES = inBuild('.classes');
const ARCHIVE = `${PREPARED_DIRECTORY}/compiler.jsa`;
const EXAMPLE = '@main def main() = { val all = scala.io.StdIn.readLine().split(" ").map(_.toLong); println(all.sum) }';
const LIBRARIES = ['scala-library.jar', 'scala3-library_3.jar'];

/** Scala 3. The compiler is a set of jars of Maven Central: see scripts/setup/maven.ts. */
export const scala: Language = {
  id: 'scala',
  name: 'Scala',
  extensions: ['.scala'],
  tools: {
    java: javaTool,
    scalac: { candidates: ['/opt/arbiter/scala-*/bin/scalac'], versionArguments: ['-version'] },
  },
  versionOf: 'scalac',
  prepare: (tools) => ({
    command: ['/bin/sh', '-c', 'mkdir /tmp/classes && printf "%s\\n" "$0" > /tmp/main.scala && exec "$@"', EXAMPLE, tools['java']!, `-XX:ArchiveClassesAtExit=${ARCHIVE}`, ...compilerJvm(tools['java']!, null).slice(1), ...compiler(tools), '-d', '/tmp/classes', '/tmp/main.scala'],
  }),
  build({ tools, sources, entryPoint, prepared }) {
    const own = ownSources(scala, sources);
    if (own.length === 0) return noSource(scala);
    const command = [...compilerJvm(tools['java']!, prepared ? ARCHIVE : null), ...compiler(tools), '-d', CLASSES, ...own.map((source) => inBuild(source.name))];
    return {
      compile: { command: ['/bin/sh', '-c', `mkdir -p ${CLASSES} && exec "$@"`, 'scalac', ...command] },
      run: ({ memoryKib }) => runJvm(tools['java']!, [CLASSES, ...libraries(tools)].join(':'), mainClass(own, entryPoint), memoryKib),
    };
  },
  shownCompileCommand: 'scalac main.scala',
  shownRunCommand: `${SHOWN_JVM} Main`,
  memory: jvmMemory,
  runtimeThreads: JVM_THREADS,
};

function home(tools: ToolPaths): string {
  return tools['scalac']!.replace(/\/bin\/scalac$/, '');
}

const libraries = (tools: ToolPaths): string[] => LIBRARIES.map((name) => `${home(tools)}/lib/${name}`);

function compiler(tools: ToolPaths): string[] {
  return ['-cp', `${home(tools)}/lib/*`, 'dotty.tools.dotc.Main', '-color:never', '-nowarn', '-classpath', libraries(tools).join(':')];
}

/** An object with a main method or that extends App, or the class that `@main def name` makes; `Main` first. */
function mainClass(own: readonly Source[], entryPoint: string | undefined): string {
  const file = own.find((source) => source.name === entryPoint || stem(source.name) === entryPoint);
  const mains = (file ? [file] : own).flatMap(mainsOf);
  const wanted = file ? undefined : entryPoint?.replace(/\.(scala|class)$/, '');
  if (wanted !== undefined) return mains.find((name) => name === wanted || name.endsWith(`.${wanted}`)) ?? wanted;
  return mains.find((name) => /(?:^|\.)[Mm]ain$/.test(name)) ?? mains[0] ?? 'Main';
}

function mainsOf(source: Source): string[] {
  const text = source.text().replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"/g, ' ');
  const inside = /^\s*package\s+([\w.]+)/m.exec(text)?.[1];
  const full = (name: string): string => (inside === undefined ? name : `${inside}.${name}`);
  const annotated = [...text.matchAll(/@main\s+def\s+(\w+)/g)].map((match) => full(match[1]!));
  const objects = [...text.matchAll(/\bobject\s+(\w+)([\s\S]*?)(?=\bobject\s+\w+|$)/g)]
    .filter(([, , body = '']) => /^[^{:]*\bextends\b[^{]*\bApp\b/.test(body) || /\bdef\s+main\s*\(/.test(body))
    .map((match) => full(match[1]!));
  return [...annotated, ...objects];
}
