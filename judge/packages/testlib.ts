/** Programs that are written with testlib.h: whether the header is there, and in whose way they then speak. */
import type { Program } from '#contract/package.js';
import { readStart } from './source-text.js';
import type { TreeNode } from './tree.js';

export const INCLUDES_TESTLIB = /^[ \t]*#[ \t]*include[ \t]*[<"](?:[^>"\n]*\/)?testlib\.h[>"]/m;
/** Headers that were changed for Kattis or DOMjudge end with the ICPC format's exit codes, and take its arguments. */
const CHANGED = /EXIT_CODE\s+\(?\s*42\b|(?:return|exit)\s*\(?\s*42\b/;

export type TestlibFacts = Pick<Program, 'protocol' | 'needsTestlib'>;

/** Of a program with these sources; `nodes` are all its files. */
export async function testlibFacts(sources: readonly { text: string }[], nodes: readonly TreeNode[]): Promise<TestlibFacts> {
  if (!sources.some(({ text }) => INCLUDES_TESTLIB.test(text))) return {};
  const header = nodes.find((node) => node.kind === 'file' && node.name === 'testlib.h');
  if (!header) return { protocol: 'testlib', needsTestlib: true };
  return speaksIcpc(await readStart(header)) ? {} : { protocol: 'testlib' };
}

/** Whether a testlib.h was changed so that its programs speak as the ICPC format has it. */
export const speaksIcpc = (header: string): boolean => CHANGED.test(header);
