/** The first account and the problems of problems/, by server/seed.ts; told to the console. */
import { join } from 'node:path';
import { seed } from '#server/seed.js';
import { step } from '../support/progress.js';
import { ROOT } from '../support/root.js';

/** @returns lines for the console: how to sign in. */
export async function seedInstance(databaseUrl: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  return await step('first account and problems', async ({ note, doing }) => {
    const { madePassword, added, unchanged } = await seed({
      databaseUrl,
      adminPassword: environment['ARBITER_ADMIN_PASSWORD'] || undefined,
      problemsFolder: join(ROOT, 'problems'),
      only: environment['ARBITER_PROBLEMS']?.split(',').map((name) => name.trim()),
      say: doing,
    });
    note(`${added} problems added, ${unchanged} unchanged`);
    if (madePassword === null) return [];
    return [`Sign in as admin with the password ${madePassword} (it is shown only this once).`];
  });
}
