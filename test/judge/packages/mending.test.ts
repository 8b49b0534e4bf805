/** Whoever reads a fault must know what to do next: every message of a fault ends in an imperative sentence, or says what a value must be. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = 'judge/packages';
const VERBS = 'Add|Attach|Change|Correct|Download|Leave|Make|Move|Name|Put|Remove|Rename|Save|Send|Take|Use|Write';
const MENDS = new RegExp(`(?:^|[.:;] |\\} )(?:${VERBS})\\b|must be (?:a|one|two|true|\\$)`, 'i');

/** The texts that calls of `fault(…)` are given as their message. */
function messages(file: string): string[] {
  const code = readFileSync(join(FOLDER, file), 'utf8');
  return code.split('\n').flatMap((line) => {
    if (!/\bfault\(/.test(line) || /^\s*(?:fault\(path: string|const fault =|return)/.test(line) === true) return /return fault\('/.test(line) ? literals(line) : [];
    return literals(line);
  });
}

/** Quoted texts of a line with a space in them: paths and keys have none. */
const literals = (line: string): string[] => [...line.matchAll(/'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].flatMap(([, plain, template]) => [plain ?? template ?? '']).filter((text) => / \S+ /.test(text));

it('of faults are there to be looked at', () => expect(readdirSync(FOLDER).flatMap(messages).length).toBeGreaterThan(50));

it('every fault of a package says how to mend it', () => {
  const lacking = readdirSync(FOLDER).flatMap((file) => messages(file).filter((text) => !MENDS.test(text)).map((text) => `${file}: ${text}`));
  expect(lacking, 'End the message with what to do').toEqual([]);
});
