import type { ReactElement } from 'react';
import { Dialog } from '../ui/dialog.js';
import './palette.css';

const SHORTCUTS: [string, string][] = [
  ['Ctrl K', 'Go to a page or problem'],
  ['/', 'Search, on the problem list'],
  ['Ctrl Enter', 'Submit, in the editor'],
  ['Ctrl F', 'Find, in the editor'],
  ['Esc, then Tab', 'Leave the editor'],
  ['← →', 'Move the divider, when it has the focus'],
  ['?', 'This list'],
];

export function Shortcuts({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <dl className="shortcuts">
        {SHORTCUTS.map(([key, what]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button className="button">Close</button>
      </form>
    </Dialog>
  );
}
