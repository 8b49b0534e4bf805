/** The launcher (launch.c), the spawner (spawner.c) and the system call policy: where they are, and both programs made from their sources. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { SandboxFailure } from '../core/run.js';

/** A file that stands beside the sources. Compiled code, in dist/judge/sandbox, finds it in the source tree where it was not copied. */
export function besideSources(name: string): string {
  const here = fileURLToPath(new URL(name, import.meta.url));
  return existsSync(here) ? here : fileURLToPath(new URL(`../../../judge/sandbox/${name}`, import.meta.url));
}

export const policyPath = (): string => besideSources('policy.kafel');

const LAUNCHER = ['launch.c', 'second-filter.h'];
const SPAWNER = ['spawner.c', 'lane.c', 'lane.h'];

/** Compiles the launcher and the spawner into `folder`, unless these very sources were compiled there before. Returns the launcher's path. */
export async function buildLauncher(folder: string): Promise<string> {
  const path = await launcherPath(folder);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  await compile(SPAWNER, spawnerBeside(path));
  await compile(LAUNCHER, path); // the last: where it is, the other is
  return path;
}

/** The spawner that was made with this launcher. */
export const spawnerBeside = (launcher: string): string => `${launcher}-spawner`;

/** Makes a static program of C sources; where two do so at once, both make the same. */
export async function compile(sources: readonly string[], path: string): Promise<void> {
  const fresh = `${path}.${process.pid}`;
  const units = sources.filter((name) => name.endsWith('.c')).map(besideSources);
  const result = await execa('gcc', ['-O2', '-static', '-Wall', '-o', fresh, ...units], { reject: false });
  if (result.failed) throw new SandboxFailure(`cannot compile ${sources.join(', ')}: ${result.stderr || result.shortMessage}`);
  await rename(fresh, path);
}

/** Where `buildLauncher` puts what it made of the present source; there may be nothing yet. */
export async function launcherPath(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [...LAUNCHER, ...SPAWNER]) hash.update(await readFile(besideSources(name)));
  return join(folder, `launch-${hash.digest('hex').slice(0, 16)}`);
}
