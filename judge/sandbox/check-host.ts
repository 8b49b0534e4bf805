/**
 * The doctor: can this host give the full sandbox? A judge whose host cannot refuses to start, and each failed check names
 * the command that mends it.
 */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { allowedCores } from './cores.js';
import { openCgroups, type Cgroups } from './cgroup.js';
import { findNsjail, isStatic, whatIsWrongWithNsjail } from './find-nsjail.js';
import { buildLauncher } from './launcher.js';
import { mountTmpfs, unmountBelow } from './mounts.js';
import { createSandbox } from './nsjail.js';
import { RIGHTS_MEND, lookAtRights } from './rights.js';
import { UIDS_OF_AN_INSTANCE, isMapped } from './uids.js';

export interface HostCheck {
  name: string;
  ok: boolean;
  /** What was found. */
  detail: string;
  /** A command, or an advice where no command does it. Empty where nothing is to be mended. */
  mend: string;
}

export interface HostOptions {
  /** Value of ARBITER_NSJAIL, if any. */
  nsjail?: string | null;
  /** Folder of the instance. */
  stateDir: string;
  instance: string;
  /** Host uid for the trial run, free for us. */
  uid: number;
}

const CGROUPS_MEND = 'let it write to the cgroup controllers memory and pids: as root, or as a service of systemd with Delegate=yes; in a container with --privileged --cgroupns=host';

/** Makes every check that those before it leave a meaning, and a trial run when they went well. Leaves nothing behind but the launcher. */
export async function checkHost(options: HostOptions): Promise<HostCheck[]> {
  const checks: HostCheck[] = [];
  const check = async <T>(name: string, mend: string, look: () => T | Promise<T>, tell: (found: T) => string): Promise<T | null> => {
    try {
      const found = await look();
      checks.push({ name, ok: true, detail: tell(found), mend: '' });
      return found;
    } catch (error) {
      checks.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error), mend });
      return null;
    }
  };

  await check('rights', RIGHTS_MEND, lookAtRights, (text) => text);
  await check('system', 'use Linux 5.19 or later on x86-64 or arm64', lookAtSystem, (text) => text);
  const nsjail = await check(
    'nsjail',
    'apt-get install libnl-route-3-200 libnl-3-200, and install nsjail or set ARBITER_NSJAIL to its path',
    async () => {
      const path = findNsjail(options.nsjail);
      const wrong = await whatIsWrongWithNsjail(path);
      if (wrong) throw new Error(`${path}: ${wrong}`);
      return path;
    },
    (path) => `${path}, linked ${isStatic(path) ? 'statically' : 'dynamically (a static one starts in half the time)'}`,
  );
  const stateFolder = await check('state folder', 'set ARBITER_STATE_DIR to a folder that the judge may write and all may enter, such as /var/lib/arbiter', () => lookAtStateFolder(options.stateDir), (text) => text);
  const launcher = stateFolder && (await check('launcher', 'apt-get install gcc libc6-dev', () => buildLauncher(join(options.stateDir, 'bin')), (path) => path));
  const users = await check('users', 'in a user namespace: give its user subordinate ones (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER), and map them (unshare --map-auto)', () => lookAtUids(options.uid), (text) => text);
  await check('user namespaces', 'sysctl -w user.max_user_namespaces=10000', lookAtNamespaces, (text) => text);
  if (stateFolder) await check('mounts', 'allow mounts: start it as root, in a container with --privileged', () => tryMount(options.stateDir), (text) => text);
  const cgroups = await check('cgroups', CGROUPS_MEND, () => openCgroups(`${options.instance}-check`), (found) => `version ${found.version}, ${found.folder}`);
  if (cgroups) {
    await check('swap', 'swapoff -a, or boot with swapaccount=1', () => lookAtSwap(cgroups), (text) => text);
    if (nsjail && launcher && users) {
      const trial = () => tryRun({ nsjailPath: nsjail, launcherPath: launcher, cgroups, uid: options.uid, stateDir: join(options.stateDir, 'check') });
      await check('trial run', 'see the reason; the checks above may tell more', trial, (text) => text);
    }
    cgroups.close();
  }
  return checks;
}

