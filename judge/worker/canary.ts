/**
 * When the canary is run, and against what: at the judge's start and hourly, one core after the other, while nothing else is judged on
 * this host; against the first figures that this host had, which are kept in the state folder. A host that has drifted is measured again
 * sooner. Whoever changes the machine on purpose deletes the file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Canary } from '#contract/status.js';
import { isSteady, worstOf, type CanaryReading } from '../core/canary.js';
import { median } from '../core/verdict.js';
import type { Quiet } from './quiet.js';

export interface CanaryOptions {
  /** Where the baselines are kept. */
  file: string;
  /** Program and processor: baselines with another one do not compare. */
  identity: string;
  /** One sandbox of each core is asked. */
  cores: readonly { core: number; run: (runs: number) => Promise<number[]> }[];
  log: (message: string, detail?: Record<string, unknown>) => void;
}

/** Of the runs the median counts: whatever else the host does falls on some of them. */
const RUNS = 9;
const BASELINE_RUNS = 25;
const HOUR_MS = 3_600_000;
const AGAIN_MS = 600_000;
/** A long judging is not waited for any longer: the other slots stand still meanwhile. */
const PATIENCE_MS = 20_000;

interface Kept {
  identity: string;
  /** CPU ms by number of the core. */
  baselines: Record<string, number>;
}

export class CanaryKeeper {
  /** Null until it was measured. */
  state: Canary | null = null;

  constructor(private readonly options: CanaryOptions) {}

  /** Nothing else may be judged meanwhile. A host on which it fails keeps its state: the next judging tells what is wrong. */
  async measure(): Promise<void> {
    const { file, identity, cores, log } = this.options;
    try {
      const kept = await readKept(file, identity);
      const readings: CanaryReading[] = [];
      for (const { core, run } of cores) {
        const known = kept.baselines[core];
        const lastMs = rounded(median(await run(known === undefined ? BASELINE_RUNS : RUNS)));
        const baselineMs = (kept.baselines[core] ??= lastMs);
        readings.push({ baselineMs, lastMs });
      }
      await writeFile(file, `${JSON.stringify(kept)}\n`);
      const worst = worstOf(readings);
      if (worst === null) return;
      this.state = { ...worst, measuredAt: new Date().toISOString(), steady: isSteady(worst) };
      if (!this.state.steady) log('This host has drifted: its canary takes another time than at first', { ...worst, baselines: file });
    } catch (error) {
      log('The canary could not be measured', { error: String(error) });
    }
  }

  /** Measures hourly, sooner where the host has drifted or was busy, until `signal`. */
  async keepMeasuring(quiet: Quiet, signal: AbortSignal): Promise<void> {
    for (let measured = true; !signal.aborted; ) {
      const pauseMs = measured && this.state?.steady !== false ? HOUR_MS : AGAIN_MS;
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      measured = await quiet.inQuiet(() => (signal.aborted ? Promise.resolve() : this.measure()), PATIENCE_MS);
    }
  }
}

async function readKept(file: string, identity: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const kept = parse(text);
  return kept?.identity === identity ? kept : { identity, baselines: {} };
}

/** Null for what a crash or a full disk has left of it. */
function parse(text: string): Kept | null {
  try {
    const { identity, baselines } = JSON.parse(text) as Partial<Kept>;
    const sound = typeof identity === 'string' && typeof baselines === 'object' && Object.values(baselines).every((ms) => ms > 0);
    return sound ? { identity, baselines } : null;
  } catch {
    return null;
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
