/** Programs that scripts start. */
import { spawn, type SpawnOptions } from 'node:child_process';

export interface Finished {
  /** 128 + signal number is not used: a program that a signal ended has code null. */
  code: number | null;
  /** Standard output and error, interleaved as they came. */
  output: string;
}

/** Runs to the end and collects what it says; each line is handed on as it comes. A missing program has code 127. */
export function collect(command: string, args: readonly string[], options: SpawnOptions & { onLine?: (line: string) => void } = {}): Promise<Finished> {
  const { onLine, ...rest } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer): void => {
      const text = chunk.toString('utf8');
      output += text;
      if (onLine) for (const line of text.split(/[\r\n]+/)) if (line.trim()) onLine(line.trim());
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Runs with our own terminal and gives the exit code; signals of the terminal reach it by themselves. */
export function runHere(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, pass);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** How a TypeScript file of this repository is started by the running node. */
export const TYPESCRIPT = ['--conditions=source', '--import', 'tsx'] as const;
