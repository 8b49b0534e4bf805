import { msg, t } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useId, type ReactElement } from 'react';
import type { ProblemType } from '#contract/package.js';

export type Kind = 'pass-fail' | 'scoring' | 'interactive' | 'submit-answer';

export const TYPES_OF_KIND: Record<Kind, readonly ProblemType[]> = { 'pass-fail': ['pass-fail'], scoring: ['scoring'], interactive: ['pass-fail', 'interactive'], 'submit-answer': ['scoring', 'submit-answer'] };

const WORDS: Record<Kind, { title: MessageDescriptor; text: MessageDescriptor }> = {
  'pass-fail': { title: msg`Right or wrong`, text: msg`A program reads an input and prints an answer; it must be right on every test. As in contests of the ICPC. The usual choice.` },
  scoring: { title: msg`With points`, text: msg`Tests are put into groups that give points, so that part of a solution counts too. As in olympiads and homework.` },
  interactive: { title: msg`Interactive`, text: msg`The program talks with yours: it asks, you answer, as in guessing a number.` },
  'submit-answer': { title: msg`Answers only`, text: msg`No program is sent, only the answers to the inputs that everybody gets.` },
};

/** How a problem is judged, with a line on each. */
export function KindChoice({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }): ReactElement {
  const { _ } = useLingui();
  const id = useId();
  return (
    <fieldset className="kind-choice">
      <legend>{t`Kind`}</legend>
      {(Object.keys(WORDS) as Kind[]).map((kind) => (
        <label key={kind} className={kind === value ? 'chosen' : undefined}>
          <input type="radio" name={id} value={kind} checked={kind === value} aria-describedby={`${id}-${kind}`} onChange={() => onChange(kind)} />
          <span>
            <strong>{_(WORDS[kind].title)}</strong>
            <span className="soft small" id={`${id}-${kind}`}>
              {_(WORDS[kind].text)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
