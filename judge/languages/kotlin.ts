import { JVM_THREADS, SHOWN_JVM, compilerJvm, javaTool, jvmMemory, runJvm } from './jvm.js';
import { PREPARED_DIRECTORY, inBuild, noSource, ownSources, stem, type Language, type Source, type ToolPaths } from './language.js';

const CLASSES = inBuild('.classes');
const ARCHIVE = `${PREPARED_DIRECTORY}/compiler.jsa`;
const FLAGS = ['-no-stdlib', '-no-reflect', '-nowarn'];
const EXAMPLE = 'fun main() { val all = readln().split(" ").map { it.toLong() }; println(all.sum()) }';

/** The compiler is a set of jars of Maven Central: see scripts/setup/maven.ts. */
export const kotlin: Language = {
  id: 'kotlin',
  name: 'Kotlin',
  extensions: ['.kt'],
  tools: {
    java: javaTool,
    kotlinc: { candidates: ['/opt/arbiter/kotlin-*/bin/kotlinc'], versionArguments: ['-version'] },
  },
  versionOf: 'kotlinc',
  /** The compiler's classes as the machine has them in memory: without, each compilation reads and verifies them again. */
  prepare: (tools) => ({
    command: ['/bin/sh', '-c', 'printf "%s\\n" "$0" > /tmp/main.kt && exec "$@"', EXAMPLE, tools['java']!, `-XX:ArchiveClassesAtExit=${ARCHIVE}`, ...compilerJvm(tools['java']!, null).slice(1), ...compiler(tools), '-d', '/tmp/classes', '/tmp/main.kt'],
  }),
  build({ tools, sources, entryPoint, prepared }) {
    const own = ownSources(kotlin, sources);
    if (own.length === 0) return noSource(kotlin);
    return {
      compile: { command: [...compilerJvm(tools['java']!, prepared ? ARCHIVE : null), ...compiler(tools), '-d', CLASSES, ...own.map((source) => inBuild(source.name))] },
      run: ({ memoryKib }) => runJvm(tools['java']!, `${CLASSES}:${library(tools)}`, mainClass(own, entryPoint), memoryKib),
    };
  },
  shownCompileCommand: 'kotlinc main.kt',
  shownRunCommand: `${SHOWN_JVM} MainKt`,
  memory: jvmMemory,
  runtimeThreads: JVM_THREADS,
};

function home(tools: ToolPaths): string {
  return tools['kotlinc']!.replace(/\/bin\/kotlinc$/, '');
}

const library = (tools: ToolPaths): string => `${home(tools)}/lib/kotlin-stdlib.jar`;

function compiler(tools: ToolPaths): string[] {
  return ['-cp', `${home(tools)}/lib/*`, 'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler', ...FLAGS, '-cp', library(tools)];
}

/** Functions outside of classes become a class that is named after their file. https://kotlinlang.org/docs/java-to-kotlin-interop.html#package-level-functions */
function mainClass(own: readonly Source[], entryPoint: string | undefined): string {
  const wanted = own.find((source) => source.name === entryPoint || stem(source.name) === entryPoint);
  if (entryPoint !== undefined && !wanted) return entryPoint.replace(/\.(kt|class)$/, '');
  const main = wanted ?? own.find((source) => /^\s*(?:suspend\s+)?fun\s+main\s*\(/m.test(source.text())) ?? own[0]!;
  const text = main.text();
  const inside = /^\s*package\s+([\w.]+)/m.exec(text)?.[1];
  const name = /@file:JvmName\(\s*"(\w+)"/.exec(text)?.[1] ?? classOf(stem(main.name));
  return inside === undefined ? name : `${inside}.${name}`;
}

function classOf(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_$]/gu, '_');
  return `${/^\p{N}/u.test(plain) ? '_' : ''}${plain.charAt(0).toUpperCase()}${plain.slice(1)}Kt`;
}
