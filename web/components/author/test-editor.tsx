import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { addressOf } from '../../api/call.js';
import { useOpenPart, useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button, buttonClass } from '../../ui/button.js';
import { CheckField, SelectField, TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Skeleton } from '../../ui/state.js';
import { argumentsOf, lineOf, type TestPart } from '../../util/author-tests.js';
import { bytes } from '../../util/format.js';
import { Failed } from '../failed.js';
import { ConflictNote } from './conflict-note.js';
import { LineField } from './line-field.js';
import { NumberField } from './number-field.js';
import { TestLimits } from './test-limits.js';
import { TextBox } from './text-box.js';

/** A test unfolded under its row: input and answer as texts where they are small, or how they are made; and notes. */
export function TestEditor({ part, name }: { part: TestPart; name: string }): ReactElement {
  const { authored } = useWorkshop();
  const generators = useParts('program').filter(({ content }) => content.role === 'generator');
  const open = useOpenPart(part);
  if (!open) return <Skeleton height="8rem" />;
  if ('error' in open) return <Failed error={open.error} />;
  const { snapshot, change } = open;
  const { input, answer, description } = snapshot.value;
  const stored = part.content;
  const download = (hash: string, size: number, ending: string) => (
    <a href={addressOf('getAuthoredFile', { id: authored.id, hash })} download={`test${ending}`} className={buttonClass('plain', true)}>
      <Icon name="download" /> {bytes(size)}
    </a>
  );
  return (
    <div className="test-editor stack tight" role="group" aria-label={name}>
      <ConflictNote open={open} language="" />
      <div className="test-texts">
        {input === null ? (
          <div>
            <Button icon="plus" onClick={() => change({ input: { from: 'file', file: { text: '' } } })}>
              <Trans>Type an input</Trans>
            </Button>
          </div>
        ) : input.from === 'file' ? (
          'text' in input.file ? (
            <TextBox label={t`Input`} file={input.file} endLine autoFocus={input.file.text === ''} onChange={(text) => change({ input: { from: 'file', file: { text } } })} />
          ) : (
            <div className="field">
              <span className="label">
                <Trans>Input</Trans>
              </span>
              <div>{stored.input?.from === 'file' ? download(stored.input.file.hash, stored.input.file.size, '.in') : null}</div>
            </div>
          )
        ) : (
          <div className="stack tight">
            <SelectField label={t`Made by`} value={input.program} onChange={({ target }) => change({ input: { ...input, program: target.value } })}>
              {generators.map(({ id, content }) => (
                <option key={id} value={id}>
                  {content.name}
                </option>
              ))}
            </SelectField>
            <LineField label={t`Arguments`} value={lineOf(input.args)} onChange={(line) => change({ input: { ...input, args: argumentsOf(line) } })} />
            <NumberField label={t`Seed`} hint={t`The last argument, or in place of {seed} among them. Empty: none.`} value={input.seed} least={0} onChange={(seed) => change({ input: { ...input, seed } })} />
            {stored.input?.from === 'generator' && stored.input.made ? <div>{download(stored.input.made.hash, stored.input.made.size, '.in')}</div> : null}
          </div>
        )}
        {answer !== null && answer.from === 'file' ? (
          'text' in answer.file ? (
            <TextBox
              label={t`Answer`}
              file={answer.file}
              endLine
              onChange={(text) => change({ answer: { from: 'file', file: { text } } })}
              action={
                <Button compact look="ghost" onClick={() => change({ answer: { from: 'solution' } })}>
                  <Trans>Let the model solution make it</Trans>
                </Button>
              }
            />
          ) : (
            <div className="field">
              <span className="label">
                <Trans>Answer</Trans>
              </span>
              <div className="row">
                {stored.answer?.from === 'file' ? download(stored.answer.file.hash, stored.answer.file.size, '.ans') : null}
                <Button compact look="ghost" onClick={() => change({ answer: { from: 'solution' } })}>
                  <Trans>Let the model solution make it</Trans>
                </Button>
              </div>
            </div>
          )
        ) : (
          <div className="field">
            <div className="row apart">
              <span className="label">
                <Trans>Answer</Trans>
              </span>
              <Button compact look="ghost" onClick={() => change({ answer: { from: 'file', file: { text: '' } } })}>
                <Trans>Type it instead</Trans>
              </Button>
            </div>
            <p className="soft small">
              <Trans>The model solution makes it when you press Generate.</Trans>
            </p>
            {stored.answer?.from === 'solution' && stored.answer.made ? <div>{download(stored.answer.made.hash, stored.answer.made.size, '.ans')}</div> : null}
          </div>
        )}
      </div>
      <div className="form-grid">
        <TextField label={t`What it is for`} hint={t`For staff only.`} value={description ?? ''} onChange={({ target }) => change({ description: target.value === '' ? null : target.value })} />
        <TextField label={t`Hint`} hint={t`For those who fail on it.`} value={snapshot.value.hint ?? ''} onChange={({ target }) => change({ hint: target.value === '' ? null : target.value })} />
      </div>
      <TestLimits value={snapshot.value.limits ?? null} above={t`as its group`} onChange={(limits) => change({ limits })} />
      <CheckField label={t`Show this test to those who fail on it`} checked={snapshot.value.fullFeedback === true} onChange={({ target }) => change({ fullFeedback: target.checked ? true : null })} />
    </div>
  );
}
