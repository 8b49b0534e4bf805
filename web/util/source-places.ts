/** A stretch of a compiler's message; with a place where it names a line of a submitted file. */
export interface LogPart {
  text: string;
  place?: { file: string; line: number };
}

/** Finds the lines that compilers speak of: `main.cpp:8:39`, `main.ts(8,39)`, `File "main.py", line 8`. */
export function sourcePlaces(log: string, files: readonly string[]): LogPart[] {
  if (files.length === 0) return [{ text: log }];
  const names = [...files].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\w.-])(${names.join('|')})(?::(\\d+)(?::\\d+)?|\\((\\d+),\\d+\\)|", line (\\d+))`, 'g');
  const parts: LogPart[] = [];
  let end = 0;
  for (const match of log.matchAll(pattern)) {
    if (match.index > end) parts.push({ text: log.slice(end, match.index) });
    parts.push({ text: match[0], place: { file: match[1] ?? '', line: Number(match[2] ?? match[3] ?? match[4]) } });
    end = match.index + match[0].length;
  }
  if (end < log.length) parts.push({ text: log.slice(end) });
  return parts;
}
