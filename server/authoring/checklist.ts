/** What a problem still needs before it is good, in words. The importer has the last word on what is a package. */
import { createHash } from 'node:crypto';
import type { AuthoredCheck } from '#contract/authoring-work.js';
import type { Arranged, ArrangedTest } from './arrange.js';
import { STATEMENT_TO_FILL } from './begin.js';
import { packageEntries } from './package/layout.js';
import { modelSolution, staleness } from './recipes.js';

type Check = (arranged: Arranged) => Omit<AuthoredCheck, 'check'> | null;

const MOST_NAMED = 50;
/** Of the file with which a statement begins. */
const BARE_HEADINGS = createHash('sha256').update(STATEMENT_TO_FILL).digest('hex');
const done = (message: string): Omit<AuthoredCheck, 'check'> => ({ state: 'done', message, parts: [] });
const lacks = (state: 'warning' | 'fault', message: string, parts: readonly { id: string }[] = []) => ({ state, message, parts: parts.slice(0, MOST_NAMED).map(({ id }) => id) });
const testsOf = ({ groups }: Arranged): ArrangedTest[] => groups.flatMap((group) => group.tests);
const withRole = ({ programs }: Arranged, role: string) => programs.filter(({ content }) => content.role === role);
const isType = ({ settings }: Arranged, ...types: string[]) => settings.content.types.some((type) => types.includes(type));
const count = (number: number, one: string, many: string) => (number === 1 ? `1 ${one}` : `${number} ${many}`);

