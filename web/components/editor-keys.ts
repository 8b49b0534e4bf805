/** Keys of other editors, fetched by those who want them. */
import { EditorView, keymap } from '@codemirror/view';
import { Prec, type Extension } from '@codemirror/state';
import type { EditorKeys } from '../hooks/use-editor-settings.js';

export interface EditorActions {
  /** Ctrl+Enter. */
  onSubmit?: (() => void) | undefined;
  /** Ctrl+S, and `:w` in Vim. */
  onSave?: (() => void) | undefined;
}

/** Which editor does what when it is told to write: Vim's commands are the same for all editors of a page. */
export const actionsOf = new WeakMap<EditorView, { current: EditorActions }>();

/** How long Tab leaves the editor after Escape, in milliseconds. */
const LEAVING_MS = 2000;

/** Before all other keys, Vim's and Emacs's included: Ctrl+Enter submits; after Escape, Tab leaves the editor. */
export function keysOfOurs(actions: { current: EditorActions }): Extension {
  return [
    Prec.highest(
      EditorView.domEventHandlers({
        keydown(event, view) {
          if (event.key === 'Escape') view.setTabFocusMode(LEAVING_MS);
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !actions.current.onSubmit) return false;
          event.preventDefault();
          if (!event.repeat) actions.current.onSubmit();
          return true;
        },
      }),
    ),
    keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (actions.current.onSave?.(), true) }]),
  ];
}

let vimKnowsToWrite = false;

const KEYS: Record<EditorKeys, () => Promise<Extension>> = {
  plain: () => Promise.resolve([]),
  async vim() {
    const { Vim, vim } = await import('@replit/codemirror-vim');
    if (!vimKnowsToWrite) {
      vimKnowsToWrite = true;
      const write = ({ cm6 }: { cm6: EditorView }) => actionsOf.get(cm6)?.current.onSave?.();
      // Writing never submits, and there is nothing to quit.
      for (const [name, short] of [['write', 'w'], ['wq', 'wq'], ['xit', 'x'], ['update', 'up']] as const) Vim.defineEx(name, short, write as Parameters<typeof Vim.defineEx>[2]);
    }
    return vim({ status: true });
  },
  emacs: () => import('@replit/codemirror-emacs').then(({ emacs }) => emacs()),
};

/** Plain keys where the others cannot be fetched. */
export const keysOf = (keys: EditorKeys): Promise<Extension> => KEYS[keys]().catch(() => []);
