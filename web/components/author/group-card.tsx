import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Menu } from '../../ui/menu.js';
import { stepGroup, type TestsOfGroup } from '../../util/author-tests.js';
import { AddGenerated } from './add-generated.js';
import { GroupSettings } from './group-settings.js';
import { groupTitle } from './group-title.js';
import { NumberField } from './number-field.js';
import { OwnLimits } from './test-limits.js';
import { TestRow } from './test-row.js';
import type { TestsDoors } from './tests-doors.js';
import { UploadTests } from './upload-tests.js';

/** Rows drawn at first, and added at each press. */
const STEP = 100;

/** One group: its tests as a table, how they are added, and what counts for all of them. */
export function GroupCard({ entry, number, doors }: { entry: TestsOfGroup; number: number; doors: TestsDoors }): ReactElement {
  const { workshop } = useWorkshop();
  const { group, tests } = entry;
  const { id, content } = group;
  const [drawn, setDrawn] = useState(STEP);
  const [dialog, setDialog] = useState<'upload' | 'generate' | 'settings' | 'remove'>();
  const title = groupTitle(entry, number);
  const { dragging } = doors;
  const isOver = dragging?.group === id;
  const isGroup = content.place === 'group';
  const close = () => setDialog(undefined);
  const all = tests.length > 0 && tests.every((test) => doors.chosen.has(test.id));

  async function type() {
    try {
      const made = await workshop.add<'test'>({ kind: 'test', name: null, input: { from: 'file', file: { text: '' } }, answer: { from: 'solution' }, description: null, hint: null, fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, limits: null, extras: {}, files: [] }, { group: id });
      doors.setOpen(made.id, true);
    } catch (error) {
      doors.failed(error);
    }
  }
  function step(by: -1 | 1) {
    void workshop.reorder((now) => stepGroup(now, id, by)).catch(doors.failed);
    doors.say(by < 0 ? t`${title} moved up` : t`${title} moved down`);
  }
  return (
    <section className={`card group-card${isOver && dragging?.kind === 'test' ? ' over' : ''}`} aria-label={title} data-group={id} data-drop={dragging?.kind === 'group' && dragging.before === id && isGroup ? 'before' : undefined}>
      <div className="row apart group-head">
        <div className="row">
          {isGroup ? (
            <button
              type="button"
              className="handle"
              aria-label={t`Move ${title}: up and down by arrow keys`}
              {...doors.handle('group', id)}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                if (by === 0) return;
                event.preventDefault();
                step(by);
              }}
            >
              <span aria-hidden>⠿</span>
            </button>
          ) : null}
          <h2>{title}</h2>
          <span className="soft small numbers">
            <Plural value={tests.length} _0="no tests" one="# test" other="# tests" />
          </span>
        </div>
        <div className="row">
          {doors.scoring && isGroup ? (
            <div className="points-field">
              <NumberField label={t`Points of ${title}`} labelUnseen placeholder={t`points`} className="compact" least={0} most={1_000_000} value={typeof content.points === 'number' ? content.points : null} onChange={(points) => void workshop.editGroup(group, { points }).catch(doors.failed)} />
              <span className="soft small" aria-hidden>
                <Trans>points</Trans>
              </span>
            </div>
          ) : null}
          <Menu label={<Trans>Add tests</Trans>} labelText={t`Add tests to ${title}`}>
            <button type="button" onClick={() => void type()}>
              <Trans>Type one</Trans>
            </button>
            <button type="button" onClick={() => setDialog('upload')}>
              <Trans>Upload files…</Trans>
            </button>
            <button type="button" onClick={() => setDialog('generate')}>
              <Trans>Generate…</Trans>
            </button>
          </Menu>
          <Menu label={<Trans>Group</Trans>} labelText={t`More of ${title}`}>
            <button type="button" onClick={() => setDialog('settings')}>
              <Trans>Settings…</Trans>
            </button>
            {isGroup ? (
              <>
                <button type="button" onClick={() => step(-1)}>
                  <Trans>Move up</Trans>
                </button>
                <button type="button" onClick={() => step(1)}>
                  <Trans>Move down</Trans>
                </button>
                <button type="button" onClick={() => setDialog('remove')}>
                  <Trans>Delete with its tests…</Trans>
                </button>
              </>
            ) : null}
          </Menu>
        </div>
      </div>
      <OwnLimits limits={content.limits} />
      {content.grader ? (
        <p className="soft small">
          <Trans>The grader gives its verdict and points.</Trans>
        </p>
      ) : null}
      {content.place === 'sample' && tests.length === 0 ? (
        <p className="soft">
          <Trans>Samples are shown in the statement, and solutions are judged by them first. Two small ones are usual.</Trans>
        </p>
      ) : null}
      {tests.length > 0 ? (
        <div className="tests-frame">
          <table className="table tests-table">
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <th className="tight">
                  <span className="unseen">
                    <Trans>Move</Trans>
                  </span>
                </th>
                <th className="tight">
                  <input type="checkbox" aria-label={t`Choose all of ${title}`} checked={all} onChange={() => doors.choose(tests.map((test) => test.id), !all)} />
                </th>
                <th className="tight">
                  <Trans>Test</Trans>
                </th>
                <th>
                  <Trans>Input</Trans>
                </th>
                <th className="roomy">
                  <Trans>Answer</Trans>
                </th>
                <th className="tight">
                  <span className="unseen">
                    <Trans>Actions</Trans>
                  </span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tests.slice(0, drawn).map((test, at) => (
                <TestRow key={test.id} test={test} group={group} number={at + 1} title={title} doors={doors} isLast={at === tests.length - 1} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {drawn < tests.length ? (
        <Button compact onClick={() => setDrawn(drawn + STEP)}>
          <Trans>Show more</Trans>
        </Button>
      ) : null}
      {dialog === 'upload' ? <UploadTests group={group} title={title} onClose={close} /> : null}
      {dialog === 'generate' ? <AddGenerated group={group} title={title} onClose={close} /> : null}
      {dialog === 'settings' ? <GroupSettings entry={entry} number={number} doors={doors} onClose={close} /> : null}
      {dialog === 'remove' ? (
        <Confirm
          title={<Trans>Delete {title}?</Trans>}
          yes={<Trans>Delete</Trans>}
          no={<Trans>Keep it</Trans>}
          onClose={close}
          onYes={() => {
            close();
            void workshop.remove(group).catch(doors.failed);
          }}
        >
          <Trans>Its tests go with it. The history keeps them.</Trans>
        </Confirm>
      ) : null}
    </section>
  );
}
