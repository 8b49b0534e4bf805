/** Who judges outputs, submissions' files and groups: output validators, the static validator, the grader. */
import type { Program, Validator } from '#contract/package.js';
import { readPrograms } from './programs.js';
import type { Reading } from './reading.js';

const RUNNABLE = 'Not a program that can be run: use Python 3, C or C++, or bring build and run scripts.';

/** `wanted`: the package says that it has a validator of its own (legacy) or that this follows from the folder (null). */
export async function readOutputValidator(reading: Reading, wanted: boolean | null, interactive: boolean): Promise<Validator> {
  const { tree, findings, modern } = reading;
  const [usual, other] = modern ? ['output_validator', 'output_validators'] : ['output_validators', 'output_validator'];
  let folder = usual;
  if (tree.filesUnder(usual).length === 0 && tree.filesUnder(other).length > 0) {
    findings.warn(other, `Read as ${usual}/, the name that this format has for it.`);
    folder = other;
  }
  const present = tree.filesUnder(folder).length > 0;
  if (wanted === false) {
    if (present) findings.warn(folder, 'Ignored: problem.yaml says "validation: default".');
    return { kind: 'default' };
  }
  if (!present) {
    if (wanted === true) findings.fault(usual, 'problem.yaml says "validation: custom", and there is no output validator. Add it.');
    return { kind: 'default' };
  }
  const [first, ...others] = await readPrograms(reading, folder);
  if (!first) {
    findings.fault(folder, RUNNABLE);
    return { kind: 'default' };
  }
  if (others.length === 0) return { kind: 'custom', ...first };
  const names = [first, ...others].map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(', ');
  if (modern) findings.fault(folder, `Several output validators (${names}); this format has one. Leave one, or put the files of one program in a folder of its own.`);
  if (interactive) findings.fault(folder, `Several output validators (${names}), and a submission talks with one. Leave one.`);
  return { kind: 'custom', ...first, others };
}

/** `wanted`: a test group says that it is graded by it. */
export async function readGrader(reading: Reading, wanted: boolean): Promise<Program | undefined> {
  return readOne(reading, 'graders', wanted ? 'A test group is to be graded by a grader of the package, and there is none. Add one to graders/.' : null);
}

export async function readStaticValidator(reading: Reading, wanted: boolean): Promise<Program | undefined> {
  return readOne(reading, 'static_validator', wanted ? 'A test group has a "static_validation_score", and there is no static validator. Add it, or take the key out.' : null);
}

async function readOne(reading: Reading, folder: string, ifMissing: string | null): Promise<Program | undefined> {
  const { tree, findings } = reading;
  if (tree.filesUnder(folder).length === 0) {
    if (ifMissing !== null) findings.fault(folder, ifMissing);
    return undefined;
  }
  if (ifMissing === null) {
    findings.warn(folder, 'No test group asks for it: it is not run.');
    return undefined;
  }
  const [program, ...others] = await readPrograms(reading, folder);
  if (!program) findings.fault(folder, RUNNABLE);
  if (others.length > 0) findings.fault(folder, 'Several programs; one is run. Leave one.');
  return program;
}
