/**
 * The judge process: checks that this host can give the full jail, finds its languages, and works the queue until it
 * is told to drain (SIGTERM, SIGINT). Refuses to start where a jail cannot be given.
 */
import { mkdir, rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { generationQueue } from '#database/authoring-generations.js';
import { openBlob } from '#database/blobs.js';
import { close, connect } from '#database/connect.js';
import { claimDataCheck, finishDataCheck, noteDataCheck, releaseDataCheck } from '#database/data-checks.js';
import { claimEnvironmentJob, finishEnvironmentJob, noteEnvironmentJob, releaseEnvironmentJob, sendEnvironmentFile } from '#database/environments.js';
import { reportJudge, reportJudgeGone } from '#database/judges.js';
import { JUDGE_ROLE } from '#database/migrate.js';
import { listen, notify } from '#database/notify.js';
import { claimRun, finishRun, noteRun, releaseRun } from '#database/runs.js';
import { claimJudging, finishJudging, releaseJudging, renewLeases, retireLostJudgings } from '#database/queue.js';
import { readConfig, type JudgeConfig } from './config.js';
import { EnvironmentStore } from './environments/store.js';
import { OfferedLanguages } from './languages/offered.js';
import { buildCanary, runCanary } from './sandbox/canary.js';
import { openCgroups, type Cgroups } from './sandbox/cgroup.js';
import { checkHost } from './sandbox/check-host.js';
import { findNsjail } from './sandbox/find-nsjail.js';
import { buildLauncher } from './sandbox/launcher.js';
import { createSandbox } from './sandbox/nsjail.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { BlobCache } from './worker/blob-cache.js';
import { CanaryKeeper } from './worker/canary.js';
import { DiskCompileCache } from './worker/compile-cache.js';
import { lockStateFolder } from './worker/state-lock.js';
import { Worker } from './worker/worker.js';

function log(message: string, detail: Record<string, unknown> = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), message, ...detail }));
}

