/** What must be true when everything has come to rest. Each violation is a sentence. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Wanted } from './client.js';
import type { Site } from './site.js';

export interface Row extends Record<string, unknown> {
  /** Null: the submission has no judging. */
  id: string | null;
  submission: string;
  current: boolean;
  finished: boolean;
  verdict: string | null;
  reason: string | null;
  attempt: number;
  releases: number;
}

export interface Verified {
  violations: string[];
  /** By judging. */
  judgings: ReadonlyMap<string, Row>;
}

export async function verify({ db, person }: Pick<Site, 'db' | 'person'>, wanted: readonly Wanted[]): Promise<Verified> {
  const violations: string[] = [];
  const { rows } = await db.execute<Row>(sql`
    select j.id, s.id as submission, j.current, j.finished_at is not null as finished, j.verdict, j.reason, j.attempt, j.releases
    from submissions s left join judgings j on j.submission_id = s.id where s.account_id = ${person.id}`);
  const of = new Map<string, Row[]>();
  for (const row of rows) of.set(row.submission, [...(of.get(row.submission) ?? []), ...(row.id === null ? [] : [row])]);
  for (const { id, key, program, read, told } of wanted) {
    if (id === null) {
      violations.push(`A submission was never answered (key ${key})`);
      continue;
    }
    const judgings = of.get(id) ?? [];
    of.delete(id);
    const [judging] = judgings;
    if (!judging) violations.push(`Submission ${id} is lost`);
    else if (judgings.length > 1) violations.push(`Submission ${id} has ${judgings.length} judgings`);
    else if (!judging.finished || !judging.current) violations.push(`Judging ${judging.id} has no result (attempt ${judging.attempt}, released ${judging.releases} times)`);
    else if (judging.verdict !== program.verdict) violations.push(`Judging ${judging.id} (attempt ${judging.attempt}) says ${judging.verdict} instead of ${program.verdict} for ${program.language}: ${judging.reason ?? 'no reason'}`);
    if (read !== program.verdict) violations.push(`Submission ${id} was read as ${read ?? 'unfinished'} instead of ${program.verdict}`);
    if (told.length === 0) violations.push(`The watcher of submission ${id} was never told of its end`);
    if (told.some((verdict) => verdict !== program.verdict)) violations.push(`The watcher of submission ${id} was told ${told.join(', ')} instead of ${program.verdict}`);
  }
  for (const id of of.keys()) violations.push(`Submission ${id} was not asked for: a retry made it`);

  const ends = await db.execute<{ id: string; ends: number; again: number }>(sql`select judging_id as id, count(*)::int as ends, count(*) filter (where again)::int as again from judging_ends group by 1 having count(*) > 1`);
  for (const { id, ends: times } of ends.rows) violations.push(`Judging ${id} was finished, or changed afterwards: ${times} times`);
  const tries = await db.execute<{ tries: number; submissions: number }>(sql`
    select coalesce((select sum(tries)::int from problem_results where account_id = ${person.id}), 0) as tries, (select count(*)::int from submissions where account_id = ${person.id}) as submissions`);
  if (tries.rows[0]?.tries !== tries.rows[0]?.submissions) violations.push(`${tries.rows[0]?.submissions} submissions count as ${tries.rows[0]?.tries} tries`);
  const queue = await db.execute<{ unfinished: number }>(sql`select count(*)::int as unfinished from judgings where finished_at is null and cancelled_at is null`);
  if (queue.rows[0]?.unfinished !== 0) violations.push(`${queue.rows[0]?.unfinished} judgings are left in the queue`);
  return { violations, judgings: new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.id, row] as const]))) };
}

/** When the judges have drained: nothing of them, nor of their dead predecessors, is left. */
export function leftovers(states: readonly string[]): string[] {
  const left: string[] = [];
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  for (const state of states) {
    left.push(...mounts.filter((line) => line.includes(`${state}/`)).map((line) => `A mount is left: ${line.split(' ')[4]}`));
    const name = `arbiter-${basename(state)}`;
    for (const root of ['/sys/fs/cgroup', '/sys/fs/cgroup/memory', '/sys/fs/cgroup/pids', '/sys/fs/cgroup/cpuacct']) if (existsSync(`${root}/${name}`)) left.push(`A cgroup is left: ${root}/${name}`);
    left.push(...processesWith(state).map((what) => `A process is left: ${what}`));
  }
  return left;
}

/** Processes whose command line names the folder, as each jail's nsjail does. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(text) ? [`${pid} ${command.slice(0, 120)}`] : [];
    } catch {
      return [];
    }
  });
}
