import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AuthoredCheck } from '#contract/authoring-work.js';
import type { Section } from '../../util/author-sections.js';

type CheckName = AuthoredCheck['check'];

/** What each line of the checklist asks, and why. */
export const CHECK_WORDS: Record<CheckName, { title: MessageDescriptor; why: MessageDescriptor }> = {
  name: { title: msg`A name`, why: msg`It stands in the list of problems and above the statement.` },
  statement: { title: msg`A statement`, why: msg`What is asked, what the program reads and what it must print.` },
  samples: { title: msg`Samples`, why: msg`One or two tests that everybody sees, so that nobody misreads the statement.` },
  'secret-tests': { title: msg`Secret tests`, why: msg`Solutions are judged by these: smallest and largest cases, special ones, and some of chance.` },
  inputs: { title: msg`Every test has an input`, why: msg`Typed, sent as a file, or made by a generator.` },
  answers: { title: msg`Every test has an answer`, why: msg`The model solution makes those that are missing.` },
  generated: { title: msg`Everything generated is up to date`, why: msg`Inputs and answers that programs make are made again when the programs change.` },
  'input-validator': { title: msg`An input validator`, why: msg`A small program that holds every input against what the statement promises. It finds most mistakes in tests.` },
  'output-validator': { title: msg`How answers are compared`, why: msg`The built-in comparison, or a checker where several answers are right.` },
  grader: { title: msg`A grader`, why: msg`It gives the points of the groups that ask for it.` },
  'accepted-solution': { title: msg`A solution that must be accepted`, why: msg`It makes the answers, shows that the problem can be solved, and from it the time limit is measured.` },
  'wrong-solution': { title: msg`A solution that must fail`, why: msg`A plausible wrong one shows that the tests find it.` },
  'time-limit': { title: msg`A time limit`, why: msg`Yours, or measured from the accepted solutions.` },
  groups: { title: msg`Test groups`, why: msg`Of problems with points: tests that are won or lost together.` },
  points: { title: msg`Points`, why: msg`How many each group gives.` },
  names: { title: msg`Names of files`, why: msg`Those that the package format allows, and no two the same.` },
  images: { title: msg`Images`, why: msg`Every image that a statement names is there.` },
  licence: { title: msg`A licence`, why: msg`Under which others may use the problem.` },
};

export const SECTION_WORDS: Record<Section, MessageDescriptor> = {
  overview: msg`Overview`,
  statement: msg`Statement`,
  tests: msg`Tests`,
  checking: msg`Checking`,
  solutions: msg`Solutions`,
  settings: msg`Settings`,
  history: msg`History`,
  publish: msg`Publish`,
};
