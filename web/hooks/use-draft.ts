import { useEffect, useRef, useState } from 'react';
import { draftKey, readStored, writeStored } from '../util/stored.js';

export interface Draft {
  /** Changes where the text was put there by something other than typing. */
  name: string;
  text: string;
  /** Whether this browser keeps it. */
  kept: boolean;
  type: (text: string) => void;
  replace: (text: string) => void;
}

/** The program being written: kept in this browser for each person, problem and language, half a second after the last key. */
export function useDraft(user: string, problem: string, language: string): Draft {
  const key = draftKey(user, problem, language);
  const [state, setState] = useState(() => ({ key, revision: 0, text: readStored(key) ?? '', kept: true }));
  const current = state.key === key ? state : { key, revision: 0, text: readStored(key) ?? '', kept: true };
  if (current !== state) setState(current);

  const unsaved = useRef<{ key: string; text: string }>(null);
  useEffect(() => {
    const save = () => {
      if (!unsaved.current) return;
      const { key: where, text } = unsaved.current;
      unsaved.current = null;
      const kept = writeStored(where, text === '' ? null : text);
      setState((before) => (before.key === where && before.kept !== kept ? { ...before, kept } : before));
    };
    const timer = setTimeout(save, 500);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
      if (unsaved.current && unsaved.current.key !== key) save();
    };
  }, [key, current.text]);
  useEffect(
    () => () => {
      if (unsaved.current) writeStored(unsaved.current.key, unsaved.current.text === '' ? null : unsaved.current.text);
    },
    [],
  );

  const set = (text: string, revision: number) => {
    unsaved.current = { key, text };
    setState({ key, revision, text, kept: current.kept });
  };
  return { name: `${key}.${current.revision}`, text: current.text, kept: current.kept, type: (text) => set(text, current.revision), replace: (text) => set(text, current.revision + 1) };
}
