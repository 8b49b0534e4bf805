/** Shows on the console what a child wrote that a person should see: warnings and errors. All of it is in its log file. */
import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const EVERY_MS = 400;
const ROTATE_BYTES = 20 * 1024 * 1024;
const PINO_WARN = 40;

/** Keeps one older file once the log is big. Called while nobody writes to it. */
export function rotate(file: string): void {
  if (existsSync(file) && statSync(file).size > ROTATE_BYTES) renameSync(file, `${file}.1`);
}

/** @returns stops the tail; what is unread is shown first. */
export function tailLog(name: string, file: string): () => void {
  let position = existsSync(file) ? statSync(file).size : 0;
  const look = (): void => {
    // Whole lines only: what comes after the last line break is read again next time.
    const unread = readFrom(file, position);
    const whole = unread.subarray(0, unread.lastIndexOf('\n') + 1);
    position += whole.length;
    for (const line of whole.toString('utf8').split('\n')) {
      const shown = present(line);
      if (shown !== null) console.log(`${name}: ${shown}`);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
  };
}

/** Last lines as a person reads them, for the message that it does not start. */
export function lastLines(file: string, count: number): string[] {
  const size = existsSync(file) ? statSync(file).size : 0;
  return readFrom(file, Math.max(0, size - 16_384)).toString('utf8').split('\n').filter((line) => line.trim()).slice(-count).map((line) => present(line, 0) ?? line);
}

function readFrom(file: string, position: number): Buffer {
  if (!existsSync(file)) return Buffer.alloc(0);
  const length = Math.min(statSync(file).size - position, 1024 * 1024);
  if (length <= 0) return Buffer.alloc(0);
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
  } finally {
    closeSync(descriptor);
  }
}

/** Pino's JSON becomes its message, where its level is high enough; anything else is shown as it is. */
function present(line: string, leastLevel = PINO_WARN): string | null {
  if (!line.startsWith('{')) return line.trim() ? line.slice(0, 500) : null;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    if (level === undefined || level < leastLevel) return null;
    return [msg, err?.message].filter((part, index, all) => part && all.indexOf(part) === index).join(': ').slice(0, 500);
  } catch {
    return line.slice(0, 500);
  }
}
