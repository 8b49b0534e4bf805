/** Full packages of Polygon (problem.xml), made into what the ICPC packages are made into. */
import type { ProblemPackage, ValidationCase } from '#contract/package.js';
import { limitsFrom, timeMultipliersFrom } from './limits.js';
import { PROBLEM_XML, readPolygonPrograms } from './polygon-programs.js';
import { readPolygonSolutions } from './polygon-solutions.js';
import { readPolygonStatements } from './polygon-statements.js';
import { chooseTestset, readPolygonTests } from './polygon-tests.js';
import { placeArguments } from './polygon-words.js';
import type { Reading } from './reading.js';
import { readText } from './tree.js';
import { find, findAll, MAX_XML_BYTES, parseXml, type XmlElement } from './xml.js';

const MIB = 1024 * 1024;

/** Null, with faults, where nothing can be made of it. */
export async function readPolygon(reading: Reading): Promise<{ package: ProblemPackage; shortName: string } | null> {
  const { tree, findings } = reading;
  const node = tree.file(PROBLEM_XML);
  const text = node ? await readText(node, MAX_XML_BYTES, findings) : null;
  const problem = text === null ? null : parseXml(PROBLEM_XML, text, findings);
  if (problem === null) return null;
  if (problem.name !== 'problem') {
    findings.fault(PROBLEM_XML, `Its root must be a problem, as Polygon writes it, not "${problem.name}". Send the package of a single problem.`, problem.line);
    return null;
  }
  const testset = chooseTestset(problem, reading);
  if (!testset) return null;
  const programs = await readPolygonPrograms(reading, problem);
  const interactive = programs.validator.kind === 'custom' && programs.validator.interactor !== undefined;
  const { tests, groups, scoring } = await readPolygonTests(reading, testset, programs, interactive);
  const statements = await readPolygonStatements(reading, problem);
  const submissions = await readPolygonSolutions(reading, problem, scoring);
  const validationCases = await readValidationCases(reading, problem);
  const timeMs = limitOf(reading, testset, 'time-limit');
  const memory = limitOf(reading, testset, 'memory-limit');
  return {
    shortName: problem.attributes['short-name'] ?? '',
    package: {
      format: 'polygon',
      ...statements,
      types: [scoring ? 'scoring' : 'pass-fail', ...(interactive ? (['interactive'] as const) : [])],
      uuid: null,
      author: null,
      source: null,
      license: 'unknown',
      keywords: findAll(problem, 'tags', 'tag').flatMap(({ attributes }) => (attributes['value'] ? [attributes['value']] : [])),
      limits: { ...limitsFrom({ output: 64, code: 256 }, timeMs / 1000), memoryKib: Math.max(1, Math.round(memory / 1024)) },
      timeMultipliers: timeMultipliersFrom({}, true),
      languages: null,
      constants: {},
      validator: programs.validator,
      inputValidators: programs.inputValidators,
      ...(validationCases.length > 0 ? { validationCases } : {}),
      attachments: [],
      includes: programs.includes,
      groups,
      tests,
      submissions,
      objective: 'max',
      ...ioOf(reading, problem, interactive),
    },
  };
}

function limitOf({ findings }: Reading, testset: XmlElement, name: 'time-limit' | 'memory-limit'): number {
  const element = find(testset, name);
  const value = Number(element?.text);
  const most = name === 'time-limit' ? 1e9 : 1e6 * MIB;
  if (element && element.text !== '' && value > 0 && value <= most) return value;
  findings.fault(PROBLEM_XML, `"${name}" must be a number above 0 (${name === 'time-limit' ? 'milliseconds' : 'bytes'}). Correct it.`, element?.line ?? testset.line);
  return 1000;
}

/** Files by whose names old problems read and write. */
function ioOf({ findings }: Reading, problem: XmlElement, interactive: boolean): Pick<ProblemPackage, 'io'> {
  const judging = find(problem, 'judging');
  const runs = Number(judging?.attributes['run-count'] ?? 1);
  if (runs > 1) findings.fault(PROBLEM_XML, `Solutions are run ${runs} times on each test ("run-count"), which is not supported. Write it as a multi-pass problem of the ICPC format.`, judging?.line);
  const named = (attribute: string) => {
    const name = judging?.attributes[attribute] ?? '';
    if (name === '' || /^std(?:in|out)$/.test(name)) return undefined;
    if (/^[\w-][\w.-]*$/.test(name)) return name;
    findings.fault(PROBLEM_XML, `"${attribute}" must be a plain file name. Correct it.`, judging?.line);
    return undefined;
  };
  const [input, output] = [named('input-file'), named('output-file')];
  if (input === undefined && output === undefined) return {};
  if (interactive) findings.fault(PROBLEM_XML, 'An interactive problem cannot have "input-file" or "output-file". Take them out.', judging?.line);
  findings.warn(PROBLEM_XML, `Solutions ${[input && `read from ${input}`, output && `write to ${output}`].filter(Boolean).join(' and ')}.`, judging?.line);
  return { io: { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) } };
}

/** Polygon's own tests of checkers and validators. */
async function readValidationCases({ tree, files }: Reading, problem: XmlElement): Promise<ValidationCase[]> {
  const cases: ValidationCase[] = [];
  const each = (testset: XmlElement | undefined) => findAll(testset, 'tests', 'test').map(({ attributes }, index) => ({
    verdict: (attributes['verdict'] ?? '').toLowerCase(),
    place: placeArguments(attributes['testset'] ?? '', attributes['group'] || undefined),
    file: (pattern: string) => tree.file((find(testset, pattern)?.text ?? '').replace(/%0?(\d*)d/, (_, width: string) => String(index + 1).padStart(Number(width) || 1, '0'))),
  }));
  for (const { verdict, file } of each(find(problem, 'assets', 'checker', 'testset'))) {
    const [input, output, answer] = ['input-path-pattern', 'output-path-pattern', 'answer-path-pattern'].map(file);
    const kind = verdict === 'ok' ? 'valid-output' : /^(?:wrong-answer|presentation-error)$/.test(verdict) ? 'invalid-output' : null;
    if (input && output && answer && kind) cases.push({ name: output.path, kind, input: await files.ref(input), answer: await files.ref(answer), output: await files.ref(output), validatorArgs: [] });
  }
  for (const validator of findAll(problem, 'assets', 'validators', 'validator')) {
    for (const { verdict, place, file } of each(find(validator, 'testset'))) {
      const input = file('input-path-pattern');
      if (input && verdict === 'invalid') cases.push({ name: input.path, kind: 'invalid-input', input: await files.ref(input), validatorArgs: [], inputValidatorArgs: place });
    }
  }
  return cases;
}
