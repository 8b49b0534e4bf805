/** Proves what this machine has installed, before tests start many judges at once that would each do it, against their time-outs. */
import { join } from 'node:path';
import { LANGUAGE_IDS } from '#contract/language.js';
import { discoverToolchains } from '#judge/languages/discover.js';
import { STATE_FOLDER } from '../start/instance.js';
import { withSandbox } from '../support/own-sandbox.js';
import { step, warn } from '../support/progress.js';
import { hasTools } from './prepare.js';

export async function proveInstalled(nsjail: string): Promise<void> {
  await step('proofs of the languages', async ({ note, doing }) => {
    const { toolchains, missing } = await withSandbox(nsjail, (sandbox) => discoverToolchains(sandbox, join(STATE_FOLDER, 'prepared'), doing, LANGUAGE_IDS.filter(hasTools)));
    note(`${toolchains.length} languages`);
    for (const { name, reason } of missing) warn(`${name} is not offered: ${reason}`);
  });
}
