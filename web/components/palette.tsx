import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { problemsQuery } from '../api/queries.js';
import { useMe } from '../hooks/use-me.js';
import './palette.css';

interface Target {
  href: string;
  name: string;
  kind: string;
}
const SHOWN = 12;

/** Ctrl+K: type a few letters of a page or problem, and be there. */
export function Palette({ onClose }: { onClose: () => void }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const targets = useTargets(text);
  const chosen = Math.min(at, Math.max(0, targets.length - 1));

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => document.getElementById(`palette-${chosen}`)?.scrollIntoView({ block: 'nearest' }), [chosen]);

  function go(target: Target | undefined) {
    if (!target) return;
    onClose();
    void navigate({ href: target.href });
  }
  function keys(event: React.KeyboardEvent) {
    if (event.key === 'Enter') go(targets[chosen]);
    else if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, targets.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else return;
    event.preventDefault();
  }
  return (
    <dialog ref={dialog} className="dialog palette" aria-label="Go to" onClose={onClose} onPointerDown={(event) => event.target === dialog.current && dialog.current.close()}>
      <input
        className="input"
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={targets.length > 0 ? `palette-${chosen}` : undefined}
        aria-label="Page or problem"
        placeholder="Go to a page or problem"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      {targets.length === 0 ? <p role="status">Nothing fits.</p> : null}
      <ul id="palette-list" role="listbox" aria-label="Pages and problems" className="plain-list">
        {targets.map((target, index) => (
          <li key={target.href} id={`palette-${index}`} role="option" aria-selected={index === chosen} onPointerMove={() => setAt(index)} onClick={() => go(target)}>
            {target.name}
            <span className="soft small">{target.kind}</span>
          </li>
        ))}
      </ul>
    </dialog>
  );
}

/** Pages that the visitor may open, and problems, that carry every typed word. */
function useTargets(text: string): Target[] {
  const me = useMe();
  const { data } = useQuery(problemsQuery);
  const pages: [string, string, boolean][] = [
    ['/', 'Home', true],
    ['/problems', 'Problems', true],
    ['/submissions', 'Submissions', me !== undefined],
    ['/status', 'Status', true],
    ['/account', 'Account and tokens', me !== undefined],
    ['/problems/import', 'Import a problem', me?.may.importProblems === true],
    ['/admin/accounts', 'Accounts', me?.may.administer === true],
    ['/sign-in', 'Sign in', me === undefined],
    ['/sign-up', 'Make an account', me === undefined],
  ];
  const all: Target[] = [
    ...pages.flatMap(([href, name, open]) => (open ? [{ href, name, kind: 'Page' }] : [])),
    ...(data ?? []).map(({ slug, name }) => ({ href: `/problems/${encodeURIComponent(slug)}`, name, kind: 'Problem' })),
  ];
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, href }) => words.every((word) => `${name} ${href}`.toLocaleLowerCase().includes(word))).slice(0, SHOWN);
}
