import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { useOpenPart, useParts, useWorkshop } from '../../hooks/use-workshop.js';
import type { PartOf } from '../../hooks/workshop.js';
import { Button } from '../../ui/button.js';
import { Skeleton } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { freeProgramPath } from '../../util/author-program.js';
import type { SentOf } from '../../util/author-content.js';
import { ConflictNote } from './conflict-note.js';
import { TextBox } from './text-box.js';

type Purpose = SentOf<'case'>['purpose'];
const PURPOSES: readonly Purpose[] = ['invalid-input', 'invalid-output', 'valid-output'];

/** Inputs that the validator must refuse, and outputs that must be refused or accepted: they prove the programs themselves. */
export function ValidatorCases(): ReactElement {
  const { workshop } = useWorkshop();
  const cases = useParts('case');
  const [busy, setBusy] = useState<Purpose>();
  const words: Record<Purpose, { add: string; told: string }> = {
    'invalid-input': { add: t`Bad input`, told: t`The validator must refuse this input` },
    'invalid-output': { add: t`Wrong output`, told: t`This output must be refused` },
    'valid-output': { add: t`Right output`, told: t`This output must be accepted` },
  };
  async function add(purpose: Purpose) {
    setBusy(purpose);
    try {
      const name = freeProgramPath(purpose, new Set(cases.map(({ content }) => content.name)));
      const output = purpose === 'invalid-input' ? null : { text: '' };
      await workshop.add<'case'>({ kind: 'case', purpose, name, input: { text: '' }, answer: output, output, validatorArgs: null, inputValidatorArgs: null });
    } catch (error) {
      toast((error as Error).message, { tone: 'bad' });
    } finally {
      setBusy(undefined);
    }
  }
  return (
    <section className="stack" aria-labelledby="cases">
      <div className="stack tight">
        <h2 id="cases">
          <Trans>Tests of these programs</Trans>
        </h2>
        <p className="soft">
          <Trans>Optional. An input that breaks a promise, an output that is nearly right: each shows that validator and checker do their work.</Trans>
        </p>
      </div>
      {cases.map((part) => (
        <Case key={part.id} part={part} told={words[part.content.purpose].told} />
      ))}
      <div className="row">
        {PURPOSES.map((purpose) => (
          <Button key={purpose} compact icon="plus" busy={busy === purpose} onClick={() => void add(purpose)}>
            {words[purpose].add}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Case({ part, told }: { part: PartOf<'case'>; told: string }): ReactElement {
  const { workshop } = useWorkshop();
  const open = useOpenPart(part);
  const { name } = part.content;
  if (!open || 'error' in open) return <Skeleton height="8rem" />;
  const { change, snapshot } = open;
  const { input, answer, output } = snapshot.value;
  return (
    <article className="card stack tight" aria-label={name}>
      <ConflictNote open={open} language="" />
      <div className="row apart">
        <h3>
          {told} <span className="soft mono small">{name}</span>
        </h3>
        <Button compact look="ghost" icon="trash" aria-label={t`Remove ${name}`} onClick={() => void workshop.remove(part).catch((error: unknown) => toast((error as Error).message, { tone: 'bad' }))} />
      </div>
      <div className="test-texts">
        <TextBox label={t`Input`} file={input} onChange={(text) => change({ input: { text } })} />
        {answer ? <TextBox label={t`Answer`} file={answer} onChange={(text) => change({ answer: { text } })} /> : null}
        {output ? <TextBox label={t`Output of a program`} file={output} onChange={(text) => change({ output: { text } })} /> : null}
      </div>
    </article>
  );
}
