import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useState } from 'react';

type Rules<F extends string> = Record<F, (value: string) => MessageDescriptor | null>;

export interface FormFaults<F extends string> {
  /** What is wrong with each field as far as it was looked at, in words. */
  faults: Partial<Record<F, string>>;
  /** The fields by name, or null where one is wrong: then that is said, and the first of them has the focus. Put `noValidate` on the form. */
  read: (form: HTMLFormElement) => Record<F, string> | null;
  /** For onInput of the form: what is being mended is no fault any more. */
  mend: (event: { target: EventTarget }) => void;
}

/** Looks at the fields of a form before anything is sent. The rules stay the same from one rendering to the next. */
export function useFormFaults<F extends string>(rules: Rules<F>): FormFaults<F> {
  const { _ } = useLingui();
  const [faults, setFaults] = useState<Partial<Record<F, string>>>({});
  const fields = Object.keys(rules) as F[];

  function read(form: HTMLFormElement): Record<F, string> | null {
    const data = new FormData(form);
    const values = Object.fromEntries(fields.map((field) => [field, String(data.get(field) ?? '')])) as Record<F, string>;
    const found = fields.flatMap((field): [F, string][] => {
      const fault = rules[field](values[field]);
      return fault ? [[field, _(fault)]] : [];
    });
    setFaults(Object.fromEntries(found) as Partial<Record<F, string>>);
    const [first] = found;
    if (!first) return values;
    const input = form.elements.namedItem(first[0]);
    if (input instanceof HTMLElement) input.focus();
    return null;
  }
  function mend({ target }: { target: EventTarget }) {
    const field = target instanceof HTMLInputElement ? fields.find((each) => each === target.name) : undefined;
    if (field && faults[field]) setFaults(({ [field]: _gone, ...rest }) => rest as Partial<Record<F, string>>);
  }
  return { faults, read, mend };
}
