import { useState, type DragEvent, type HTMLAttributes } from 'react';

/** A place on which files may be dropped. Spread `handlers` on it; `over`: files are being held over it. */
export function useFileDrop(onFiles: (files: File[]) => void): { over: boolean; handlers: Pick<HTMLAttributes<HTMLElement>, 'onDragOver' | 'onDragLeave' | 'onDropCapture'> } {
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave(event: DragEvent<HTMLElement>) {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) setOver(false);
      },
      // Before the editor, which would put the text where it was dropped.
      onDropCapture(event) {
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles(files);
      },
    },
  };
}
