/** Constants of a problem that is being written, as rows of a form: each by the name that stands between the braces. */
import type { AuthoredSettings } from '#contract/authoring.js';

export type Constants = AuthoredSettings['constants'];

export interface ConstantRow {
  /** `name`, or `name.variant` as packages of the format's drafts have it. */
  name: string;
  value: string;
}

/** The variant that `{{name}}` stands for. */
const PLAIN = 'value';
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*(?:\.[a-zA-Z_]\w*)?$/;

export function rowsOfConstants(constants: Constants): ConstantRow[] {
  return Object.entries(constants).flatMap(([name, variants]) => Object.entries(variants).map(([variant, value]) => ({ name: variant === PLAIN ? name : `${name}.${variant}`, value })));
}

export type ConstantFault = 'form' | 'twice' | 'no-plain';

/** Of each row what is wrong with its name; null: nothing. A row that is empty is being written, and nothing is wrong with it. */
export function faultsOfConstants(rows: readonly ConstantRow[]): (ConstantFault | null)[] {
  const names = rows.map(({ name }) => nameOf(name));
  return rows.map((row, index) => {
    if (isEmpty(row)) return null;
    const [base = '', variant] = names[index]!;
    if (!NAME.test(row.name)) return 'form';
    if (names.some(([other, another], at) => at < index && other === base && another === variant)) return 'twice';
    return names.some(([other, another]) => other === base && another === PLAIN) ? null : 'no-plain';
  });
}

/** Of rows without a fault. */
export function constantsOfRows(rows: readonly ConstantRow[]): Constants {
  const constants: Constants = {};
  for (const row of rows) {
    if (isEmpty(row)) continue;
    const [base, variant] = nameOf(row.name);
    (constants[base] ??= {})[variant] = row.value;
  }
  return constants;
}

function nameOf(name: string): [base: string, variant: string] {
  const [base = '', variant = PLAIN] = name.split('.', 2);
  return [base, variant];
}

function isEmpty({ name, value }: ConstantRow): boolean {
  return name === '' && value === '';
}
