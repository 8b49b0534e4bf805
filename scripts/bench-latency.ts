/**
 * npm run bench latency: from the request that submits to the answer that shows it finished, one at a time,
 * over the API. Takes ARBITER_URL and ARBITER_TOKEN where they are given, else an instance of its own.
 */
import type { LanguageId } from '#contract/language.js';
import { Api } from './support/api.js';
import { quantile } from './support/measure.js';
import { startOwnInstance, type OwnInstance } from './support/own-instance.js';
import { Refusal, runScript, step } from './support/progress.js';
import { table } from './support/table.js';

const PROBLEM = 'aplusb';
const ROUNDS = 30;
const ASK_EVERY_MS = 5;

interface Program {
  language: LanguageId;
  file: string;
  /** Unlike sources are not served from the compile cache. */
  source: (mark: string) => string;
}

const PROGRAMS: readonly Program[] = [
  { language: 'cpp', file: 'main.cpp', source: (mark) => `// ${mark}\n#include <cstdio>\nint main() { long long a, b; if (std::scanf("%lld %lld", &a, &b) == 2) std::printf("%lld\\n", a + b); }\n` },
  { language: 'python3', file: 'main.py', source: (mark) => `# ${mark}\nprint(sum(map(int, input().split())))\n` },
];

interface Latency {
  ms: number;
  /** What the compiler took of it; nothing where its work was kept. */
  compileMs: number;
  tests: number;
}

await runScript(async () => {
  const own = process.env['ARBITER_URL'] ? null : await startOwnInstance('the bench');
  try {
    await bench(await signIn(own));
  } finally {
    await own?.stop();
  }
});

async function signIn(own: OwnInstance | null): Promise<Api> {
  if (own) return await Api.signIn(own.url, 'admin', own.adminPassword, 'bench');
  const token = process.env['ARBITER_TOKEN'];
  if (!token) throw new Refusal('ARBITER_URL needs ARBITER_TOKEN.', 'Make a token of an instructor: their calls are not rate-limited.');
  return new Api(process.env['ARBITER_URL'] ?? '', { token });
}

async function bench(api: Api): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const program of PROGRAMS) {
    for (const fresh of [true, false]) {
      const label = `${program.language}, ${fresh ? 'new source' : 'same source'}`;
      const run = `${process.pid}-${Date.now()}`;
      const latencies = await step(label, async ({ doing }) => {
        const found: Latency[] = [];
        await submit(api, program, `${run}-warm`);
        for (let round = 0; round < ROUNDS; round += 1) {
          doing(`${round} of ${ROUNDS}`);
          found.push(await submit(api, program, fresh ? `${run}-${round}` : `${run}-warm`));
        }
        return found;
      });
      const of = (pick: (latency: Latency) => number, share: number): number => Math.round(quantile(latencies.map(pick), share));
      rows.push([label, latencies[0]?.tests ?? 0, of(({ ms }) => ms, 0.5), of(({ ms }) => ms, 0.95), of(({ compileMs }) => compileMs, 0.5), of(({ ms, compileMs }) => ms - compileMs, 0.5)]);
    }
  }
  console.log(`\nSubmit → finished on ${PROBLEM}, ${ROUNDS} each, ms\n${table(['program', 'tests', 'p50', 'p95', 'compiler p50', 'rest p50'], rows)}`);
}

async function submit(api: Api, { language, file, source }: Program, mark: string): Promise<Latency> {
  const started = performance.now();
  const { id } = await api.call('createSubmission', { body: { problem: PROBLEM, language, files: [{ name: file, content: source(mark) }] } });
  const submission = await api.until(
    (client) => client.call('getSubmission', { parameters: { id } }),
    ({ state }) => state === 'finished',
    { everyMs: ASK_EVERY_MS, withinMs: 60_000 },
  );
  if (submission.verdict !== 'accepted') throw new Error(`${language}: ${submission.verdict} instead of accepted: ${submission.reason ?? submission.compile?.log ?? ''}`);
  return { ms: performance.now() - started, compileMs: submission.compile?.cached ? 0 : (submission.compile?.wallMs ?? 0), tests: submission.tests.length };
}
