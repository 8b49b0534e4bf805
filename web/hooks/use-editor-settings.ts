/** How the editor is wanted, kept in this browser; every editor on the page follows at once. */
import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../util/stored.js';

export const EDITOR_KEYS = ['plain', 'vim', 'emacs'] as const;
export type EditorKeys = (typeof EDITOR_KEYS)[number];
export const EDITOR_LOOKS = ['page', 'light', 'dark', 'contrast'] as const;
export type EditorLook = (typeof EDITOR_LOOKS)[number];
/** A number: so many spaces. */
export const INDENTS = ['2', '3', '4', '8', 'tab'] as const;
export type Indent = (typeof INDENTS)[number];
export const FONT_SIZES = [11, 12, 13, 14, 15, 16, 18, 20, 24] as const;

export interface EditorSettings {
  keys: EditorKeys;
  look: EditorLook;
  /** Pixels. */
  fontSize: number;
  wrap: boolean;
  /** By language id, where it is not the usual one. */
  indent: Partial<Record<string, Indent>>;
}

const KEY = 'editor';
const USUAL: EditorSettings = { keys: 'plain', look: 'page', fontSize: 14, wrap: false, indent: {} };
const USUAL_INDENT: Record<string, Indent> = { javascript: '2', typescript: '2', go: 'tab' };

export const indentOf = (settings: EditorSettings, language: string): Indent => settings.indent[language] ?? USUAL_INDENT[language] ?? '4';

/** Takes what is known of what was stored; the rest is as usual. */
export function parseSettings(stored: string | null): EditorSettings {
  let read: Partial<Record<keyof EditorSettings, unknown>> = {};
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    if (typeof value === 'object' && value !== null) read = value;
  } catch {
    // Not ours.
  }
  const indent: EditorSettings['indent'] = {};
  if (typeof read.indent === 'object' && read.indent !== null) {
    for (const [language, each] of Object.entries(read.indent)) {
      const known = INDENTS.find((one) => one === each);
      if (known) indent[language] = known;
    }
  }
  return {
    keys: EDITOR_KEYS.find((each) => each === read.keys) ?? USUAL.keys,
    look: EDITOR_LOOKS.find((each) => each === read.look) ?? USUAL.look,
    fontSize: FONT_SIZES.find((each) => each === read.fontSize) ?? USUAL.fontSize,
    wrap: read.wrap === true,
    indent,
  };
}

let settings = parseSettings(readStored(KEY));
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function changeEditorSettings(change: Partial<EditorSettings>): void {
  settings = { ...settings, ...change };
  writeStored(KEY, JSON.stringify(settings));
  listeners.forEach((listener) => listener());
}

export const useEditorSettings = (): EditorSettings => useSyncExternalStore(subscribe, () => settings);
