/** DOMjudge's addition to the legacy format: `key = value` lines. https://www.domjudge.org/docs/manual/main/problem-format.html */
import { splitWords } from './fields.js';
import type { ProblemYaml } from './problem-yaml.js';
import type { Reading } from './reading.js';
import { readText } from './tree.js';

export interface DomjudgeIni {
  /** Whether there is one. */
  present: boolean;
  name: string | null;
  timeLimitSeconds: number | null;
  /** Ids of programs in the DOMjudge that the package was made for: old packages name them here. */
  compare: string | null;
  compareArgs: string[];
  run: string | null;
}

const PATH = 'domjudge-problem.ini';
/** What DOMjudge keeps for its own contests; it does not change what the problem is. */
const OF_CONTESTS = new Set(['probid', 'short-name', 'externalid', 'cid', 'color', 'allow_submit', 'allow_judge', 'points', 'lazy_eval_results']);

export async function readDomjudgeIni(reading: Pick<Reading, 'tree' | 'findings'>): Promise<DomjudgeIni> {
  const ini: DomjudgeIni = { present: reading.tree.file(PATH) !== undefined, name: null, timeLimitSeconds: null, compare: null, compareArgs: [], run: null };
  const node = reading.tree.file(PATH);
  const text = node ? await readText(node, 64 * 1024, reading.findings) : null;
  for (const [index, line] of (text ?? '').split(/\r?\n/).entries()) {
    if (/^\s*(?:[#;[].*)?$/.test(line)) continue;
    // As PHP reads it: a semicolon begins a comment unless it stands between quotes.
    const match = /^\s*([\w-]+)\s*=\s*(?:(["'])(.*?)\2|([^;]*?))\s*(?:;.*)?$/.exec(line);
    const key = match?.[1]?.toLowerCase() ?? '';
    const value = match?.[3] ?? match?.[4] ?? '';
    if (!match) reading.findings.fault(PATH, 'Must be a line of the form key = value. Correct it or take it out.', index + 1);
    else if (key === 'name') ini.name = value;
    else if (key === 'timelimit' && value !== '' && Number(value) > 0 && Number.isFinite(Number(value))) ini.timeLimitSeconds = Number(value);
    else if (key === 'timelimit') reading.findings.fault(PATH, 'timelimit must be a number of seconds above 0. Correct it, as in timelimit=2.', index + 1);
    else if (key === 'special_compare') ini.compare = value || null;
    else if (key === 'special_compare_args') ini.compareArgs = splitWords(value);
    else if (key === 'special_run') ini.run = value || null;
    else if (!OF_CONTESTS.has(key)) reading.findings.warn(PATH, `"${key}" is ignored.`, index + 1);
  }
  return ini;
}

/** What DOMjudge brings along: https://www.domjudge.org/docs/manual/main/config-advanced.html */
const DEFAULT_PROGRAMS = new Set(['compare', 'run', 'default', 'full_debug', 'defaultcompare', 'defaultrun']);
/** Tolerance of DOMjudge's comparison of floating-point numbers where no other was given. */
const FLOAT_TOLERANCE = ['float_tolerance', '1e-7'];

/** What the package says of its own validator or interactor only there. */
export function applyDomjudge({ tree, findings, modern }: Pick<Reading, 'tree' | 'findings' | 'modern'>, yaml: ProblemYaml, ini: DomjudgeIni): void {
  if (modern) return;
  const own = (id: string | null) => id !== null && !DEFAULT_PROGRAMS.has(id) && id !== 'float';
  if (ini.compareArgs.length > 0 && yaml.validatorFlags.length === 0) yaml.validatorFlags = ini.compareArgs;
  if (ini.compare === 'float' && yaml.customValidator !== true && yaml.validatorFlags.length === 0) yaml.validatorFlags = FLOAT_TOLERANCE;
  if (yaml.customValidator === true || !(own(ini.compare) || own(ini.run))) return;
  if (tree.filesUnder('output_validators').length === 0 && tree.filesUnder('output_validator').length === 0) {
    const key = own(ini.run) ? 'special_run' : 'special_compare';
    findings.fault(PATH, `"${key}" names a program of the DOMjudge that the package comes from, which the package does not have. Add it to output_validators/, and write "validation: custom${own(ini.run) ? ' interactive' : ''}" in problem.yaml.`);
    return;
  }
  yaml.customValidator = true;
  if (own(ini.run) && !yaml.types.includes('interactive')) yaml.types.push('interactive');
}
