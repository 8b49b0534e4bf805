/**
 * npm run problems:verify [slug…]: every labelled submission of the packages in problems/ goes through the real
 * queue and the real judge of an instance of its own, and their data before their validators. Exit code 1 where one is not
 * judged as its label says, or a file is not as it must be.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Verification, VerificationRow } from '#contract/problem.js';
import { Api } from './support/api.js';
import { startOwnInstance } from './support/own-instance.js';
import { Refusal, runScript, step, warn } from './support/progress.js';
import { ROOT } from './support/root.js';
import { table } from './support/table.js';

const WITHIN_MS = 30 * 60_000;
const PACKAGES_WITHIN_MS = 180_000;

await runScript(async () => {
  const slugs = chosenProblems(process.argv.slice(2));
  const instance = await startOwnInstance('the verification');
  try {
    const api = await Api.signIn(instance.url, 'admin', instance.adminPassword, 'verify');
    // All are queued at once, so that no slot waits for the last submission of a problem.
    const started: { slug: string; id: string }[] = [];
    for (const slug of await loaded(slugs, api)) started.push({ slug, ...(await api.call('createVerification', { parameters: { slug } })) });
    const found: Verification[] = [];
    for (const each of started) found.push(await finished(api, each));
    return report(found);
  } finally {
    await instance.stop();
  }
});

function chosenProblems(wanted: readonly string[]): string[] {
  const folder = join(ROOT, 'problems');
  const all = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'problem.yaml')));
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Refusal(`There is no problem ${unknown.join(', ')} in problems/.`, `There are: ${all.join(' ')}`);
  return wanted.length > 0 ? [...wanted] : all;
}

/** Those that bring packages come when a judge has installed them, and not at all where their registry is out of reach. */
async function loaded(slugs: readonly string[], api: Api): Promise<string[]> {
  const giveUp = Date.now() + PACKAGES_WITHIN_MS;
  const there: string[] = [];
  for (const slug of slugs) {
    const late = existsSync(join(ROOT, 'problems', slug, 'arbiter.yaml'));
    let found = !late;
    while (!found && Date.now() < giveUp) {
      found = await api.knows('getProblem', { parameters: { slug } });
      if (!found) await sleep(500);
    }
    if (found) there.push(slug);
    else warn(`${slug} is not verified: its packages could not be installed. Is the registry within reach?`);
  }
  return there;
}

async function finished(api: Api, { slug, id }: { slug: string; id: string }): Promise<Verification> {
  return await step(slug, async ({ note, doing }) => {
    const verification = await api.until(
      async (client) => {
        const now = await client.call('getVerification', { parameters: { slug, id } });
        doing(`${now.rows.filter(({ state }) => state === 'finished').length} of ${now.rows.length}`);
        return now;
      },
      ({ state }) => state === 'finished',
      { everyMs: 250, withinMs: WITHIN_MS },
    );
    const surprises = verification.rows.filter(isSurprise).length;
    note(`${verification.rows.length} submissions, time limit ${verification.timeLimitMs ?? '?'} ms${surprises > 0 ? `, ${surprises} SURPRISES` : ''}`);
    return verification;
  });
}

/** One that could not be judged proves nothing, so it counts too. */
function isSurprise({ asExpected }: VerificationRow): boolean {
  return asExpected !== true;
}

function report(verifications: readonly Verification[]): number {
  const judged = verifications.flatMap(({ rows }) => rows);
  const rows = verifications.flatMap(({ problem, rows: all }) =>
    all.filter(isSurprise).map((row) => [problem, row.path, row.language ?? '–', row.expected.join(' or ') || 'anything', row.verdict ?? row.state, row.note]),
  );
  for (const { problem, data } of verifications) {
    if (data && data.failure !== null) rows.push([problem, 'data', '–', 'to be checked', 'not checked', data.failure]);
    for (const { name, kind, message } of data?.failed ?? []) rows.push([problem, `data/${name}`, '–', kind, 'not so', message]);
  }
  if (judged.length === 0) throw new Refusal('No package has a labelled submission: nothing was verified.');
  if (rows.length > 0) console.log(`\n${table(['problem', 'submission', 'language', 'expected', 'got', 'why'], rows)}`);
  console.log(`\n${verifications.length} problems, ${judged.length} submissions, ${rows.length} not as expected`);
  return rows.length === 0 ? 0 : 1;
}
