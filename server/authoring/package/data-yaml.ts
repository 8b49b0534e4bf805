/** The YAML files of tests and of their groups: https://icpc.io/problem-package-format/spec/2025-09.html#test-data */
import type { Comparison } from '#contract/authoring.js';
import type { Arranged, ArrangedGroup, ArrangedTest, Part } from '../arrange.js';
import { yamlText, type Yaml } from './yaml-text.js';

type Given = { [key: string]: Yaml | undefined };

/** Null: nothing is to be said of the group. A group in secret always has one, by which it is a group. */
export function groupYaml(group: ArrangedGroup, { settings, groups, programs }: Arranged): string | null {
  const { content } = group;
  const scoring = settings.content.types.includes('scoring') && content.place !== 'sample';
  const compares = content.place !== 'group' && !programs.some((program) => program.content.role === 'output-validator');
  const comparison = compares ? comparisonArgs(settings.content.comparison) : [];
  const required = content.requirePass.flatMap((id) => groups.find((each) => each.id === id)?.path ?? []);
  const given: Given = {
    args: content.args ?? undefined,
    input_validator_args: content.inputValidatorArgs ?? undefined,
    output_validator_args: content.validatorArgs ?? (comparison.length > 0 ? comparison : undefined),
    full_feedback: content.fullFeedback ?? undefined,
    max_score: scoring ? (content.points ?? undefined) : undefined,
    score_aggregation: scoring ? (content.aggregation ?? undefined) : undefined,
    require_pass: scoring && required.length > 0 ? required : undefined,
    static_validation_score: content.staticScore ?? undefined,
    static_validator_args: content.staticArgs ?? undefined,
  };
  return content.place === 'group' || saysSomething(given) ? yamlText(given) : null;
}

/** Null: nothing is to be said of it. */
export function testYaml({ content }: ArrangedTest): string | null {
  return textOf({
    args: content.args ?? undefined,
    input_validator_args: content.inputValidatorArgs ?? undefined,
    output_validator_args: content.validatorArgs ?? undefined,
    full_feedback: content.fullFeedback ?? undefined,
    hint: content.hint ?? undefined,
    description: content.description ?? undefined,
  });
}

export function caseYaml({ content }: Part<'case'>): string | null {
  return textOf({ input_validator_args: content.inputValidatorArgs ?? undefined, output_validator_args: content.validatorArgs ?? undefined });
}

/** Arguments of the default output validator. */
export function comparisonArgs({ caseSensitive, spaceSensitive, relativeTolerance, absoluteTolerance }: Comparison): string[] {
  return [
    ...(caseSensitive ? ['case_sensitive'] : []),
    ...(spaceSensitive ? ['space_change_sensitive'] : []),
    ...(relativeTolerance === null ? [] : ['float_relative_tolerance', String(relativeTolerance)]),
    ...(absoluteTolerance === null ? [] : ['float_absolute_tolerance', String(absoluteTolerance)]),
  ];
}

/** The way back; null where it says something else. */
export function comparisonOf(args: readonly string[]): Comparison | null {
  const comparison: Comparison = { caseSensitive: false, spaceSensitive: false, relativeTolerance: null, absoluteTolerance: null };
  for (let index = 0; index < args.length; index += 1) {
    const name = args[index];
    if (name === 'case_sensitive') comparison.caseSensitive = true;
    else if (name === 'space_change_sensitive') comparison.spaceSensitive = true;
    else {
      index += 1;
      const tolerance = Number(args[index]);
      if (!(tolerance >= 0)) return null;
      if (name === 'float_tolerance' || name === 'float_relative_tolerance') comparison.relativeTolerance = tolerance;
      if (name === 'float_tolerance' || name === 'float_absolute_tolerance') comparison.absoluteTolerance = tolerance;
      if (!/^float_(?:relative_|absolute_)?tolerance$/.test(name ?? '')) return null;
    }
  }
  return comparison;
}

function textOf(given: Given): string | null {
  return saysSomething(given) ? yamlText(given) : null;
}

const saysSomething = (given: Given): boolean => Object.values(given).some((value) => value !== undefined);
