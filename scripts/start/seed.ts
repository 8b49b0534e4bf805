/** The first account and the problems of problems/, by server/seed.ts; told to the console. */
import { join } from 'node:path';
import { seed, seedWithPackages } from '#server/seed.js';
import { step, warn } from '../support/progress.js';
import { ROOT } from '../support/root.js';

/** @returns lines for the console: how to sign in. */
export async function seedInstance(databaseUrl: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  return await step('first account and problems', async ({ note, doing }) => {
    const { madePassword, added, unchanged } = await seed({
      databaseUrl,
      adminPassword: environment['ARBITER_ADMIN_PASSWORD'] || undefined,
      ...chosen(environment),
      say: doing,
    });
    note(`${added} problems added, ${unchanged} unchanged`);
    if (madePassword === null) return [];
    return [`Sign in as admin with the password ${madePassword} (it is shown only this once).`];
  });
}

/** The problems whose packages a judge installs first; the instance is at work meanwhile. Where a registry cannot be reached they are left out. */
export async function seedProblemsWithPackages(databaseUrl: string, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { added, refused } = await seedWithPackages({ databaseUrl, ...chosen(environment) });
    for (const { name, why } of refused) warn(`The problem ${name} is left out, and tried again at the next start: ${why}`);
    if (added.length + refused.length > 0) console.log(`✓ problems that bring packages: ${added.length} added, ${refused.length} left out`);
  } catch (error) {
    // As when the instance is stopped meanwhile.
    warn(`Problems that bring packages are not loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function chosen(environment: NodeJS.ProcessEnv): { problemsFolder: string; only: readonly string[] | undefined } {
  return { problemsFolder: join(ROOT, 'problems'), only: environment['ARBITER_PROBLEMS']?.split(',').map((name) => name.trim()) };
}
