import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { buttonClass } from './button.js';
import { Icon } from './icon.js';

/** A place to drop files, with a picker for those who do not drag. Of several, one that takes a single file takes the first. */
export function Dropzone({ accept, pick, multiple = false, children, onFiles }: { accept: string; pick: string; multiple?: boolean; children: ReactNode; onFiles: (files: readonly File[]) => void }): ReactElement {
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
        const files = [...event.dataTransfer.files].slice(0, multiple ? undefined : 1);
        if (files.length > 0) onFiles(files);
      }}
    >
      <Icon name="upload" size={28} />
      <div>{children}</div>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        className="unseen pick"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <label htmlFor={id} className={buttonClass()}>
        {pick}
      </label>
    </div>
  );
}
