/** What a launcher says of its run, as launch.c tells and spawner.c passes it on. */
export type LauncherLine =
  | { kind: 'ready' }
  | { kind: 'ended'; status: number; wallMs: number }
  /** It was asked: the program has not ended, and was let go so long ago. */
  | { kind: 'running'; wallMs: number }
  /** Our fault or the caller's; `stage` execve: the program could not be executed. */
  | { kind: 'failed'; stage: string; errno: number };

/** A line `R LANE RUN`, `E LANE RUN STATUS NS`, `W LANE RUN NS` or `X LANE RUN STAGE ERRNO`. */
export function parseLine(line: string): LauncherLine {
  const [word, , , first, second] = line.split(' ');
  if (word === 'R') return { kind: 'ready' };
  if (word === 'E') return { kind: 'ended', status: Number(first), wallMs: Number(second) / 1e6 };
  if (word === 'W') return { kind: 'running', wallMs: Number(first) / 1e6 };
  if (word === 'X') return { kind: 'failed', stage: first ?? '', errno: Number(second) };
  return { kind: 'failed', stage: `unknown line ${JSON.stringify(line)}`, errno: 0 };
}