function lookAtSystem(): string {
  const release = existsSync('/proc/sys/kernel/osrelease') ? readFileSync('/proc/sys/kernel/osrelease', 'utf8').trim() : process.platform;
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const text = `Linux ${release}, ${process.arch}`;
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) throw new Error(text);
  // 5.8 for proc's subset=pid; 5.19 for memory.peak of cgroup version 2
  if (major < 5 || (major === 5 && minor < 19)) throw new Error(text);
  return text;
}

async function lookAtStateFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  for (let path = folder; path !== '/'; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) throw new Error(`${folder} is below ${path}, which the jail's user may not enter`);
  }
  return folder;
}

function lookAtUids(first: number): string {
  if (!isMapped(first)) throw new Error(`too few users are mapped into this user namespace: a judge takes ${UIDS_OF_AN_INSTANCE}`);
  return `from ${first} on`;
}

function lookAtNamespaces(): string {
  const text = readFileSync('/proc/sys/user/max_user_namespaces', 'utf8').trim();
  if (!existsSync('/proc/self/ns/user') || Number(text) < 100) throw new Error(`user.max_user_namespaces is ${text}`);
  return `at most ${text}`;
}

async function tryMount(stateDir: string): Promise<string> {
  const place = join(stateDir, 'mount-check');
  await mkdir(place, { recursive: true });
  try {
    await mountTmpfs(place, ['size=4096']);
    return 'a tmpfs was mounted';
  } finally {
    await unmountBelow(place);
    await rmdir(place);
  }
}

function lookAtSwap(cgroups: Cgroups): string {
  const swaps = readFileSync('/proc/swaps', 'utf8').trim().split('\n').length - 1;
  const counted = cgroups.version === 1 ? existsSync(`${cgroups.folder}/memory.memsw.limit_in_bytes`) : existsSync(`${cgroups.folder}/memory.swap.max`);
  if (swaps > 0 && !counted) throw new Error('the host swaps, and its kernel does not count swap in cgroups');
  return counted ? 'counted' : 'none on this host';
}

type Trial = Pick<Parameters<typeof createSandbox>[0], 'nsjailPath' | 'launcherPath' | 'cgroups' | 'uid' | 'stateDir'>;

/** One run end to end: it is set up, it speaks, it ends as it should, and both figures are measured. */
async function tryRun(trial: Trial): Promise<string> {
  const sandbox = await createSandbox({ ...trial, slot: 0, core: allowedCores()[0] ?? null });
  try {
    let output = '';
    const run = await sandbox.prepare({
      command: ['/bin/sh', '-c', 'echo hello; exit 7'],
      mounts: [],
      limits: { cpuMs: 5_000, wallMs: 10_000, memoryKib: 64 * 1024, outputBytes: 1024, stderrBytes: 1024, processes: 8, fileBytes: 1024 * 1024 },
      input: { kind: 'empty' },
      output: { kind: 'consume', chunk: (bytes) => (output += bytes.toString()) },
    });
    const report = await run.go();
    const told = JSON.stringify({ ...report, stderr: report.stderr.toString(), output });
    const ended = report.exit?.kind === 'exited' && report.exit.code === 7;
    if (!ended || output !== 'hello\n' || !(report.cpuMs > 0) || !(report.peakMemoryKib > 0)) throw new Error(`unexpected report: ${told}`);
    return `${report.wallMs.toFixed(1)} ms wall, ${report.cpuMs.toFixed(1)} ms CPU, ${report.peakMemoryKib} KiB`;
  } finally {
    await sandbox.close();
    await rm(trial.stateDir, { recursive: true, force: true });
  }
}
