import { JVM_THREADS, SHOWN_JVM, javaTool, jvmMemory, runJvm } from './jvm.js';
import { inBuild, noSource, ownSources, stem, type Language, type Source } from './language.js';

const CLASSES = inBuild('.classes');
/** javac takes the byte-order mark that Windows editors write for an error. $0: how many files have one; they come first, then the command. */
const WITHOUT_MARKS = 'n=$0; while [ "$n" -gt 0 ]; do tail -c +4 "$1" > /tmp/unmarked && rm -f "$1" && cp /tmp/unmarked "$1" || exit 1; shift; n=$((n-1)); done; exec "$@"';

export const java: Language = {
  id: 'java',
  name: 'Java',
  extensions: ['.java'],
  tools: {
    javac: { candidates: ['/usr/bin/javac', '/usr/local/bin/javac'], versionArguments: ['-version'] },
    java: javaTool,
  },
  versionOf: 'javac',
  build({ tools, sources, entryPoint }) {
    const own = ownSources(java, sources);
    if (own.length === 0) return noSource(java);
    if (entryPoint !== undefined && !/^[\p{L}\p{N}_$][^\s@]*$/u.test(entryPoint)) return 'The entry point must be a class or a file.';
    const rename = renames(own);
    const main = mainClass(own, entryPoint);
    const files = own.map((source) => inBuild(rename[source.name] ?? source.name));
    const marked = own.filter((source) => source.text().startsWith('\ufeff')).map((source) => inBuild(rename[source.name] ?? source.name));
    return {
      rename,
      compile: {
        command: [
          ...(marked.length > 0 ? ['/bin/sh', '-c', WITHOUT_MARKS, String(marked.length), ...marked] : []),
          tools['javac']!,
          '-J-XX:+UseSerialGC',
          '-J-XX:TieredStopAtLevel=1',
          '-J-Xshare:auto',
          '-proc:none',
          '-nowarn',
          '-encoding',
          'UTF-8',
          '-d',
          CLASSES,
          ...files,
        ],
      },
      run: ({ memoryKib }) => runJvm(tools['java']!, CLASSES, main, memoryKib),
    };
  },
  shownCompileCommand: 'javac -proc:none -encoding UTF-8 Main.java',
  shownRunCommand: `${SHOWN_JVM} Main`,
  memory: jvmMemory,
  runtimeThreads: JVM_THREADS,
};

/** A public class must lie in a file of its name; people and clients often send another. */
function renames(own: readonly Source[]): Record<string, string> {
  const renamed: Record<string, string> = {};
  const taken = new Set(own.map((source) => source.name));
  for (const source of own) {
    const name = /(?:^|[\s;}])public\s+(?:(?:final|abstract|strictfp|sealed|static)\s+)*(?:class|interface|enum|record)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(bare(source.text()))?.[1];
    const wanted = `${name}.java`;
    if (name && wanted !== source.name && !taken.has(wanted)) {
      renamed[source.name] = wanted;
      taken.add(wanted);
    }
  }
  return renamed;
}

/** Fully qualified name of the class to start: as named, by class or by file, else one with a main method, `Main` first. */
function mainClass(own: readonly Source[], entryPoint: string | undefined): string {
  const wanted = entryPoint?.replace(/\.(java|class)$/, '').replaceAll('/', '.');
  if (wanted !== undefined) {
    const mains = own.flatMap(mainsOf);
    const named = mains.find((name) => name === wanted) ?? mains.find((name) => name.endsWith(`.${wanted}`));
    const file = own.find((source) => stem(source.name) === wanted);
    return named ?? (file && mainsOf(file)[0]) ?? wanted;
  }
  const candidates = own.flatMap(mainsOf);
  return candidates.find((name) => /(^|\.)main$/i.test(name)) ?? candidates[0] ?? stem(own[0]!.name);
}

function mainsOf(source: Source): string[] {
  const text = bare(source.text());
  const at = /\bstatic\s+(?:final\s+|synchronized\s+)*(?:public\s+)?void\s+main\s*\(|\bvoid\s+main\s*\(/.exec(text)?.index;
  if (at === undefined) return [];
  const folder = /(?:^|[;\s])package\s+([\p{L}\p{N}_$.]+)\s*;/u.exec(text)?.[1];
  const name = enclosingClass(text, at) ?? stem(source.name);
  return [folder ? `${folder}.${name}` : name];
}

/** The outermost class whose braces are open at `at`; nested ones are joined with $. */
function enclosingClass(text: string, at: number): string | undefined {
  const open: (string | null)[] = [];
  const token = /\b(?:class|interface|enum|record)\s+([\p{L}_$][\p{L}\p{N}_$]*)|[{}]/gu;
  let pending: string | null = null;
  for (let match = token.exec(text); match && match.index < at; match = token.exec(text)) {
    if (match[0] === '{') {
      open.push(pending);
      pending = null;
    } else if (match[0] === '}') open.pop();
    else pending = match[1] ?? null;
  }
  const names = open.filter((name) => name !== null);
  return names.length > 0 ? names.join('$') : undefined;
}

/** The source without comments and the content of strings, so that words in them mislead nobody. */
function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (match) => (match.startsWith('/') ? ' ' : '""'));
}
