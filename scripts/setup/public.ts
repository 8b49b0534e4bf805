/**
 * What a jail can see. Its user is nobody on this host, so a program below a 0700 folder (/root/.nvm, a
 * pyenv, a rustup) is not there for it, however well it runs for root.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where setup puts what others must be able to read. */
export const PUBLIC_FOLDER = '/opt/arbiter';

const OTHERS_EXECUTE = 0o001;
const OTHERS_READ = 0o004;

/** Whether any user may run the file, all links followed. False where it does not exist. */
export function isPublicProgram(path: string): boolean {
  try {
    const real = realpathSync(path);
    if ((statSync(real).mode & (OTHERS_READ | OTHERS_EXECUTE)) !== (OTHERS_READ | OTHERS_EXECUTE)) return false;
    return isPublicFolder(dirname(real)) && isPublicFolder(dirname(path));
  } catch {
    return false;
  }
}

/** Whether any user may walk down to the folder. */
export function isPublicFolder(path: string): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_EXECUTE) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** First path that any user may run; a `*` in a folder's name stands for any version, the newest is tried first. */
export function findPublicProgram(candidates: readonly string[]): string | undefined {
  return candidates.flatMap(expand).find(isPublicProgram);
}

/** One folder's name may have a `*`; Node 20 has no glob. */
function expand(candidate: string): string[] {
  const parts = candidate.split('/');
  const at = parts.findIndex((part) => part.includes('*'));
  if (at < 0) return [candidate];
  const [before = '', after = ''] = parts[at]!.split('*');
  const folder = parts.slice(0, at).join('/') || '/';
  return namesIn(folder)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(folder, name, ...parts.slice(at + 1)));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
