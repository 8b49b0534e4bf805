/**
 * Sets statements in a thread beside the server's own, one after the other. No parser of Markdown or formulas is bounded by the length of its
 * text alone: some texts of a hundred kilobytes take minutes or gigabytes. Such a one ends the thread, is shown as its source, and the
 * next one gets a new thread.
 */
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { FileRef } from '#contract/package.js';
import type { PictureSize } from './picture-size.js';
import { asSource, type RenderedStatement, type StatementSource } from './render.js';

export interface StatementToSet extends Omit<StatementSource, 'fileUrl' | 'sizeOf'> {
  /** Of the statement in its package: files beside it are found by their names. */
  path: string;
  /** Those that statements may show or link to, with their addresses. */
  files: (FileRef & { url: string; picture: PictureSize | null })[];
}

/** A large statement takes a fifth of a second, and a busy machine several times as long. */
const MOST_MS = 10_000;
const MOST_MIB = 384;

let thread: Promise<Worker> | null = null;
let before: Promise<unknown> = Promise.resolve();

/** Never rejects for what the text is. */
export function setStatement(statement: StatementToSet): Promise<RenderedStatement> {
  const set = before.then(() => setNow(statement));
  before = set.catch(() => undefined);
  return set;
}

/** Texts that were asked for last are kept. */
const KEPT = 100;
const kept = new Map<string, Promise<string>>();

/** A text of Markdown that stands for itself, as HTML. */
export function setText(text: string): Promise<string> {
  const html = kept.get(text) ?? setStatement({ text, format: 'markdown', constants: {}, samples: [], path: '', files: [] }).then((set) => set.html);
  kept.delete(text);
  kept.set(text, html);
  html.catch(() => kept.delete(text));
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return html;
}

async function setNow(statement: StatementToSet): Promise<RenderedStatement> {
  thread ??= startThread();
  const worker = await thread;
  const rendered = await answerOf(worker, statement);
  if (rendered !== null) return rendered;
  thread = null;
  await worker.terminate();
  return asSource(statement.text);
}

/** Null: there was none in time, or the thread has ended. */
function answerOf(worker: Worker, statement: StatementToSet): Promise<RenderedStatement | null> {
  return new Promise((resolve) => {
    const settle = (answer: RenderedStatement | null) => {
      clearTimeout(timer);
      worker.off('message', settle).off('exit', onExit);
      resolve(answer);
    };
    const onExit = () => settle(null);
    const timer = setTimeout(onExit, MOST_MS);
    worker.on('message', settle).on('exit', onExit);
    worker.postMessage(statement);
  });
}

/** Ready to be asked: the time to load it is nobody's. */
function startThread(): Promise<Worker> {
  const worker = newWorker({ resourceLimits: { maxOldGenerationSizeMb: MOST_MIB } });
  // It keeps no process alive, and its end is heard of by whoever waits for it.
  worker.unref();
  worker.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker));
    worker.once('exit', () => {
      thread = null;
      reject(new Error('The thread that sets statements did not start.'));
    });
  });
}

/** In tests and while developing there is no build, and a thread does not take over from its process how sources are read. */
function newWorker(options: WorkerOptions): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const source = new URL('./worker.ts', import.meta.url).href;
  return new Worker(`import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(source)})))`, { ...options, eval: true, execArgv: [] });
}
