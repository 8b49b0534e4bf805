/** What languages share whose interpreter reads the source: its syntax is checked once, and each run starts the interpreter. */
import { inBuild, mainSource, noSource, ownSources, type Command, type Language, type MemoryPolicy, type Tool } from './language.js';

export interface Interpreter extends Pick<Language, 'id' | 'name' | 'extensions' | 'shownCompileCommand' | 'shownRunCommand' | 'memory'> {
  tool: Tool;
  /** Checks the syntax of one file; its path comes last. Null: there is no such check, and a fault shows when the program runs. */
  check: ((tool: string) => readonly string[]) | null;
  run: (tool: string, main: string, limits: { memoryKib: number }) => Command;
  runtimeThreads?: number;
}

/** One check after the other; only what goes wrong is told. $0 is how many words the check has; the files follow it. */
const EACH_FILE = 'n=$0; check=; while [ "$n" -gt 0 ]; do check="$check \'$1\'"; shift; n=$((n-1)); done; for file; do eval "$check" \'"$file"\' > /tmp/said 2>&1 || { cat /tmp/said >&2; exit 1; }; done';

function forEach(check: readonly string[], files: readonly string[]): string[] {
  return ['/bin/sh', '-c', EACH_FILE, String(check.length), ...check, ...files];
}

export function interpreted({ tool, check, run, runtimeThreads = 0, ...about }: Interpreter): Language {
  const language: Language = {
    ...about,
    tools: { interpreter: tool },
    versionOf: 'interpreter',
    build({ tools, ...context }) {
      const main = mainSource(language, context);
      if (!main) return noSource(language);
      const interpreter = tools['interpreter']!;
      const files = ownSources(language, context.sources).map((source) => inBuild(source.name));
      return {
        compile: check && { command: forEach(check(interpreter), files) },
        run: (limits) => run(interpreter, inBuild(main.name), limits),
      };
    },
    runtimeThreads,
  };
  return language;
}

/** A death that the cgroup's limit brings about. */
export const scriptMemory = (death: RegExp, overheadKib = 0): MemoryPolicy => ({ overheadKib, death, heapIsLimited: false });
