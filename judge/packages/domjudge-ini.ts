/** DOMjudge's addition to the legacy format: `key = value` lines. https://www.domjudge.org/docs/manual/main/problem-format.html */
import type { Reading } from './reading.js';
import { readText } from './tree.js';

export interface DomjudgeIni {
  name: string | null;
  timeLimitSeconds: number | null;
}

const PATH = 'domjudge-problem.ini';
/** What DOMjudge keeps for its own contests; it does not change what the problem is. */
const OF_CONTESTS = new Set(['probid', 'short-name', 'externalid', 'cid', 'color', 'allow_submit', 'allow_judge', 'points', 'lazy_eval_results']);

export async function readDomjudgeIni(reading: Pick<Reading, 'tree' | 'findings'>): Promise<DomjudgeIni> {
  const ini: DomjudgeIni = { name: null, timeLimitSeconds: null };
  const node = reading.tree.file(PATH);
  const text = node ? await readText(node, 64 * 1024, reading.findings) : null;
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    if (/^\s*(?:[#;[].*)?$/.test(line)) continue;
    const match = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line);
    const key = match?.[1]?.toLowerCase() ?? '';
    const value = (match?.[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
    if (!match) reading.findings.fault(PATH, 'Must be a line of the form key = value. Correct it or take it out.', index + 1);
    else if (key === 'name') ini.name = value;
    else if (key === 'timelimit' && value !== '' && Number(value) > 0 && Number.isFinite(Number(value))) ini.timeLimitSeconds = Number(value);
    else if (key === 'timelimit') reading.findings.fault(PATH, 'timelimit must be a number of seconds above 0. Correct it, as in timelimit=2.', index + 1);
    else if (!OF_CONTESTS.has(key)) reading.findings.warn(PATH, `"${key}" is ignored.`, index + 1);
  }
  return ini;
}
