import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AuthoredFile } from '#contract/authoring.js';
import { fileTextQuery } from '../../api/author-queries.js';
import { addressOf } from '../../api/call.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Menu } from '../../ui/menu.js';
import { toSent } from '../../util/author-content.js';
import { lineOf, moveTests, stepTest, type GroupPart, type TestPart } from '../../util/author-tests.js';
import { bytes } from '../../util/format.js';
import { groupTitle } from './group-title.js';
import { TestEditor } from './test-editor.js';
import { OwnLimits } from './test-limits.js';
import type { TestsDoors } from './tests-doors.js';

/** So many bytes of an input are shown in its row. */
const SHOWN_BYTES = 120;

interface Props {
  test: TestPart;
  group: GroupPart;
  number: number;
  /** Of its group. */
  title: string;
  doors: TestsDoors;
  isLast: boolean;
}

export function TestRow({ test, group, number, title, doors, isLast }: Props): ReactElement {
  const { workshop } = useWorkshop();
  const { id, content } = test;
  const name = content.name ?? String(number).padStart(2, '0');
  const isOpen = doors.open.has(id);
  const { dragging } = doors;
  const moves = dragging?.kind === 'test' && (dragging.id === id || (doors.chosen.has(dragging.id) && doors.chosen.has(id)));
  const drop = dragging?.kind !== 'test' || dragging.group !== group.id ? undefined : dragging.before === id ? 'before' : dragging.before === null && isLast ? 'after' : undefined;

  function step(by: -1 | 1) {
    void workshop.reorder((now) => stepTest(now, id, by)).catch(doors.failed);
    doors.say(by < 0 ? t`Test ${name} moved up` : t`Test ${name} moved down`);
  }
  function duplicate() {
    void workshop.add<'test'>({ ...toSent<'test'>(content), name: null }, { group: group.id, at: number }).catch(doors.failed);
  }
  function move(to: string) {
    void workshop.reorder((now) => moveTests(now, new Set([id]), to, Infinity)).catch(doors.failed);
  }
  function remove() {
    void workshop.remove(test).catch(doors.failed);
    doors.choose([id], false);
  }
  return (
    <>
      <tr data-test={id} data-drop={drop} data-moves={moves || undefined} data-chosen={doors.chosen.has(id) || undefined}>
        <td className="tight">
          <button
            type="button"
            className="handle"
            aria-label={t`Move test ${name} of ${title}: up and down by arrow keys`}
            {...doors.handle('test', id)}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
              if (by === 0) return;
              event.preventDefault();
              step(by);
            }}
          >
            <span aria-hidden>⠿</span>
          </button>
        </td>
        <td className="tight">
          <input type="checkbox" aria-label={t`Choose test ${name} of ${title}`} checked={doors.chosen.has(id)} onChange={({ target }) => doors.choose([id], target.checked)} />
        </td>
        <th scope="row" className="tight numbers mono">
          {name}
        </th>
        <td className="test-input">
          <InputWords test={test} stale={doors.stale.has(id)} />
          {content.description ? <div className="soft small">{content.description}</div> : null}
          <OwnLimits limits={content.limits} />
        </td>
        <td className="roomy test-answer">
          <AnswerWords test={test} stale={doors.stale.has(id)} />
        </td>
        <td className="tight">
          <div className="row test-actions">
            <Button compact aria-expanded={isOpen} aria-label={isOpen ? t`Close test ${name} of ${title}` : t`Edit test ${name} of ${title}`} onClick={() => doors.setOpen(id, !isOpen)}>
              {isOpen ? <Trans>Close</Trans> : <Trans>Edit</Trans>}
            </Button>
            <Menu label="" labelText={t`More of test ${name} of ${title}`}>
              <button type="button" onClick={duplicate}>
                <Trans>Duplicate</Trans>
              </button>
              <button type="button" onClick={() => step(-1)}>
                <Trans>Move up</Trans>
              </button>
              <button type="button" onClick={() => step(1)}>
                <Trans>Move down</Trans>
              </button>
              {doors.groups.map((each, at) => {
                const to = groupTitle(each, at - 1);
                return each.group.id === group.id ? null : (
                  <button key={each.group.id} type="button" onClick={() => move(each.group.id)}>
                    <Trans>Move to {to}</Trans>
                  </button>
                );
              })}
              <Downloads test={test} name={name} />
              <button type="button" onClick={remove}>
                <Trans>Delete</Trans>
              </button>
            </Menu>
          </div>
        </td>
      </tr>
      {isOpen ? (
        <tr className="test-open">
          <td colSpan={6}>
            <TestEditor key={id} part={test} name={t`Test ${name} of ${title}`} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

const inputFile = ({ content: { input } }: TestPart): AuthoredFile | null => (input === null ? null : input.from === 'file' ? input.file : input.made);
const answerFile = ({ content: { answer } }: TestPart): AuthoredFile | null => (answer === null ? null : answer.from === 'file' ? answer.file : answer.made);

function Downloads({ test, name }: { test: TestPart; name: string }): ReactElement {
  const { authored } = useWorkshop();
  return (
    <>
      {(
        [
          ['.in', inputFile(test), t`Download the input`],
          ['.ans', answerFile(test), t`Download the answer`],
        ] as const
      ).map(([ending, file, words]) =>
        file ? (
          <a key={ending} href={addressOf('getAuthoredFile', { id: authored.id, hash: file.hash })} download={`${name}${ending}`}>
            {words}
          </a>
        ) : null,
      )}
    </>
  );
}

function InputWords({ test, stale }: { test: TestPart; stale: boolean }): ReactElement {
  const { authored } = useWorkshop();
  const { input } = test.content;
  if (input === null)
    return (
      <Badge tone="warn" icon="warning">
        <Trans>No input yet</Trans>
      </Badge>
    );
  if (input.from === 'file') return <Beginning file={input.file} />;
  const program = authored.parts.find(({ id }) => id === input.program)?.content;
  const name = program?.kind === 'program' ? program.name : '?';
  return (
    <>
      <div className="mono made-by">
        {name} {lineOf(input.args)} {input.seed === null ? '' : <span className="soft">{input.seed}</span>}
      </div>
      {input.made && !stale ? (
        <Beginning file={input.made} />
      ) : (
        <span className="soft small">
          {input.made ? <Trans>out of date: to be made again</Trans> : <Trans>to be generated</Trans>}
        </span>
      )}
    </>
  );
}

function AnswerWords({ test, stale }: { test: TestPart; stale: boolean }): ReactElement {
  const { answer } = test.content;
  if (answer === null)
    return (
      <Badge tone="warn" icon="warning">
        <Trans>None</Trans>
      </Badge>
    );
  if (answer.from === 'file') return <Beginning file={answer.file} />;
  return answer.made && !stale ? (
    <>
      <Beginning file={answer.made} />
      <div className="soft small">
        <Trans>by the model solution</Trans>
      </div>
    </>
  ) : (
    <span className="soft small">{answer.made ? <Trans>out of date: to be made again</Trans> : <Trans>to be made by the model solution</Trans>}</span>
  );
}

/** The first line of a file, and how large it is where that is not all. */
function Beginning({ file }: { file: AuthoredFile }): ReactElement {
  const { authored } = useWorkshop();
  const { data } = useQuery({ ...fileTextQuery(authored.id, file.hash, SHOWN_BYTES), enabled: file.size > 0 });
  if (file.size === 0)
    return (
      <span className="soft small">
        <Trans>empty</Trans>
      </span>
    );
  const line = (data ?? '').split('\n').slice(0, 3).join(' ⏎ ').trimEnd();
  return (
    <div className="beginning">
      <code>{line.replace(/ ⏎ $/, '')}</code>
      {file.size > SHOWN_BYTES ? <span className="soft small numbers">{bytes(file.size)}</span> : null}
    </div>
  );
}
