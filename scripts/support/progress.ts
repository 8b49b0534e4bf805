/**
 * What people see of a script: one plain line a step, with its time. A step that takes long says every
 * 20 s that it goes on. A refusal is an expected end: one clear line, what to do, exit code 1, no stack trace.
 */
const FIRST_SIGN_MS = 1_000;
const NEXT_SIGN_MS = 20_000;

/** This machine or setting cannot serve; `advice` says what to do, a line each. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly advice: readonly string[];

  constructor(message: string, ...advice: string[]) {
    super(message);
    this.advice = advice;
  }
}

export interface Step {
  /** Shown behind the label of the finished line. */
  note: (text: string) => void;
  /** What the next sign of life shows. */
  doing: (text: string) => void;
}

/** Of steps inside each other only the innermost gives signs of life. */
const active: symbol[] = [];

export async function step<T>(label: string, run: (step: Step) => Promise<T> | T): Promise<T> {
  const started = performance.now();
  const me = Symbol(label);
  active.push(me);
  let note = '';
  let doing = '';
  const sign = (): void => {
    if (active.at(-1) === me) console.log(`… ${label}${doing ? `: ${doing}` : ''} (${seconds(started)} s)`);
    timer = setTimeout(sign, NEXT_SIGN_MS);
  };
  let timer = setTimeout(sign, FIRST_SIGN_MS);
  try {
    const value = await run({
      note: (text) => void (note = text),
      doing: (text) => void (doing = text),
    });
    console.log(`✓ ${label}${note ? `: ${note}` : ''} (${seconds(started)} s)`);
    return value;
  } finally {
    clearTimeout(timer);
    active.splice(active.indexOf(me), 1);
  }
}

function seconds(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

export function warn(message: string, ...advice: string[]): void {
  console.log([`! ${message}`, ...advice.map((line) => `  ${line}`)].join('\n'));
}

/** Runs a script to its exit code; a refusal is told without a stack trace, anything else with one. */
export async function runScript(main: () => Promise<number | void>): Promise<never> {
  try {
    process.exit((await main()) ?? 0);
  } catch (error) {
    if (error instanceof Refusal) console.error([`✗ ${error.message}`, ...error.advice.map((line) => `  ${line}`)].join('\n'));
    else console.error('✗', error);
    process.exit(1);
  }
}
