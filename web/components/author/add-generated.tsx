import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useId, useState, type ReactElement } from 'react';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField } from '../../ui/field.js';
import { Progress } from '../../ui/progress.js';
import { Note } from '../../ui/state.js';
import { scriptLines, type GroupPart } from '../../util/author-tests.js';
import { NumberField } from './number-field.js';

/** More are too many for one group, and most probably a slip. */
const MOST = 500;

/** Lines of arguments, each of which makes a test or several with different seeds. */
export function AddGenerated({ group, title, onClose }: { group: GroupPart; title: string; onClose: () => void }): ReactElement {
  const { workshop } = useWorkshop();
  const generators = useParts('program').filter(({ content }) => content.role === 'generator');
  const [program, setProgram] = useState(generators[0]?.id ?? '');
  const [script, setScript] = useState('');
  const [times, setTimes] = useState<number | null>(1);
  const [done, setDone] = useState<number>();
  const [fault, setFault] = useState<string>();
  const id = useId();
  const lines = scriptLines(script);
  const count = lines.length * (times ?? 1);

  async function add() {
    setFault(undefined);
    try {
      let seed = 0;
      let added = 0;
      for (const args of lines) {
        for (let round = 0; round < (times ?? 1); round++) {
          setDone(added);
          // One test a line: the line says all. Several: chance must differ.
          const seeded = (times ?? 1) > 1 || args.some((each) => each.includes('{seed}'));
          await workshop.add<'test'>({ kind: 'test', name: null, input: { from: 'generator', program, args, seed: seeded ? ++seed : null }, answer: { from: 'solution' }, description: null, hint: null, fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, limits: null, extras: {}, files: [] }, { group: group.id });
          added++;
        }
      }
      onClose();
    } catch (error) {
      setFault((error as Error).message);
      setDone(undefined);
    }
  }
  return (
    <Dialog title={t`Generate tests: ${title}`} onClose={onClose} held={done !== undefined}>
      {generators.length === 0 ? (
        <>
          <p>
            <Trans>There is no generator yet: a small program that prints the input of a test. Add one at the end of this page, then come back.</Trans>
          </p>
          <div>
            <Button onClick={onClose}>
              <Trans>Close</Trans>
            </Button>
          </div>
        </>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (lines.length > 0 && count <= MOST) void add();
          }}
        >
          <SelectField label={t`Generator`} value={program} onChange={({ target }) => setProgram(target.value)}>
            {generators.map(({ id: each, content }) => (
              <option key={each} value={each}>
                {content.name}
              </option>
            ))}
          </SelectField>
          <div className="field">
            <label htmlFor={id}>
              <Trans>Arguments, one line a test</Trans>
            </label>
            <textarea id={id} className="input mono" rows={6} wrap="off" spellCheck={false} placeholder={'10 100 1\n10 100 2\n100000 1000000000 3'} value={script} onChange={({ target }) => setScript(target.value)} aria-describedby={`${id}-hint`} autoFocus />
            <span className="hint" id={`${id}-hint`}>
              <Trans>Lines that begin with # say nothing. {'{seed}'} in a line is replaced by a number of its own.</Trans>
            </span>
          </div>
          <NumberField label={t`Tests of each line`} hint={t`More than one: each gets another seed as its last argument.`} least={1} most={100} value={times} onChange={setTimes} />
          {fault ? (
            <Note tone="bad" alert>
              {fault}
            </Note>
          ) : null}
          {count > MOST ? (
            <Note tone="warn" alert>
              <Plural value={MOST} one="At most # test at a time." other="At most # tests at a time." />
            </Note>
          ) : null}
          {done === undefined ? null : <Progress fraction={count > 0 ? done / count : 0} label={t`Tests added`} />}
          <div className="row">
            <Button look="primary" type="submit" busy={done !== undefined} aria-disabled={lines.length === 0 || count > MOST}>
              <Plural value={count} _0="Add tests" one="Add # test" other="Add # tests" />
            </Button>
            <Button onClick={onClose} disabled={done !== undefined}>
              <Trans>Cancel</Trans>
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
