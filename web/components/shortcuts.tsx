import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { useSetting } from '../hooks/use-setting.js';
import { Dialog } from '../ui/dialog.js';
import { CheckField } from '../ui/field.js';
import './palette.css';

/** Keys pressed together, or with `then` one after the other. */
interface Shortcut {
  keys: readonly string[];
  then?: true;
  what: MessageDescriptor;
}
const GROUPS: { title: MessageDescriptor; shortcuts: readonly Shortcut[] }[] = [
  {
    title: msg`Everywhere`,
    shortcuts: [
      { keys: ['Ctrl', 'K'], what: msg`Go to anything, or do it` },
      { keys: ['g', 'h'], then: true, what: msg`Go to the start` },
      { keys: ['g', 'p'], then: true, what: msg`Go to the problems` },
      { keys: ['g', 'c'], then: true, what: msg`Go to the contests` },
      { keys: ['g', 's'], then: true, what: msg`Go to the submissions` },
      { keys: ['/'], what: msg`Search on this page` },
      { keys: ['?'], what: msg`This list` },
    ],
  },
  {
    title: msg`In lists and tables`,
    shortcuts: [
      { keys: ['j'], what: msg`To the next row; arrow keys go on from there` },
      { keys: ['k'], what: msg`To the row before` },
      { keys: ['Enter'], what: msg`Open the row` },
    ],
  },
  {
    title: msg`On the page of a problem`,
    shortcuts: [
      { keys: ['Ctrl', 'Enter'], what: msg`Submit, in the editor` },
      { keys: ['Ctrl', 'F'], what: msg`Find, in the editor` },
      { keys: ['n'], what: msg`To the next problem of the contest` },
      { keys: ['p'], what: msg`To the problem before` },
      { keys: ['Esc', 'Tab'], then: true, what: msg`Leave the editor` },
      { keys: ['←', '→'], what: msg`Move the divider, when it has the focus` },
    ],
  },
];

export function Shortcuts({ onClose }: { onClose: () => void }): ReactElement {
  const { _ } = useLingui();
  return (
    <Dialog title={t`Shortcuts`} onClose={onClose}>
      {GROUPS.map(({ title, shortcuts }) => (
        <section key={title.id} className="stack tight">
          <h3>{_(title)}</h3>
          <dl className="shortcuts">
            {shortcuts.map(({ keys, then, what }) => (
              <div key={what.id} style={{ display: 'contents' }}>
                <dt>
                  {keys.map((key, at) => (
                    <span key={key}>
                      {at > 0 ? then ? <Trans> then </Trans> : ' ' : null}
                      <kbd>{nameOfKey(key)}</kbd>
                    </span>
                  ))}
                </dt>
                <dd>{_(what)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <SingleKeys />
      <form method="dialog">
        <button className="button">
          <Trans>Close</Trans>
        </button>
      </form>
    </Dialog>
  );
}

/** Turns the shortcuts of one key off and on: who dictates, or hits keys unmeant, does not want them. */
export function SingleKeys(): ReactElement {
  const [value, set] = useSetting('single-keys');
  return (
    <CheckField
      label={t`Shortcuts of single keys`}
      hint={t`Turn them off if you dictate, or if you hit keys that you did not mean. Those with Ctrl stay.`}
      checked={value !== 'off'}
      onChange={(event) => set(event.target.checked ? null : 'off')}
    />
  );
}

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
/** What stands on the key, on this kind of computer and in this language. */
function nameOfKey(key: string): string {
  if (key === 'Ctrl') return isMac() ? '⌘' : t`Ctrl`;
  return key;
}
