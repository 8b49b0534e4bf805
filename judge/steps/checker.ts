/** Who judges the outputs of a problem, its programs made ready. */
import type { Program as PackageProgram, TestCase } from '#contract/package.js';
import { parseCompareOptions } from '../core/compare.js';
import type { JudgingDependencies, JudgingJob } from './judge-submission.js';
import { PackageFault, type PackageValidator } from './programs.js';
import type { Checker } from './run-test.js';

/** `done` gives the programs back; to be called in every case. */
export async function checkerOf({ problem }: Pick<JudgingJob, 'problem'>, { sandbox, packageFiles, programs }: Pick<JudgingDependencies, 'sandbox' | 'packageFiles' | 'programs'>): Promise<{ checker: Checker; done: () => void }> {
  const { validator, limits, types } = problem;
  if (validator.kind === 'default') return { checker: { kind: 'default', options }, done: () => undefined };
  const taken: (() => void)[] = [];
  const done = () => taken.forEach((giveBack) => giveBack());
  const take = async (source: PackageProgram): Promise<PackageValidator> => {
    const { program, done: giveBack } = await programs.take(sandbox, packageFiles, source, limits);
    taken.push(giveBack);
    return { path: source.path, program, testlib: source.protocol === 'testlib' };
  };
  try {
    const validators: PackageValidator[] = [];
    for (const source of [validator, ...(validator.others ?? [])]) validators.push(await take(source));
    const interactor = validator.interactor ? await take(validator.interactor) : types.includes('interactive') ? validators[0]! : null;
    return { checker: { kind: 'validator', validators, interactor, checksTold: validator.interactor !== undefined, multiPass: types.includes('multi-pass') }, done };
  } catch (error) {
    done();
    throw error;
  }
}

function options(test: Pick<TestCase, 'validatorArgs'>) {
  const parsed = parseCompareOptions(test.validatorArgs);
  if (typeof parsed === 'string') throw new PackageFault(parsed);
  return parsed;
}
