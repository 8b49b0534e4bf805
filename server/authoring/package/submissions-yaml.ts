/** submissions/submissions.yaml, of what the folders of the solutions do not say. */
import type { Expectation } from '#contract/authoring.js';
import type { Part } from '../arrange.js';
import { yamlText, type Yaml } from './yaml-text.js';

type Demands = Omit<Expectation, 'authors' | 'tests'>;

/** `pathOf`: of a solution under submissions/. Null: there is nothing to say. */
export function submissionsYaml(solutions: readonly Part<'program'>[], pathOf: (solution: Part<'program'>) => string): string | null {
  const rules: Record<string, Yaml> = {};
  for (const solution of solutions) {
    const { language, entryPoint, model, expectation } = solution.content;
    const rule = {
      language: language ?? undefined,
      entrypoint: entryPoint ?? undefined,
      model_solution: model ? true : undefined,
      authors: expectation?.authors,
      ...(expectation ? demands(expectation) : {}),
      ...Object.fromEntries(Object.entries(expectation?.tests ?? {}).map(([tests, demand]) => [tests, demands(demand)])),
    };
    if (Object.values(rule).some((value) => value !== undefined)) rules[pathOf(solution)] = rule;
  }
  return Object.keys(rules).length > 0 ? yamlText(rules) : null;
}

function demands({ permitted, required, score, message, useForTimeLimit }: Demands) {
  return { permitted, required, score, message, use_for_time_limit: useForTimeLimit };
}
