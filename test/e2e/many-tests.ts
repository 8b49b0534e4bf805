/** A problem with so many tests that its page has work to do, and how much work that is. */
import type { Tree } from '../server/problems/zips.js';

export const MANY = 300;

/** A problem that scores: a sample, a group of 100 tests and one of the rest, which requires the first. */
export function manyTests(): Tree {
  const tree: Tree = {
    'problem.yaml': 'problem_format_version: 2025-09\ntype: scoring\nname: Many Tests\nuuid: 9b7b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n',
    'statement/problem.en.md': 'Print what you read.\n',
    'data/secret/test_group.yaml': 'max_score: 100\nscore_aggregation: sum\n',
    'data/secret/group1/test_group.yaml': 'max_score: 40\nscore_aggregation: pass-fail\n',
    'data/secret/group2/test_group.yaml': 'max_score: 60\nscore_aggregation: pass-fail\nrequire_pass: secret/group1\n',
    'input_validators/validate.py': 'exit(42)\n',
    'submissions/accepted/echo.py': 'print(input())\n',
  };
  for (let number = 1; number <= MANY; number++) {
    const name = number === 1 ? 'sample/1' : `secret/group${number <= 101 ? 1 : 2}/${String(number).padStart(3, '0')}`;
    tree[`data/${name}.in`] = `${number}\n`;
    tree[`data/${name}.ans`] = `${number}\n`;
  }
  return tree;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds of CPU: what other processes of this machine take does not count. */
  tdur?: number;
  args?: { name?: string };
}
/** CPU milliseconds of each task of the page's main thread, longest first. */
export function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const mains = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => name.endsWith('RunTask') && ph === 'X' && mains.has(`${pid} ${tid}`));
  return tasks.map(({ tdur = 0 }) => Math.round(tdur / 1000)).sort((a, b) => b - a);
}
