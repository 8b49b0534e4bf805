/**
 * Limits: defaults of the formats, what problem.yaml says, and the files in which old packages put their time limit.
 * https://icpc.io/problem-package-format/spec/2025-09.html#limits
 */
import { z } from 'zod';
import type { Limits, TimeMultipliers } from '#contract/package.js';
import { atLeastOne, count, factor, MOST, positive } from './fields.js';
import type { Reading } from './reading.js';
import { readText } from './tree.js';

const common = {
  /** Seconds. */
  time_limit: positive,
  time_resolution: positive,
  time_multipliers: z.looseObject({ ac_to_time_limit: atLeastOne.optional(), time_limit_to_tle: atLeastOne.optional() }),
  /** MiB. */
  memory: count,
  output: count,
  /** KiB. */
  code: count,
  /** Seconds and MiB. */
  compilation_time: count,
  compilation_memory: count,
  validation_time: count,
  validation_memory: count,
  validation_output: count,
  validation_passes: count.refine((passes) => passes >= 2, 'must be at least 2'),
};

export const modernLimitsSchema = z.looseObject(common).partial();
export const legacyLimitsSchema = z.looseObject({ ...common, time_multiplier: factor, time_safety_margin: factor }).partial();
/** Both formats' keys, with those that only one has. */
export type GivenLimits = z.infer<typeof modernLimitsSchema> & Pick<z.infer<typeof legacyLimitsSchema>, 'time_multiplier' | 'time_safety_margin'>;

export const LIMIT_KEYS = Object.keys(common);
export const LEGACY_LIMIT_KEYS = [...LIMIT_KEYS, 'time_multiplier', 'time_safety_margin'];

const MIB = 1024;

/** Limits as they apply. The time limit is null where it must be calibrated. */
export function limitsFrom(given: GivenLimits, timeLimitSeconds: number | null): Limits {
  return {
    timeMs: timeLimitSeconds === null ? null : Math.max(1, Math.round(timeLimitSeconds * 1000)),
    memoryKib: (given.memory ?? 2048) * MIB,
    outputKib: (given.output ?? 8) * MIB,
    codeKib: given.code ?? 128,
    compileTimeMs: (given.compilation_time ?? 60) * 1000,
    compileMemoryKib: (given.compilation_memory ?? 2048) * MIB,
    validationTimeMs: (given.validation_time ?? 60) * 1000,
    validationMemoryKib: (given.validation_memory ?? 2048) * MIB,
    validationOutputKib: (given.validation_output ?? 8) * MIB,
    validationPasses: given.validation_passes ?? 2,
  };
}

/** Legacy: 5 × the slowest accepted, in whole seconds; 2025-09: twice it, in steps of the resolution. */
export function timeMultipliersFrom(given: GivenLimits, modern: boolean): TimeMultipliers {
  const multipliers = given.time_multipliers;
  return {
    acceptedToLimit: multipliers?.ac_to_time_limit ?? given.time_multiplier ?? (modern ? 2 : 5),
    limitToTimeLimitExceeded: multipliers?.time_limit_to_tle ?? given.time_safety_margin ?? (modern ? 1.5 : 2),
    resolutionMs: Math.max(1, Math.round((given.time_resolution ?? 1) * 1000)),
  };
}

/** Seconds, by the first that says it: problem.yaml, `.timelimit`, `domjudge-problem.ini`. */
export async function findTimeLimit(reading: Reading, given: GivenLimits): Promise<number | null> {
  const fromFile = await readSeconds(reading, '.timelimit');
  return given.time_limit ?? fromFile ?? reading.domjudge.timeLimitSeconds;
}

/** MiB, of the few packages that have a file for it; problem.yaml goes before it. */
export async function findMemoryLimit(reading: Reading, given: GivenLimits): Promise<GivenLimits> {
  const node = reading.tree.file('.memlimit');
  const text = node ? await readText(node, 1024, reading.findings) : null;
  const memory = text === null ? Number.NaN : Math.floor(Number(text.trim()));
  if (text === null || given.memory !== undefined) return given;
  if (memory > 0 && memory <= MOST) return { ...given, memory };
  reading.findings.warn('.memlimit', 'Ignored: it must be a number of MiB. Say it in problem.yaml as limits.memory.');
  return given;
}

async function readSeconds(reading: Reading, path: string): Promise<number | null> {
  const node = reading.tree.file(path);
  const text = node ? await readText(node, 1024, reading.findings) : null;
  if (text === null) return null;
  const seconds = Number(text.trim());
  if (text.trim() !== '' && seconds > 0 && seconds <= MOST) return seconds;
  reading.findings.fault(path, `Must be a number of seconds above 0, at most ${MOST}. Write it so.`, 1);
  return null;
}
