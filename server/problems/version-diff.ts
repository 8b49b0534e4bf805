/** What differs between two versions of a problem: settings, tests, and files, of which short texts are compared line by line. */
import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import { MOST_DIFFED_BYTES, MOST_DIFF_LINES, type DiffedFile, type DiffedSetting, type DiffedTest, type VersionDiff } from '#contract/version-diff.js';
import { readBlobStart } from '#database/blobs.js';
import type { Querier } from '#database/connect.js';
import type { VersionRow } from '#database/problems.js';
import { unifiedDiff } from './line-diff.js';

/** Files that are compared by their lines; the others by their hashes only. */
const MOST_TEXT_DIFFS = 60;

export async function diffVersions(db: Querier, problem: string, before: VersionRow, after: VersionRow): Promise<VersionDiff> {
  return {
    problem,
    from: before.number,
    to: after.number,
    settings: diffSettings(before, after),
    tests: diffTests(before.package.tests, after.package.tests),
    files: await diffFiles(db, filesOf(before.package), filesOf(after.package)),
    same: before.archiveHash === after.archiveHash,
  };
}

/** Every file that the package names, by path; what has only a name, by the part of the package that it is in. */
export function filesOf(content: ProblemPackage): Map<string, FileRef> {
  const found = new Map<string, FileRef>();
  const look = (part: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isFile(value)) found.set(value.path.includes('/') ? value.path : `${part}/${value.path}`, value);
    else for (const inner of Object.values(value)) look(part, inner);
  };
  for (const [part, value] of Object.entries(content)) look(part, value);
  return found;
}

function isFile(value: object): value is FileRef {
  return 'path' in value && 'hash' in value && 'size' in value && typeof value.path === 'string' && typeof value.hash === 'string' && typeof value.size === 'number';
}

async function diffFiles(db: Querier, before: ReadonlyMap<string, FileRef>, after: ReadonlyMap<string, FileRef>): Promise<DiffedFile[]> {
  const files: DiffedFile[] = [];
  let compared = 0;
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [left, right] = [before.get(path), after.get(path)];
    if (left?.hash === right?.hash) continue;
    const texts = left && right && compared < MOST_TEXT_DIFFS ? await textsOf(db, left, right) : null;
    if (texts) compared++;
    const diff = texts && unifiedDiff(...texts, MOST_DIFF_LINES);
    files.push({ path, before: left?.size ?? null, after: right?.size ?? null, diff: diff?.diff ?? null, cut: diff?.cut ?? false });
  }
  return files;
}

/** Null where one of them is long, or no text. */
async function textsOf(db: Querier, left: FileRef, right: FileRef): Promise<[string, string] | null> {
  if (Math.max(left.size, right.size) > MOST_DIFFED_BYTES) return null;
  const [a, b] = await Promise.all([readBlobStart(db, left.hash, left.size), readBlobStart(db, right.hash, right.size)]);
  return isText(a) && isText(b) ? [a.toString('utf8'), b.toString('utf8')] : null;
}

function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}

export function diffTests(before: readonly TestCase[], after: readonly TestCase[]): DiffedTest[] {
  const was = new Map(before.map((test) => [test.name, test]));
  const is = new Set(after.map(({ name }) => name));
  const removed = before.filter(({ name }) => !is.has(name)).map(({ name }): DiffedTest => ({ name, change: 'removed', parts: [] }));
  const others = after.flatMap((test): DiffedTest[] => {
    const old = was.get(test.name);
    if (!old) return [{ name: test.name, change: 'added', parts: [] }];
    const parts = (['input', 'answer'] as const).filter((part) => old[part].hash !== test[part].hash);
    const all = isDeepStrictEqual(settingsOfTest(old), settingsOfTest(test)) ? parts : [...parts, 'settings' as const];
    return all.length > 0 ? [{ name: test.name, change: 'changed', parts: all }] : [];
  });
  return [...removed, ...others];
}

function settingsOfTest({ input: _input, answer: _answer, ...rest }: TestCase): unknown {
  return JSON.parse(JSON.stringify(rest));
}

/** All of the package that is neither file nor test, by the path to it. */
export function diffSettings(before: Pick<VersionRow, 'package' | 'timeLimitMs'>, after: Pick<VersionRow, 'package' | 'timeLimitMs'>): DiffedSetting[] {
  const [was, is] = [settingsOf(before), settingsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name) => {
    const [left, right] = [was.get(name) ?? null, is.get(name) ?? null];
    return left === right ? [] : [{ name, before: left, after: right }];
  });
}

const NAMES = ['path', 'name', 'language'];

function settingsOf({ package: content, timeLimitMs }: Pick<VersionRow, 'package' | 'timeLimitMs'>): Map<string, string> {
  const settings = new Map<string, string>();
  const { tests: _tests, ...rest } = content;
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value !== 'object') settings.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    else if (isFile(value)) return;
    else if (Array.isArray(value)) addList(name, value);
    else for (const [key, inner] of Object.entries(value)) add(name === '' ? key : `${name}.${key}`, inner);
  };
  /** What has a name or path of its own goes by it: its place in a list tells nothing. */
  const addList = (name: string, values: readonly unknown[]): void => {
    if (values.every((value) => typeof value !== 'object' || value === null)) {
      if (values.length > 0) settings.set(name, values.map((value) => String(value)).join(', '));
      return;
    }
    for (const [index, value] of values.entries()) {
      const key = value !== null && typeof value === 'object' ? NAMES.find((each) => each in value) : undefined;
      const { [key ?? '']: own = String(index + 1), ...others } = value as Record<string, unknown>;
      add(`${name}.${String(own)}`, isFile(value as object) ? value : others);
    }
  };
  add('', rest);
  if (timeLimitMs !== null) settings.set('limits.timeMs', String(timeLimitMs));
  return settings;
}
