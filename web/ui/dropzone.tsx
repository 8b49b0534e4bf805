import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { buttonClass } from './button.js';
import { Icon } from './icon.js';

/** A place to drop one file, with a picker for those who do not drag. */
export function Dropzone({ accept, pick, children, onFile }: { accept: string; pick: string; children: ReactNode; onFile: (file: File) => void }): ReactElement {
  const [over, setOver] = useState(false);
  const id = useId();
  return (
    <div
      className={`dropzone${over ? ' over' : ''}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <Icon name="upload" size={28} />
      <div>{children}</div>
      <PickButton id={id} accept={accept} onFile={onFile}>
        {pick}
      </PickButton>
    </div>
  );
}

/** A file input in the shape of a button. */
export function PickButton({ id, accept, compact = false, children, onFile }: { id: string; accept?: string; compact?: boolean; children: ReactNode; onFile: (file: File) => void }): ReactElement {
  return (
    <>
      <input
        id={id}
        type="file"
        accept={accept}
        className="unseen pick"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <label htmlFor={id} className={buttonClass('plain', compact)}>
        {compact ? <Icon name="upload" /> : null}
        {children}
      </label>
    </>
  );
}
