/** What a command of the command line is. */
export interface Command {
  summary: string;
  usage: string;
  /** `words`: what stands behind the command's name. @returns the exit code */
  run: (words: readonly string[]) => Promise<number>;
}

/** The command was not understood: its usage is shown, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
