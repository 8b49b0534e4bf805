import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { upload } from '../api/upload.js';
import { useWorkshop } from './use-workshop.js';

/** Images of the statements, sent and put beside them. `onAdded` is told the path by which Markdown names one, and words in its place. */
export function useImages(onAdded: (path: string, alt: string) => void): { add: (files: readonly File[]) => void; busy: boolean; fault: string | undefined } {
  const { workshop, authored } = useWorkshop();
  const [waiting, setWaiting] = useState(0);
  const [fault, setFault] = useState<string>();

  async function addAll(files: readonly File[]) {
    setFault(undefined);
    setWaiting((count) => count + 1);
    try {
      for (const file of files) {
        const taken = new Set(workshop.now()?.parts.flatMap(({ content }) => (content.kind === 'asset' ? [content.path] : [])));
        const path = freePath(file.name, taken);
        const { hash } = await upload('addAuthoredFile', { params: { id: authored.id }, file, onProgress: () => {} });
        await workshop.add<'asset'>({ kind: 'asset', place: 'statement', language: null, path, file: { hash } });
        onAdded(path, t`what the image shows`);
      }
    } catch (error) {
      setFault((error as Error).message);
    } finally {
      setWaiting((count) => count - 1);
    }
  }
  return { add: (files) => void addAll(files), busy: waiting > 0, fault };
}

/** A name that the package format allows and that nothing has yet; browsers call what is pasted image.png. */
export function freePath(name: string, taken: ReadonlySet<string>): string {
  const clean = name.normalize('NFKD').replace(/[^a-zA-Z0-9_.+-]+/g, '-').replace(/^[^a-zA-Z0-9_]+/, '').slice(-100) || 'image.png';
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/.exec(clean)!;
  for (let count = 1; ; count++) {
    const path = count === 1 ? clean : `${stem}-${count}${ending ?? ''}`;
    if (!taken.has(path)) return path;
  }
}
