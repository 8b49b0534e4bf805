/** What a compiler said of single lines of the source, for showing it there. */
import { sourcePlaces } from './source-places.js';

export interface CompileFault {
  file: string;
  /** From 1 on. */
  line: number;
  /** From 1 on; undefined: of the whole line. */
  column?: number | undefined;
  severity: 'error' | 'warning' | 'info';
  message: string;
}

const WORDS: Record<string, CompileFault['severity']> = { error: 'error', 'fatal error': 'error', warning: 'warning', note: 'info', help: 'info' };
const MOST = 100;

/** `files`: names of the submitted files. Each place is told once. */
export function compileFaults(log: string, files: readonly string[]): CompileFault[] {
  const lines = log.split('\n');
  const found = new Map<string, CompileFault>();
  lines.forEach((text, at) => {
    for (const { text: named, place } of sourcePlaces(text, files)) {
      if (!place || found.size >= MOST) continue;
      const column = Number(/^:\d+:(\d+)|^\(\d+,(\d+)\)/.exec(named.slice(place.file.length))?.slice(1).find(Boolean)) || undefined;
      const said = saidThere(lines, at, text.slice(text.indexOf(named) + named.length));
      if (said === null) continue;
      const key = `${place.file}:${place.line}:${column} ${said.message}`;
      if (!found.has(key)) found.set(key, { ...place, column, ...said });
    }
  });
  return [...found.values()];
}

/** `rest`: of the line, behind the place. gcc, javac, tsc and go say it there; rustc in the line before, python at the end. */
function saidThere(lines: readonly string[], at: number, rest: string): Pick<CompileFault, 'severity' | 'message'> | null {
  const here = /^:?\s*(?:(fatal error|error|warning|note)\b[^:]*:)?\s*(\S.*)$/.exec(rest);
  // "In file included from main.cpp:1," and "main.cpp:3:5: required from here" name places where nothing is wrong.
  if (here?.[2]) return /^(:$|,|required from|from )/.test(here[2]) ? null : { severity: WORDS[here[1] ?? 'error'] ?? 'error', message: here[2] };
  const before = /^(error|warning|note|help)(?:\[\w+\])?: (.+)$/.exec(lines[at - 1]?.trim() ?? '');
  if (before) return { severity: WORDS[before[1] ?? ''] ?? 'error', message: before[2] ?? '' };
  return pythonSaid(lines, at);
}

function pythonSaid(lines: readonly string[], at: number): Pick<CompileFault, 'severity' | 'message'> | null {
  const said = lines.slice(at + 1, at + 8).find((line) => /^(?:Sorry: )?\w*(?:Error|Warning|Exception)\b/.test(line.trim()));
  return said === undefined ? null : { severity: 'error', message: said.trim() };
}
