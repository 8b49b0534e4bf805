/** What a launcher says of its run, as launch.c tells and spawner.c passes it on. */
export type LauncherLine =
  | { kind: 'ready' }
  | { kind: 'ended'; status: number; wallMs: number }
  /** Our fault or the caller's; `stage` execve: the program could not be executed. */
  | { kind: 'failed'; stage: string; errno: number };

/** A line `R LANE RUN`, `E LANE RUN STATUS NS` or `X LANE RUN STAGE ERRNO`. */
export function parseLine(line: string): LauncherLine {
  const [word, , , first, second] = line.split(' ');
  if (word === 'R') return { kind: 'ready' };
  if (word === 'E') return { kind: 'ended', status: Number(first), wallMs: Number(second) / 1e6 };
  if (word === 'X') return { kind: 'failed', stage: first ?? '', errno: Number(second) };
  return { kind: 'failed', stage: `unknown line ${JSON.stringify(line)}`, errno: 0 };
}
