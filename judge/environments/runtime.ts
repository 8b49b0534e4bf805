/** For what the files of a lock are chosen: another runtime may not be able to load them. */
import type { Ecosystem, LockedEnvironment } from '#contract/environment.js';
import { LANGUAGES_OF_ECOSYSTEM } from '#contract/environment.js';
import type { Toolchain } from '../languages/discover.js';

/** Wheels that are Python alone, and packages of npm, which are built for all versions of Node.js alike. */
const ANY = 'any';

export function runtimeOf(ecosystem: Ecosystem, toolchain: Toolchain, files: readonly { fileName: string }[]): string {
  const machine = `${process.platform} ${process.arch}`;
  if (ecosystem === 'javascript') return `Node.js on ${machine}`;
  if (files.every(({ fileName }) => fileName.endsWith('-none-any.whl'))) return ANY;
  // "Python 3" of "Python 3.11.2", "PyPy 3" of "Python 3.9.16"
  return `${toolchain.language.name.split(' ')[0]} ${versionOf(toolchain)} on ${machine}`;
}

/** Null: this host's runtime loads it; else why not. */
export function whyNotHere({ runtime, ecosystem, packages }: LockedEnvironment, toolchain: Toolchain | undefined): string | null {
  if (!toolchain) return `This judge does not offer ${LANGUAGES_OF_ECOSYSTEM[ecosystem][0]}, for which packages of the problem are made.`;
  const here = runtimeOf(ecosystem, toolchain, packages);
  if (runtime === ANY || runtime === here) return null;
  return `The packages of this problem were chosen for ${runtime}, and this judge has ${here}: send the package of the problem again, so that they are chosen anew.`;
}

/** 3.11 of "Python 3.11.2". */
function versionOf({ version }: Toolchain): string {
  return /(\d+\.\d+)/.exec(version)?.[1] ?? version;
}