/** Null: the check is of no use for this kind of problem. */
const CHECKLIST: Record<AuthoredCheck['check'], Check> = {
  name: ({ statements }) => {
    const nameless = statements.filter(({ content }) => content.name === '');
    return nameless.length === 0 ? done('The problem has a name in every language.') : lacks('fault', 'A statement has no name of the problem. Give it one.', nameless);
  },
  statement: ({ statements }) => {
    if (statements.length === 0) return lacks('fault', 'There is no statement. Add one.');
    const empty = statements.filter(({ content }) => content.source.size === 0 || content.source.hash === BARE_HEADINGS);
    return empty.length === 0 ? done(`There is a statement in ${count(statements.length, 'language', 'languages')}.`) : lacks('warning', 'A statement is empty. Write it.', empty);
  },
  samples: ({ groups }) => (groups[0]!.tests.length > 0 ? done(`There ${groups[0]!.tests.length === 1 ? 'is' : 'are'} ${count(groups[0]!.tests.length, 'sample', 'samples')}.`) : lacks('warning', 'There are no samples. Add one, so that solvers see the form of input and output.')),
  'secret-tests': ({ groups }) => {
    const secret = groups.slice(1).reduce((sum, { tests }) => sum + tests.length, 0);
    return secret > 0 ? done(`There ${secret === 1 ? 'is' : 'are'} ${count(secret, 'secret test', 'secret tests')}.`) : lacks('fault', 'There are no secret tests. Add at least one.');
  },
  inputs: (arranged) => {
    const missing = testsOf(arranged).filter(({ content }) => content.input === null && !content.extras['.interaction']);
    return missing.length === 0 ? done('Every test has an input, or a generator for it.') : lacks('fault', `${count(missing.length, 'test has', 'tests have')} no input. Give it, or name a generator.`, missing);
  },
  answers: (arranged) => {
    const talks = isType(arranged, 'interactive', 'multi-pass');
    const made = talks ? testsOf(arranged).filter(({ content }) => content.answer?.from === 'solution') : [];
    if (made.length > 0) return lacks('fault', 'A solution cannot make the answers of an interactive or multi-pass problem: it needs the other side. Give them as files, empty ones if the interactor needs none.', made);
    const missing = testsOf(arranged).filter(({ content }) => content.answer === null && !(content.input === null && content.extras['.interaction']));
    if (missing.length > 0) return lacks('fault', `${count(missing.length, 'test has', 'tests have')} no answer. Give it, or let the model solution make it.`, missing);
    const bySolution = testsOf(arranged).filter(({ content }) => content.answer?.from === 'solution');
    return bySolution.length > 0 && modelSolution(arranged) === null ? lacks('fault', 'Answers are to be made by a solution, and there is no accepted one. Add one.', bySolution) : done('Every test has an answer.');
  },
  generated: (arranged) => {
    const byProgram = testsOf(arranged).filter(({ content }) => content.input?.from === 'generator' || content.answer?.from === 'solution');
    if (byProgram.length === 0) return null;
    const withoutGenerator = byProgram.filter(({ content: { input } }) => input?.from === 'generator' && !withRole(arranged, 'generator').some(({ id }) => id === input.program));
    if (withoutGenerator.length > 0) return lacks('fault', `The generator of ${count(withoutGenerator.length, 'test', 'tests')} is gone. Name another.`, withoutGenerator);
    const stale = byProgram.map((test) => ({ test, ...staleness(test, arranged) })).filter(({ input, answer }) => input || answer);
    if (stale.length === 0) return done('Everything that programs make is made, and up to date.');
    const never = stale.filter(({ test: { content } }) => (content.input?.from === 'generator' && content.input.made === null) || (content.answer?.from === 'solution' && content.answer.made === null));
    if (never.length > 0) return lacks('fault', `${count(never.length, 'test was', 'tests were')} never generated. Generate.`, never.map(({ test }) => test));
    return lacks('warning', `${count(stale.length, 'test is', 'tests are')} out of date: a program or its arguments were changed. Generate again.`, stale.map(({ test }) => test));
  },
  'input-validator': (arranged) => (withRole(arranged, 'input-validator').length > 0 ? done('There is an input validator.') : lacks('warning', 'There is no input validator: nothing shows that the inputs are what the statement says. Add one.')),
  'output-validator': (arranged) => {
    const programs = withRole(arranged, 'output-validator');
    if (programs.length > 1) return lacks('fault', 'There are several output validators; a problem has one. Leave one.', programs);
    if (programs.length === 1) return done('Outputs are judged by a program of the problem.');
    return isType(arranged, 'interactive', 'multi-pass') ? lacks('fault', 'An interactive or multi-pass problem needs an output validator, which talks with the submission. Add one.') : done('Outputs are compared with the answers.');
  },
  grader: (arranged) => {
    const programs = withRole(arranged, 'grader');
    const graded = arranged.groups.filter(({ content }) => content.place !== 'sample' && content.grader);
    if (programs.length > 1) return lacks('fault', 'There are several graders; a problem has one. Leave one.', programs);
    if (programs.length === 0) return graded.length === 0 ? null : lacks('fault', `${count(graded.length, 'group is', 'groups are')} to be graded by a grader, and there is none. Write it, or let the groups give their points themselves.`, graded);
    return graded.length === 0 ? lacks('warning', 'There is a grader, and no group that asks for it: it is not run. Choose it in the settings of a group.', programs) : done(`The grader gives the points of ${count(graded.length, 'group', 'groups')}.`);
  },
  'accepted-solution': (arranged) => {
    if (isType(arranged, 'submit-answer')) return null;
    const accepted = withRole(arranged, 'solution').filter(({ content }) => content.label === 'accepted');
    if (accepted.length > 0) return done(`There ${accepted.length === 1 ? 'is' : 'are'} ${count(accepted.length, 'accepted solution', 'accepted solutions')}.`);
    return lacks(arranged.settings.content.limits.timeMs === null ? 'fault' : 'warning', 'There is no accepted solution: nothing shows that the problem can be solved. Add one.');
  },
  'wrong-solution': (arranged) => {
    if (isType(arranged, 'submit-answer')) return null;
    const wrong = withRole(arranged, 'solution').filter(({ content }) => content.label !== 'accepted');
    return wrong.length > 0 ? done('There are solutions that shall fail.') : lacks('warning', 'There is no solution that shall fail: nothing shows that the tests find mistakes. Add a wrong or a slow one.');
  },
  'time-limit': ({ settings }) => done(settings.content.limits.timeMs === null ? 'The time limit is measured from the accepted solutions.' : 'The time limit is given.'),
  groups: ({ groups }) => {
    const [, secret, ...inner] = groups;
    if (inner.length > 0 && secret!.tests.length > 0) return lacks('fault', 'Some secret tests lie in groups and some do not. Move them all into groups, or delete the groups.', secret!.tests);
    const empty = inner.filter(({ tests }) => tests.length === 0);
    return empty.length > 0 ? lacks('warning', `${count(empty.length, 'group has', 'groups have')} no tests.`, empty) : done(inner.length > 0 ? `There are ${count(inner.length, 'group', 'groups')} of secret tests.` : 'The secret tests are one group.');
  },
  points: (arranged) => {
    if (!isType(arranged, 'scoring')) return null;
    const [, secret, ...inner] = arranged.groups;
    const without = inner.filter(({ content }) => content.points === null);
    if (without.length > 0) return lacks('fault', `${count(without.length, 'group has', 'groups have')} no points. Give them.`, without);
    const numbers = inner.map(({ content }) => content.points);
    const sum = numbers.every((each) => typeof each === 'number') ? numbers.reduce((total, each) => total + each, 0) : null;
    const most = secret!.content.points ?? 100;
    if (inner.length > 0 && sum !== null && secret!.content.aggregation !== 'min' && sum !== most) return lacks('warning', `The groups give ${sum} points together, and the whole gives ${most}.`, [secret!]);
    return done('Points are given.');
  },
  names: (arranged) => {
    const entries = packageEntries(arranged);
    const twice = entries.filter((entry, index) => entries[index - 1]?.path === entry.path || entries[index + 1]?.path === entry.path);
    if (twice.length === 0) return done('No two parts have the same name.');
    return lacks('fault', `Several parts make the file ${twice[0]!.path}. Rename one.`, twice.flatMap(({ part }) => (part === null ? [] : [{ id: part }])));
  },
  images: ({ assets }) => {
    const bad = assets.filter(({ content }) => content.place === 'statement' && !/\.(?:png|jpe?g|gif|webp|svg|pdf)$/i.test(content.path));
    return bad.length === 0 ? null : lacks('warning', 'A file beside the statements is no image that browsers show.', bad);
  },
  licence: ({ settings }) => {
    const { license, rightsOwner, authors, sources } = settings.content;
    if (license === 'public domain' && rightsOwner !== null) return lacks('fault', 'What is in the public domain has no owner of rights. Take one of the two out.', [settings]);
    if (license === 'unknown') return lacks('warning', 'There is no licence: nobody else may use the problem.', [settings]);
    return license !== 'public domain' && rightsOwner === null && authors.length === 0 && sources.length === 0 ? lacks('warning', 'There is a licence, and neither an owner of rights nor an author or source.', [settings]) : done('The licence is given.');
  },
};

export function checklist(arranged: Arranged): AuthoredCheck[] {
  return Object.entries(CHECKLIST).flatMap(([check, find]) => {
    const found = find(arranged);
    return found ? [{ check: check as AuthoredCheck['check'], ...found }] : [];
  });
}
