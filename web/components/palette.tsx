import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Icon } from '../ui/icon.js';
import { rankTargets } from '../util/rank-targets.js';
import { TARGET_GROUPS, useTargets, type Target, type TargetGroup } from './palette-targets.js';
import './palette.css';

const TITLE: Record<TargetGroup, MessageDescriptor> = { recent: msg`Recent problems`, found: msg`By its name`, pages: msg`Pages`, actions: msg`Actions`, problems: msg`Problems` };
/** How many of each group are offered: few where nothing is typed, so that the groups can be seen. */
const FEW: Record<TargetGroup, number> = { recent: 4, found: 1, pages: 20, actions: 4, problems: 5 };
const MANY: Record<TargetGroup, number> = { recent: 4, found: 1, pages: 20, actions: 8, problems: 12 };

/** Ctrl+K: type a few letters of a page, a problem or an action, and be there. */
export function Palette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }): ReactElement {
  const { _ } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const groups = rankTargets(useTargets(text, onShortcuts), TARGET_GROUPS, text, text.trim() === '' ? FEW : MANY);
  const targets = groups.flatMap(({ items }) => items);
  const count = targets.length;
  const chosen = Math.min(at, Math.max(0, count - 1));

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    // In braces: where scrolling answers with a promise, an effect must not return it.
    document.getElementById(`palette-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, text]);

  function go(target: Target | undefined) {
    if (!target) return;
    onClose();
    target.run();
  }
  function keys(event: React.KeyboardEvent) {
    // Enter that ends the input of a Japanese or Chinese word is no choice.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') go(targets[chosen]);
    else if (event.key === 'ArrowDown') setAt(chosen + 1 < count ? chosen + 1 : 0);
    else if (event.key === 'ArrowUp') setAt(chosen > 0 ? chosen - 1 : count - 1);
    else return;
    event.preventDefault();
  }
  return (
    <dialog ref={dialog} className="dialog palette" aria-label={t`Go to anything`} onClose={onClose} onPointerDown={(event) => event.target === dialog.current && dialog.current.close()}>
      <div className="palette-search">
        <Icon name="search" />
        <input
          className="input"
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={count > 0 ? `palette-${chosen}` : undefined}
          aria-label={t`Page, problem or action`}
          placeholder={t`Page, problem, action, or @person`}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <div className="unseen" role="status">
        <Plural value={count} _0="Nothing fits" one="# suggestion" other="# suggestions" />
      </div>
      {count === 0 ? (
        <p aria-hidden>
          <Trans>Nothing fits. Try fewer letters.</Trans>
        </p>
      ) : null}
      <div id="palette-list" role="listbox" aria-label={t`Suggestions`} className="palette-list">
        {groups.map(({ group, items }) => (
          <div key={group} role="group" aria-labelledby={`palette-${group}`}>
            <div id={`palette-${group}`} className="palette-title">
              {_(TITLE[group])}
            </div>
            {items.map((target) => {
              const index = targets.indexOf(target);
              return (
                <div key={target.key} id={`palette-${index}`} role="option" aria-selected={index === chosen} onPointerMove={() => setAt(index)} onClick={() => go(target)}>
                  <Icon name={target.icon} />
                  <span>{target.name}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </dialog>
  );
}
