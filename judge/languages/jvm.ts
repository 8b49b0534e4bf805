/** What Java, Kotlin and Scala share: the Java virtual machine. */
import type { Command, MemoryPolicy, Tool } from './language.js';

export const javaTool: Tool = { candidates: ['/usr/bin/java', '/usr/local/bin/java'], versionArguments: ['-version'] };

/** `classPath`: folders and jars, joined by colons. */
export function runJvm(java: string, classPath: string, main: string, memoryKib: number): Command {
  return {
    command: [
      java,
      '-XX:+UseSerialGC',
      '-Xshare:auto',
      '-XX:-UsePerfData',
      // The heap limit is the memory limit, so that both say "too much memory" at the same point.
      `-Xmx${memoryKib}k`,
      // Deep recursion is limited by memory, as in every other language; the pages are touched only when used.
      `-Xss${Math.min(memoryKib, 1024 * 1024)}k`,
      '-Dfile.encoding=UTF-8',
      '-DONLINE_JUDGE=true',
      '-cp',
      classPath,
      main,
    ],
  };
}

/** For a compiler that runs on it. An archive of its loaded classes, made by `prepare`, halves its start. */
export function compilerJvm(java: string, archive: string | null): string[] {
  return [java, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xss32m', '-XX:-UsePerfData', '-Xshare:auto', ...(archive === null ? [] : [`-XX:SharedArchiveFile=${archive}`])];
}

export const jvmMemory: MemoryPolicy = { overheadKib: 192 * 1024, death: /java\.lang\.OutOfMemoryError|There is insufficient memory for the Java Runtime/, heapIsLimited: true };
export const JVM_THREADS = 32;
export const SHOWN_JVM = 'java -XX:+UseSerialGC -Xmx{memory} -Xss{memory}';