async function main(): Promise<void> {
  const stop = new Promise<string>((resolve) => {
    // Kept for good: a second signal must not cut the end short, and whoever else listens shall see that it is heard.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });
  const config = readConfig(process.env);
  await lockStateFolder(config.stateDir);
  await refuseUnlessJailed(config);
  const cgroups = openCgroups(config.instance);
  const sandboxes = await makeSandboxes(config, cgroups);
  const offered = await findLanguages(config, sandboxes);
  const database = connect(config.databaseUrl, { applicationName: `judge ${config.name}`, max: sandboxes.length + 2, role: JUDGE_ROLE });
  const blobs = await BlobCache.open({ folder: join(config.stateDir, 'blobs'), maxBytes: config.cacheBytes, fetch: (hash) => openBlob(database, hash) });
  const compileCache = await openCompileCache(config);
  const environments = await EnvironmentStore.open({ folder: join(config.stateDir, 'environments'), maxBytes: config.environmentBytes, toolchains: offered.toolchains, log });
  const spoolFolder = join(config.stateDir, 'spool');
  await rm(spoolFolder, { recursive: true, force: true });
  await mkdir(spoolFolder, { recursive: true, mode: 0o711 });

  const description = { name: config.name, host: config.host, slots: sandboxes.length, languages: offered.described, startedAt: new Date() };
  const canary = await makeCanary(config, sandboxes);
  await canary.measure();
  const worker = new Worker({
    sandboxes, blobs, compileCache, spoolFolder, testlib: config.testlib, log,
    runs: {
      claim: () => claimRun(database, { judge: config.name, languages: offered.ids }),
      note: (claim, news) => noteRun(database, claim, news),
      finish: (claim, news) => finishRun(database, claim, news),
      release: (claim) => releaseRun(database, claim),
    },
    dataChecks: {
      claim: () => claimDataCheck(database, { judge: config.name }),
      note: (claim, news) => noteDataCheck(database, claim, news),
      finish: (claim, news) => finishDataCheck(database, claim, news),
      release: (claim, news) => releaseDataCheck(database, claim, news),
    },
    generations: generationQueue(database, { judge: config.name, languages: offered.ids }),
    environments: {
      store: environments, registries: config.registries, folder: spoolFolder,
      queue: {
        claim: () => claimEnvironmentJob(database, { judge: config.name, languages: offered.ids }),
        note: (claim, progress) => noteEnvironmentJob(database, claim, progress),
        send: (claim, hash, content) => sendEnvironmentFile(database, claim, hash, content),
        finish: (claim, answer) => finishEnvironmentJob(database, claim, answer),
        release: (claim) => releaseEnvironmentJob(database, claim),
      },
    },
    toolchains: offered.toolchains,
    queue: {
      claim: () => claimJudging(database, { judge: config.name, languages: offered.ids, drifted: canary.state?.steady === false }),
      renew: (claims) => renewLeases(database, claims),
      finish: (claim, result) => finishJudging(database, claim, result),
      release: (claim) => releaseJudging(database, claim),
      progress: (progress) => notify(database, 'submission_progress', progress),
      async beat() {
        await reportJudge(database, { ...description, canary: canary.state });
        await retireLostJudgings(database);
      },
    },
  });
  const listener = await listen(config.databaseUrl, { judging_queued: () => worker.wake(), run_queued: () => worker.wake(), generation_queued: () => worker.wake() }, { applicationName: `judge ${config.name} listens`, onReconnect: () => worker.wake() });
  worker.start();
  const end = new AbortController();
  void canary.keepMeasuring(worker.quiet, end.signal);
  log('The judge is at work', { name: config.name, slots: sandboxes.length, languages: description.languages.map(({ name, version }) => `${name}: ${version}`) });

  const stopWatching = offered.watch((added) => {
    log('Languages were added', { languages: added });
    worker.wake();
  });

  log('Draining', { signal: await stop });
  stopWatching();
  end.abort();
  await worker.drain();
  cgroups.close();
  await listener.close();
  await reportJudgeGone(database, config.name).catch(() => undefined);
  await close(database);
  log('Drained', compileCache ? { compileCache: { ...compileCache.counts, bytes: compileCache.bytes } } : {});
}

async function refuseUnlessJailed(config: JudgeConfig): Promise<void> {
  const checks = await checkHost({ nsjail: config.nsjail, stateDir: config.stateDir, instance: config.instance, uid: config.firstUid });
  const failed = checks.filter((check) => !check.ok);
  if (failed.length === 0) return;
  const lines = failed.map((check) => `  ${check.name}: ${check.detail}\n    mend it: ${check.mend}`);
  throw new Error(`This host cannot give the full jail, so the judge does not start.\n${lines.join('\n')}\n  npm run doctor shows every check.`);
}

async function makeSandboxes(config: JudgeConfig, cgroups: Cgroups): Promise<Sandbox[]> {
  const common = {
    stateDir: config.stateDir,
    nsjailPath: findNsjail(config.nsjail),
    launcherPath: await buildLauncher(join(config.stateDir, 'bin')),
    cgroups,
  };
  return Promise.all(config.cores.map((core, slot) => createSandbox({ ...common, slot, core, uid: config.firstUid + slot })));
}

async function makeCanary({ stateDir, cores }: JudgeConfig, sandboxes: readonly Sandbox[]): Promise<CanaryKeeper> {
  const program = await buildCanary(join(stateDir, 'bin'));
  return new CanaryKeeper({
    file: join(stateDir, 'canary.json'),
    identity: `${program.identity} ${cpus()[0]?.model ?? ''}`.trim(),
    // A core that several slots share is measured once.
    cores: [...new Set(cores)].map((core) => ({ core, run: (runs) => runCanary(sandboxes[cores.indexOf(core)]!, program, runs) })),
    log,
  });
}

async function openCompileCache({ stateDir, compileCacheBytes }: JudgeConfig): Promise<DiskCompileCache | null> {
  const folder = join(stateDir, 'compiled');
  if (compileCacheBytes > 0) return DiskCompileCache.open({ folder, maxBytes: compileCacheBytes, log });
  await rm(folder, { recursive: true, force: true });
  return null;
}

async function findLanguages(config: JudgeConfig, sandboxes: readonly Sandbox[]): Promise<OfferedLanguages> {
  const offered = new OfferedLanguages({ sandboxes, preparedRoot: config.preparedDir, wanted: config.languages, say: log });
  const { added, missing } = await offered.look();
  for (const { name, reason } of missing) log(`${name} is not offered`, { reason });
  if (added.length === 0) throw new Error('No language can be run in a jail on this host. npm run setup installs the toolchains.');
  return offered;
}

main().then(
  // Sockets and timers of libraries must not keep a drained judge alive.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
