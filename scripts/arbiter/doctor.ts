/** arbiter doctor (npm run doctor): can this machine judge? Every check with what was found and, where it fails, the command that mends it. */
import { join } from 'node:path';
import { LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import { LANGUAGES } from '#judge/languages/table.js';
import { checkHost, type HostCheck } from '#judge/sandbox/check-host.js';
import { isStandard } from '../setup/language-packages.js';
import { firstUidOf } from '#judge/sandbox/uids.js';
import { findNsjail } from '../setup/nsjail.js';
import { findChromium, hasTools } from '../setup/prepare.js';
import { findPublicProgram } from '../setup/public.js';
import { STATE_FOLDER } from '../start/instance.js';
import { Refusal } from '../support/progress.js';
import type { Command } from './command.js';
import { readWords } from './words.js';

/** Tells its users from those of judges, which go by a hash. */
const DOCTOR = 19_999;

export const doctor: Command = {
  summary: 'tells whether this machine can judge, and what mends it where it cannot',
  usage: 'Usage: arbiter doctor\n\nThe exit code is 0 where this machine can judge.',
  run(words) {
    readWords(words, {}, [0, 0]);
    return examine();
  },
};

async function examine(): Promise<number> {
  const nsjail = await findNsjail(process.env).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  const host = await checkHost({ nsjail: process.env['ARBITER_NSJAIL'] || nsjail || null, stateDir: join(STATE_FOLDER, 'doctor'), instance: 'doctor', uid: firstUidOf(DOCTOR) });
  const checks = [...host, ...LANGUAGE_IDS.map(checkLanguage), checkBrowser()];
  for (const check of checks) console.log(present(check));
  const failed = checks.filter(({ ok }) => !ok);
  console.log(failed.length === 0 ? '\nThis machine can judge.' : `\n${failed.length} of ${checks.length} checks failed.`);
  return host.every(({ ok }) => ok) ? 0 : 1;
}

/** A jail's user is nobody on this host: it sees only what every user may read. A language that is merely not added is no fault. */
function checkLanguage(id: LanguageId): HostCheck {
  const { name, tools } = LANGUAGES[id];
  if (!hasTools(id) && !isStandard(id)) return { name, ok: true, detail: `not added; npx arbiter languages add ${id}`, mend: '' };
  const found = Object.values(tools).map(({ candidates }) => findPublicProgram(candidates) ?? `none of ${candidates.join(', ')} can be run by every user`);
  return { name, ok: hasTools(id), detail: found.join(', '), mend: 'npm run setup (as root), or install it where every user can read it; without it the language is not offered' };
}

function checkBrowser(): HostCheck {
  const path = findChromium();
  return { name: 'Chromium (tests only)', ok: path !== undefined, detail: path ?? 'not found', mend: 'apt-get install chromium' };
}

function present({ name, ok, detail, mend }: HostCheck): string {
  return `${ok ? '✓' : '✗'} ${name}: ${detail}${ok || !mend ? '' : `\n    mend: ${mend}`}`;
}
