/** What a judge is asked to make: inputs and answers that are not there or out of date, and inputs to be validated. */
import type { GENERATION_STEPS } from '#contract/authoring-work.js';
import type { GenerationJob, GenerationTest } from '#contract/generation.js';
import type { Limits } from '#contract/package.js';
import type { AuthoredSettings } from '#contract/authoring.js';
import type { Database } from '#database/connect.js';
import type { Arranged, ArrangedGroup, ArrangedTest } from './arrange.js';
import { programOf, solutionOf } from './program.js';
import { generatorArgs, inputRecipe, modelSolution, solutionRecipe, staleness } from './recipes.js';

interface Wanted {
  tests?: string[] | undefined;
  again: boolean;
  validate: boolean;
}

/** @throws ApiError `validation-failed` where the language of a program cannot be told */
export async function generationJob(db: Database, arranged: Arranged, wanted: Wanted, offered: ReadonlySet<string>): Promise<GenerationJob> {
  const { settings, programs, groups, assets } = arranged;
  const validators = wanted.validate ? programs.filter(({ content }) => content.role === 'input-validator') : [];
  const chosen = new Set(wanted.tests ?? groups.flatMap((group) => group.tests.map(({ id }) => id)));
  const tests = groups.flatMap((group) => group.tests.filter(({ id }) => chosen.has(id)).flatMap((test) => testJob(test, group, arranged, { ...wanted, validate: validators.length > 0 }) ?? []));
  const solution = tests.some(({ answer }) => answer) ? modelSolution(arranged) : null;
  const generators = new Set(tests.flatMap(({ input }) => (input.from === 'generator' ? [input.generator] : [])));
  const found = solution && (await solutionOf(db, solution));
  // PyPy is for speed, which does not matter here.
  const program = found && found.language === 'pypy3' && !offered.has('pypy3') ? { ...found, language: 'python3' } : found;
  const beside = program ? includesFor(assets, program.language) : [];
  return {
    limits: limitsOf(settings.content, groups),
    generators: Object.fromEntries(await Promise.all(programs.filter(({ id }) => generators.has(id)).map(async (part) => [part.id, await programOf(db, part)] as const))),
    inputValidators: await Promise.all(validators.map((part) => programOf(db, part))),
    solution: program && { ...program, files: [...program.files, ...beside], recipe: solutionRecipe(arranged)! },
    tests,
  };
}

/** Null: there is nothing to do for it. */
function testJob(test: ArrangedTest, group: ArrangedGroup, arranged: Arranged, { again, validate }: Wanted): GenerationTest | null {
  const { input, answer, files } = test.content;
  const secret = arranged.groups[1]!;
  const above = group.content.place === 'group' ? [group, secret] : [group];
  const stale = staleness(test, arranged);
  const made = input?.from === 'generator' ? input.made : null;
  const file = input?.from === 'file' ? input.file : made;
  const recipe = input?.from === 'generator' ? inputRecipe(input, arranged) : null;
  if (input === null || (input.from === 'generator' && recipe === null)) return null;
  const talks = arranged.settings.content.types.some((type) => type === 'interactive' || type === 'multi-pass');
  const wantsAnswer = answer?.from === 'solution' && !talks && modelSolution(arranged) !== null && (again || stale.answer);
  const remade = input.from === 'generator' && (again || stale.input);
  if (!remade && !validate && !wantsAnswer) return null;
  const args = test.content.args ?? above.find(({ content }) => content.args !== null)?.content.args;
  const inputValidatorArgs = test.content.inputValidatorArgs ?? above.find(({ content }) => content.inputValidatorArgs !== null)?.content.inputValidatorArgs;
  return {
    id: test.id,
    name: test.path,
    input:
      remade && input.from === 'generator'
        ? { from: 'generator', generator: input.program, args: generatorArgs(input), recipe: recipe! }
        : { from: 'file', file: { path: `data/${test.path}.in`, hash: file!.hash, size: file!.size } },
    validate,
    answer: wantsAnswer,
    ...(args ? { args } : {}),
    ...(inputValidatorArgs ? { inputValidatorArgs } : {}),
    ...(files.length > 0 ? { files: files.map(({ path, file: { hash, size } }) => ({ path, hash, size })) } : {}),
  };
}

export function stepsOf({ input, validate, answer }: GenerationTest): (typeof GENERATION_STEPS)[number][] {
  return [...(input.from === 'generator' ? (['input'] as const) : []), ...(validate ? (['validation'] as const) : []), ...(answer ? (['answer'] as const) : [])];
}

/** That a judge must be able to run. */
export function languagesOf({ generators, inputValidators, solution }: GenerationJob): string[] {
  return [...new Set([...Object.values(generators), ...inputValidators, ...(solution ? [solution] : [])].map(({ language }) => language))].sort();
}

/** Those of the language, or the default ones. */
function includesFor(assets: Arranged['assets'], language: string) {
  const of = (name: string) => assets.filter(({ content }) => content.place === 'include' && content.language === name).map(({ content: { path, file } }) => ({ path, ...file }));
  const own = of(language);
  return own.length > 0 ? own : of('default');
}

const KIB_PER_MIB = 1024;

/** As the package would have them; with as much memory as any language or test may use, so that the solution can answer each. */
function limitsOf({ limits: given, languageLimits }: AuthoredSettings, groups: Arranged['groups']): Limits {
  const others = [...Object.values(languageLimits ?? {}), ...groups.flatMap(({ content, tests }) => [content.limits, ...tests.map((test) => test.content.limits)])];
  return {
    timeMs: given.timeMs,
    memoryKib: Math.max(given.memoryMib ?? 2048, ...others.map((each) => each?.memoryMib ?? 0)) * KIB_PER_MIB,
    outputKib: (given.outputMib ?? 8) * KIB_PER_MIB,
    codeKib: given.codeKib ?? 128,
    compileTimeMs: (given.compilationSeconds ?? 60) * 1000,
    compileMemoryKib: (given.compilationMemoryMib ?? 2048) * KIB_PER_MIB,
    validationTimeMs: (given.validationSeconds ?? 60) * 1000,
    validationMemoryKib: (given.validationMemoryMib ?? 2048) * KIB_PER_MIB,
    validationOutputKib: (given.validationOutputMib ?? 8) * KIB_PER_MIB,
    validationPasses: given.validationPasses ?? 2,
  };
}
