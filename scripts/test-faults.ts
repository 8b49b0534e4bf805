/**
 * npm run test:faults [-- --faults 300] [--seed N] [--source]: starts PostgreSQL, a server and two judges, and kills, stops and
 * continues them at random moments and at every named step while submissions flow. Then nothing may be lost, doubled or
 * blamed on a contestant. Ends with exit code 1, and the seed, where something is.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Injected } from '#test/faults/inject.js';
import { runFaults, type FaultsReport } from '#test/faults/run.js';
import { build } from './build/build.js';
import { prepareMachine } from './setup/prepare.js';
import { Refusal, runScript } from './support/progress.js';
import { table } from './support/table.js';

const MOST_SHOWN = 40;

await runScript(async () => {
  const { values } = parseArgs({ options: { faults: { type: 'string', default: '300' }, seed: { type: 'string' }, source: { type: 'boolean', default: false }, hurry: { type: 'boolean', default: false }, only: { type: 'string' } } });
  const faults = Number(values.faults);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  if (!Number.isInteger(faults) || faults < 1 || !Number.isInteger(seed)) throw new Refusal('--faults and --seed take whole numbers.');
  const only = values.only;
  process.env['ARBITER_NSJAIL'] = (await prepareMachine()).nsjail;
  if (!values.source) await build();
  console.log(`seed ${seed}`);
  // Ctrl-C ends it early, but in order: a judge that is killed leaves its mounts.
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const report = await runFaults({
    faults, seed, stop: stop.signal, code: values.source ? 'source' : 'dist', hurry: values.hurry, say: (line) => console.log(line),
    ...(only === undefined ? {} : { wanted: ({ target, kind, step }) => `${target}, ${kind}, ${step}`.includes(only) }),
  });
  tell(report);
  if (report.violations.length === 0) return 0;
  console.log(`\n✗ ${report.violations.length} violations (again: npm run test:faults -- --faults ${faults} --seed ${seed}; logs in ${report.folder})`);
  for (const violation of report.violations.slice(0, MOST_SHOWN)) console.log(`  ${violation}`);
  return 1;
});

function tell(report: FaultsReport): void {
  const rows = new Map<string, Injected[]>();
  for (const injected of report.injected) {
    const { target, kind, step } = injected.fault;
    const key = [target, kind, step].join('\t');
    rows.set(key, [...(rows.get(key) ?? []), injected]);
  }
  const head = ['process', 'fault', 'step', 'count', 'judgings hit', 'went on', 'given back', 'taken over'];
  console.log(`\n${table(head, [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, injected]) => [...key.split('\t'), injected.length, ...outcomes(injected, report.judgings)]))}`);
  const restarts = Object.entries({ ...report.restarts, PostgreSQL: report.postgresRestarts }).map(([name, count]) => `${name} ${count}`).join(', ');
  console.log(`
${report.injected.length} faults (${report.missed.length} more found no occasion) in ${Math.round(report.seconds)} s
${report.submissions} submissions by ${report.requests} requests
started again: ${restarts}; drained: ${report.drains}; late results refused: ${report.lateResults}`);
}

/** What became of the judgings that were at work where it hurt. One may have been hit more than once. */
function outcomes(injected: readonly Injected[], judgings: FaultsReport['judgings']): number[] {
  const hit = injected.flatMap((each) => each.judgings).flatMap((id) => judgings.get(id) ?? []);
  const takenOver = hit.filter(({ attempt, releases }) => attempt - releases > 1).length;
  const givenBack = hit.filter(({ attempt, releases }) => releases > 0 && attempt - releases <= 1).length;
  return [hit.length, hit.length - takenOver - givenBack, givenBack, takenOver];
}
