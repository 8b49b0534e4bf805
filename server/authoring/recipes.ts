/** By which a thing that a program made is known to be up to date: the hash of everything that it was made of. */
import { createHash } from 'node:crypto';
import type { ContentOf } from '#contract/authoring.js';
import type { Arranged, ArrangedTest, Part } from './arrange.js';

type Program = Part<'program'>['content'];

const hashOf = (...facts: unknown[]): string => createHash('sha256').update(JSON.stringify(facts)).digest('hex');
const filesOf = ({ files }: Program) => files.map(({ path, file }) => [path, file.hash]);

/** What the generator is given; the seed comes last where the arguments do not say where. */
export function generatorArgs({ args, seed }: { args: readonly string[]; seed: number | null }): string[] {
  if (seed === null) return [...args];
  return args.some((each) => each.includes('{seed}')) ? args.map((each) => each.replaceAll('{seed}', String(seed))) : [...args, String(seed)];
}

/** Null: there is no such generator. */
export function inputRecipe(input: { program: string; args: readonly string[]; seed: number | null }, { programs }: Arranged): string | null {
  const generator = programs.find(({ id, content }) => id === input.program && content.role === 'generator');
  return generator ? hashOf('input', filesOf(generator.content), generatorArgs(input)) : null;
}

/** The solution that makes the answers: the one that says so, else the first accepted one. */
export function modelSolution({ programs }: Arranged): Part<'program'> | null {
  const solutions = programs.filter(({ content }) => content.role === 'solution');
  return solutions.find(({ content }) => content.model) ?? solutions.find(({ content }) => content.label === 'accepted') ?? null;
}

/** Of the solution alone; null: there is none. */
export function solutionRecipe(arranged: Arranged): string | null {
  const solution = modelSolution(arranged);
  return solution && hashOf('solution', filesOf(solution.content), solution.content.language, solution.content.entryPoint);
}

/** Of an answer that the solution makes of an input. */
export const answerRecipe = (solution: string, inputHash: string, test: Pick<ContentOf<'test'>, 'args' | 'files'>): string =>
  hashOf('answer', solution, inputHash, test.args, test.files.map(({ path, file }) => [path, file.hash]));

export interface Staleness {
  input: boolean;
  answer: boolean;
}

/** What of a test is to be made, and is not there or was made of something else. */
export function staleness(test: ArrangedTest | Part<'test'>, arranged: Arranged): Staleness {
  const { input, answer } = test.content;
  const inputStale = input?.from === 'generator' && (input.made === null || input.made.recipe !== inputRecipe(input, arranged));
  if (answer?.from !== 'solution') return { input: inputStale, answer: false };
  const solution = solutionRecipe(arranged);
  const from = input === null ? null : input.from === 'file' ? input.file : input.made;
  const fresh = !inputStale && answer.made !== null && solution !== null && from !== null && answer.made.recipe === answerRecipe(solution, from.hash, test.content);
  return { input: inputStale, answer: !fresh };
}
