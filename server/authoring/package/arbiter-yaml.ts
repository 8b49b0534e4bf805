/** arbiter.yaml of an authored problem: judge/packages/arbiter-yaml.ts says what may stand in it. */
import type { AuthoredSettings } from '#contract/authoring.js';
import type { AuthoredLanguageLimits, AuthoredTestLimits } from '#contract/authoring-limits.js';
import type { LanguageId } from '#contract/language.js';
import { byText, type Arranged, type ArrangedGroup } from '../arrange.js';
import { inheritedLimits, orInherited } from '../test-limits.js';
import { programPath } from './program-path.js';
import { yamlText, type Yaml } from './yaml-text.js';

type Given = { [key: string]: Yaml | undefined };

/** Null: there is nothing to say. */
export function arbiterYaml({ settings: { content }, groups, programs }: Arranged): string | null {
  const given: Given = {
    feedback: content.feedback === 'verdict' ? undefined : content.feedback,
    difficulty: content.difficulty ?? undefined,
    environment: (content.environment ?? undefined) as Yaml | undefined,
    limits: orNothing({ languages: ofLanguages(content), tests: ofTests(groups) }),
    graders: orNothing(Object.fromEntries(groups.flatMap((group) => (group.content.place !== 'sample' && group.content.grader ? [[group.path, group.content.grader] as const] : [])))),
    tests: recipes(groups, programs),
  };
  return saysSomething(given) ? yamlText(given) : null;
}

/** To the formats the code python3 means PyPy as well: what is said of PyPy comes after it, and takes it back where nothing is. */
function ofLanguages({ languageLimits }: AuthoredSettings): Given | undefined {
  const { python3, pypy3, ...others }: AuthoredLanguageLimits = languageLimits ?? {};
  const limits = Object.entries(others).sort(([a], [b]) => byText(a, b)).map(([language, limit]) => [language, ofLanguage(limit)] as const);
  const python = ofLanguage(python3);
  const pypy = ofLanguage(pypy3) ?? (python && {});
  return orNothing({ ...Object.fromEntries(limits), python3: python, pypy3: pypy });
}

function ofLanguage(limit: AuthoredLanguageLimits[LanguageId]): Given | undefined {
  return limit && orNothing({ time_multiplier: limit.timeFactor ?? undefined, memory: limit.memoryMib ?? undefined });
}

/** Of several that are about a test the last one counts alone, so that each says what it inherits, too. */
function ofTests(groups: readonly ArrangedGroup[]): Given | undefined {
  const given: Given = {};
  for (const group of groups) {
    const inherited = inheritedLimits(group.content, groups);
    const hasTests = groups.some(({ tests }) => tests.some(({ path }) => path.startsWith(`${group.path}/`)));
    if (hasTests && written(group.content.limits)) given[group.path] = written(inherited);
    for (const { path, content: { limits } } of group.tests) if (written(limits)) given[path] = written(orInherited(limits, inherited));
  }
  return orNothing(given);
}

function written(limits: AuthoredTestLimits | null | undefined): Given | undefined {
  return limits ? orNothing({ time_limit: limits.timeMs === null ? undefined : limits.timeMs / 1000, memory: limits.memoryMib ?? undefined }) : undefined;
}

function recipes(groups: readonly ArrangedGroup[], programs: Arranged['programs']): Given | undefined {
  const tests = groups.flatMap((group) => group.tests).flatMap(({ path, content: { input, answer } }) => {
    const generator = input?.from === 'generator' ? programs.find(({ id }) => id === input.program) : undefined;
    const recipe = {
      generator: generator && programPath(generator.content).slice('generators/'.length),
      args: input?.from === 'generator' && generator ? input.args : undefined,
      seed: input?.from === 'generator' && generator ? (input.seed ?? undefined) : undefined,
      answer: answer?.from === 'solution' ? 'solution' : undefined,
    };
    return saysSomething(recipe) ? [[path, recipe] as const] : [];
  });
  return orNothing(Object.fromEntries(tests));
}

const saysSomething = (given: object): boolean => Object.values(given).some((value) => value !== undefined);
const orNothing = (given: Given): Given | undefined => (saysSomething(given) ? given : undefined);
