/**
 * Makes a folder of the files of a lock, without a network: a jail unpacks them, and compiles modules of Python, and gives an archive of
 * it through a pipe, which is taken apart here. Nothing of a package is run.
 */
import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { chmod, link, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LockedEnvironment, LockedPackage } from '#contract/environment.js';
import type { RunLimits } from '../core/run.js';
import type { Toolchain } from '../languages/discover.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { PACKAGES_OF } from '../steps/environment.js';
import { extractArchive } from './extract.js';
import { toolAnswer, untilOver, type JailedTool } from './jail.js';
import { ENVIRONMENT_LIMITS } from './limits.js';
import { CannotInstall } from './resolved.js';
import { script } from './tools.js';

export interface InstallRequest {
  sandbox: Sandbox;
  /** Of the ecosystem's first language. */
  toolchain: Toolchain;
  lock: LockedEnvironment;
  /** Path of a file of the lock on this host, readable for jails. */
  pathOf: (file: LockedPackage) => Promise<string>;
  toolsFolder: string;
  /** Empty; filled with what submissions see. */
  target: string;
  /** Empty, and the caller's to remove. */
  workFolder: string;
  signal: AbortSignal;
}

const REFUSED = 3;
const UNPACK_LIMITS: RunLimits = {
  cpuMs: 180_000, wallMs: 300_000, memoryKib: 1536 * 1024, outputBytes: 2 * ENVIRONMENT_LIMITS.bytes, stderrBytes: 16 * 1024, processes: 16, fileBytes: 64 * 1024 * 1024,
};

/** @returns bytes of all files. @throws CannotInstall, SandboxFailure */
export async function installInto({ sandbox, toolchain, lock, pathOf, toolsFolder, target, workFolder, signal }: InstallRequest): Promise<number> {
  await chmod(target, 0o755);
  await chmod(workFolder, 0o711);
  const files: string[] = [];
  for (const [index, file] of lock.packages.entries()) {
    await mkdir(join(workFolder, String(index)), { mode: 0o755 });
    await link(await pathOf(file), join(workFolder, String(index), file.fileName));
    files.push(`/files/${index}/${file.fileName}`);
  }
  const filesMount = { from: workFolder, to: '/files' };
  if (lock.ecosystem !== 'javascript') {
    const unpacker = { from: await script('unpack-wheels.py', toolsFolder), to: '/tools/unpack.py' };
    const command = [toolchain.tools['python']!, unpacker.to, String(ENVIRONMENT_LIMITS.bytes), String(ENVIRONMENT_LIMITS.files), PACKAGES_OF[lock.ecosystem], ...files];
    return await unpack(sandbox, { command, environment: { PYTHONDONTWRITEBYTECODE: '1' }, mounts: [...toolchain.mounts, unpacker, filesMount], limits: UNPACK_LIMITS }, target, signal);
  }
  const room = await sandbox.scratch({ bytes: ENVIRONMENT_LIMITS.bytes, inodes: ENVIRONMENT_LIMITS.files });
  try {
    const unpacker = { from: await script('unpack-npm.sh', toolsFolder), to: '/tools/unpack.sh' };
    // Beside each other in one folder, whose name is not theirs.
    const command = ['/bin/sh', unpacker.to, ...lock.packages.flatMap(({ place = '' }, index) => [files[index]!, place.slice('node_modules/'.length)])];
    return await unpack(sandbox, { command, mounts: [unpacker, { from: room.path, to: '/unpacked', writable: true }, filesMount], limits: { ...UNPACK_LIMITS, fileBytes: ENVIRONMENT_LIMITS.bytes } }, target, signal);
  } finally {
    await room.remove();
  }
}

async function unpack(sandbox: Sandbox, tool: JailedTool, target: string, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted();
  const pipe = await sandbox.pipe();
  let archive: Socket | null = null;
  try {
    const ready = await sandbox.prepare({ ...tool, input: { kind: 'empty' }, output: { kind: 'pipe', fd: pipe.writer } }).finally(() => closeSync(pipe.writer));
    archive = new Socket({ fd: pipe.reader, readable: true, writable: false });
    const extracting = extractArchive(archive, target);
    // What it has found counts after what the jail has to say: an archive that breaks off is the lesser news.
    const extracted = extracting.then((bytes) => ({ bytes }), (error: unknown) => {
      void ready.discard().catch(() => undefined);
      return { error };
    });
    const answer = toolAnswer(await untilOver(ready, signal), '');
    const found = await extracted;
    if (answer.code === REFUSED) throw new CannotInstall(answer.said.trim().slice(0, 1000));
    if ('error' in found) throw found.error;
    if (!answer.ok) throw new CannotInstall(`They could not be unpacked: ${answer.stopped ?? (answer.said.trim().slice(-1000) || `the exit code was ${answer.code ?? 'none'}`)}.`);
    return found.bytes;
  } finally {
    if (archive) archive.destroy();
    else closeSync(pipe.reader);
    pipe.giveBack();
  }
}
