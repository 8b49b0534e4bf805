/** The six programs by which each language is proved, as they stand in proofs/<id>.md: a heading for each, and its source. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LanguageId } from '#contract/language.js';
import type { Verdict } from '#contract/verdict.js';

export const PROOF_NAMES = ['hello', 'echo', 'big-input', 'memory', 'time', 'runtime-error'] as const;
export type ProofName = (typeof PROOF_NAMES)[number];

export interface Proof {
  input: 'none' | 'lines' | 'numbers';
  /** Undefined: whatever it prints. */
  output?: string;
  verdict: Verdict;
  timeMs: number;
  memoryKib: number;
}

/** Blanks inside and letters of other alphabets must come back as they went in. */
export const LINES = 'one line\n\n  two  blanks and a tab\tinside\nGrüße, 世界 ✓\nthe last line\n';

const NUMBERS = 1_000_000;
/** Of the numbers below. */
const SUM = 399_618_288_313;
const ALL = { verdict: 'accepted', timeMs: 10_000, memoryKib: 256 * 1024 } as const;

export const PROOFS: Record<ProofName, Proof> = {
  hello: { ...ALL, input: 'none', output: 'Hello, world!\n' },
  echo: { ...ALL, input: 'lines', output: LINES },
  'big-input': { ...ALL, input: 'numbers', output: `${SUM}\n` },
  memory: { ...ALL, input: 'none', memoryKib: 128 * 1024, verdict: 'memory-limit-exceeded' },
  time: { ...ALL, input: 'none', timeMs: 500, verdict: 'time-limit-exceeded' },
  'runtime-error': { ...ALL, input: 'none', verdict: 'runtime-error' },
};

/** How many there are, then the numbers, one a line. */
export function numbersInput(): string {
  return `${NUMBERS}\n${[...numbers()].join('\n')}\n`;
}

/** The same numbers everywhere: from -1,000,000 to 1,000,000, more of them positive, so that their sum needs 64 bits. */
function* numbers(): Generator<number> {
  let state = 12_345;
  for (let index = 0; index < NUMBERS; index++) {
    state = (state * 16_807) % 2_147_483_647;
    yield index % 10 === 0 ? -(state % 1_000_001) : state % 1_000_001;
  }
}

/** Sources by the proof's name. @throws where one is missing */
export async function readProofs(id: LanguageId): Promise<Record<ProofName, string>> {
  const text = await readFile(join(dirname(fileURLToPath(import.meta.url)), 'proofs', `${id}.md`), 'utf8');
  const found = new Map([...text.matchAll(/^## (\S+)\n+```\w*\n([\s\S]*?)^```$/gm)].map((match) => [match[1], match[2]]));
  return Object.fromEntries(
    PROOF_NAMES.map((name) => {
      const source = found.get(name);
      if (source === undefined) throw new Error(`proofs/${id}.md has no program "${name}"`);
      return [name, source];
    }),
  ) as Record<ProofName, string>;
}
