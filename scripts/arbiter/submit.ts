/** arbiter submit, watch and test: a program's way to its verdict, from a terminal. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Run } from '#contract/run.js';
import type { Submission } from '#contract/submission.js';
import type { Api } from '../support/api.js';
import { Refusal } from '../support/progress.js';
import { UsageError, type Command } from './command.js';
import { installation } from './installation.js';
import { readWords } from './words.js';

const OPTIONS = { problem: { type: 'string', short: 'p' }, language: { type: 'string', short: 'l' }, entry: { type: 'string' }, json: { type: 'boolean' } } as const;
const ASK_EVERY_MS = 500;
const PATIENCE_MS = 3_600_000;
const MOST_FILES = 32;

export const submit: Command = {
  summary: 'submits a program',
  usage: 'Usage: arbiter submit FILE… --problem P [--language L] [--entry FILE] [--wait] [--json]\n\n--wait  watches it to the verdict; the exit code is 0 where it is accepted, else 1',
  async run(words) {
    const { values, named } = readWords(words, { ...OPTIONS, wait: { type: 'boolean' } }, [1, MOST_FILES]);
    const api = await installation();
    const { id } = await api.call('createSubmission', { body: { problem: problemOf(values.problem), ...(await programOf(api, named, values)) } });
    if (values.wait) return watchIt(api, id, values.json === true);
    console.log(values.json ? JSON.stringify({ id }) : id);
    return 0;
  },
};

export const watch: Command = {
  summary: 'watches a submission to its verdict',
  usage: 'Usage: arbiter watch ID [--json]\n\nThe exit code is 0 where it is accepted, else 1.',
  async run(words) {
    const { values, named } = readWords(words, { json: { type: 'boolean' } }, [1, 1]);
    return watchIt(await installation(), named[0]!, values.json === true);
  },
};

export const test: Command = {
  summary: 'runs a program on the samples of a problem, without submitting it',
  usage: 'Usage: arbiter test FILE… --problem P [--language L] [--entry FILE] [--json]\n\nThe exit code is 0 where every sample is right, else 1.',
  async run(words) {
    const { values, named } = readWords(words, OPTIONS, [1, MOST_FILES]);
    const api = await installation();
    const { id } = await api.call('createRun', { body: { problem: problemOf(values.problem), samples: true, ...(await programOf(api, named, values)) } });
    const run = await api.until((on) => on.call('getRun', { parameters: { id } }), ({ state }) => state === 'finished', { everyMs: ASK_EVERY_MS, withinMs: PATIENCE_MS });
    console.log(values.json ? JSON.stringify(run) : told(run));
    return !run.failure && run.tests?.length === run.testsTotal && run.tests?.every(({ verdict }) => verdict === 'accepted') ? 0 : 1;
  },
};

function problemOf(problem: string | undefined): string {
  if (problem === undefined) throw new UsageError('Which problem? Name it by --problem.');
  return problem;
}

/** The language is the one asked for, else that of the first file's ending. */
async function programOf(api: Api, paths: readonly string[], { language, entry }: { language?: string | undefined; entry?: string | undefined }) {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), content: await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`))) })),
  );
  const offered = await api.call('listLanguages');
  const chosen = language ?? offered.find(({ extensions }) => extensions.some((extension) => files[0]!.name.toLowerCase().endsWith(extension)))?.id;
  if (chosen === undefined) throw new Refusal(`No language here has files like ${files[0]!.name}. Name one by --language: ${offered.map(({ id }) => id).join(' ')}`);
  return { language: chosen, files, ...(entry === undefined ? {} : { entryPoint: entry }) };
}

async function watchIt(api: Api, id: string, json: boolean): Promise<number> {
  const shows = !json && process.stderr.isTTY;
  const submission = await api.until(
    async (on) => {
      const now = await on.call('getSubmission', { parameters: { id } });
      if (shows) process.stderr.write(`\r\u001b[K${stateOf(now)}`);
      return now;
    },
    ({ state }) => state === 'finished',
    { everyMs: ASK_EVERY_MS, withinMs: PATIENCE_MS },
  );
  if (shows) process.stderr.write('\r\u001b[K');
  console.log(json ? JSON.stringify(submission) : verdictOf(submission));
  return submission.verdict === 'accepted' ? 0 : 1;
}

function stateOf({ state, queue, tests, testsTotal }: Submission): string {
  if (state === 'queued') return `queued${queue ? `, place ${queue.position}` : ''}`;
  return `judging, ${tests.filter(({ verdict }) => verdict !== 'skipped').length} of ${testsTotal} tests`;
}

function verdictOf({ id, verdict, score, cpuMs, peakMemoryKib, compile, tests }: Submission): string {
  const failing = tests.find((each) => each.verdict !== 'accepted' && each.verdict !== 'skipped');
  return [
    `${verdict}${typeof score === 'number' ? `, ${score} points` : ''}${typeof cpuMs === 'number' ? `, ${cpuMs} ms, ${peakMemoryKib} KiB` : ''} (${id})`,
    ...(failing ? [`test ${failing.index}: ${failing.verdict}${failing.message ? `: ${failing.message}` : ''}`] : []),
    ...(compile && !compile.ok ? [compile.log.trimEnd()] : []),
  ].join('\n');
}

function told({ failure, compile, tests = [], testsTotal }: Run): string {
  if (failure) return failure;
  if (compile && !compile.ok) return `It does not compile.\n${compile.log.trimEnd()}`;
  const right = tests.filter(({ verdict }) => verdict === 'accepted').length;
  return [...tests.map(({ name = '', verdict, cpuMs, message }) => `${name}: ${verdict}, ${cpuMs} ms${message ? `: ${message}` : ''}`), `${right} of ${testsTotal ?? tests.length} samples are right.`].join('\n');
}
