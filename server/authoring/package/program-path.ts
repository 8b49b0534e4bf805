import type { Part } from '../arrange.js';

/** The folder or file of a program in the package. */
export function programPath(program: Part<'program'>['content']): string {
  const { role, name: own } = program;
  switch (role) {
    case 'generator':
      return `generators/${own}`;
    case 'input-validator':
      return `input_validators/${own}`;
    case 'output-validator':
      return 'output_validator';
    case 'static-validator':
      return 'static_validator';
    case 'grader':
      return 'graders';
    case 'solution':
      return `submissions/${program.label ?? 'unlabelled'}/${own}`;
  }
}
