/** Runs dependency-cruiser over the repository, and makes sure that it has read it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '../support/processes.js';
import { ROOT } from '../support/root.js';

export const FOLDERS = ['contract', 'database', 'judge', 'server', 'web', 'scripts', 'test'] as const;

interface CruiseResult {
  modules: { source: string; dependencies: unknown[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string; severity: string }; comment?: string; cycle?: { name: string }[] }[]; ruleSetUsed: { forbidden: { name: string; comment?: string }[] } };
}

export interface Cruise {
  modules: number;
  /** One line each: who imports whom, against which rule, and why that is one. */
  faults: string[];
}

export async function cruise(): Promise<Cruise> {
  const folders = FOLDERS.filter((folder) => sourceFiles(folder).length > 0);
  const { output } = await collect(process.execPath, [join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], { cwd: ROOT });
  const result = parse(output);
  const why = new Map(result.summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment ?? '']));
  const faults = result.summary.violations.map(({ from, to, rule, cycle }) => `${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to} (${rule.name}): ${why.get(rule.name) ?? ''}`);

  const expected = FOLDERS.flatMap((folder) => sourceFiles(folder));
  const read = new Set(result.modules.map(({ source }) => source));
  const unread = expected.filter((path) => !read.has(path));
  if (unread.length > 0) faults.push(`dependency-cruiser did not read ${unread.length} of ${expected.length} files, ${unread[0]} among them: is the installed TypeScript one that it can use?`);
  const dependencies = result.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
  if (dependencies < expected.length) faults.push(`dependency-cruiser found ${dependencies} imports in ${expected.length} files: it cannot have read them.`);
  return { modules: expected.length - unread.length, faults };
}

/** Paths from the checkout of every TypeScript file below one of its folders. */
export function sourceFiles(folder: string): string[] {
  const whole = join(ROOT, folder);
  if (!statSync(whole, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(whole, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function parse(output: string): CruiseResult {
  try {
    return JSON.parse(output.slice(output.indexOf('{'))) as CruiseResult;
  } catch {
    throw new Error(`dependency-cruiser said:\n${output.slice(0, 2000)}`);
  }
}
