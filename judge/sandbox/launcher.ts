/** The launcher (launch.c) and the system call policy: where they are, and the launcher made from its source. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { SandboxFailure } from '../core/run.js';

/** A file that stands beside the sources. Compiled code, in dist/judge/sandbox, finds it in the source tree where it was not copied. */
function besideSources(name: string): string {
  const here = fileURLToPath(new URL(name, import.meta.url));
  return existsSync(here) ? here : fileURLToPath(new URL(`../../../judge/sandbox/${name}`, import.meta.url));
}

export const policyPath = (): string => besideSources('policy.kafel');

/** Compiles the launcher into `folder`, unless that very source was compiled there before. Returns its path. */
export async function buildLauncher(folder: string): Promise<string> {
  const source = besideSources('launch.c');
  const path = await launcherPath(folder);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const fresh = `${path}.${process.pid}`;
  const result = await execa('gcc', ['-O2', '-static', '-Wall', '-o', fresh, source], { reject: false });
  if (result.failed) throw new SandboxFailure(`cannot compile launch.c: ${result.stderr || result.shortMessage}`);
  await rename(fresh, path);
  return path;
}

/** Where `buildLauncher` puts what it made of the present source; there may be nothing yet. */
export async function launcherPath(folder: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(besideSources('launch.c'))).digest('hex');
  return join(folder, `launch-${hash.slice(0, 16)}`);
}
