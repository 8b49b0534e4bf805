import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useState, type ReactElement } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import type { DraftStore } from '../hooks/draft-store.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { bytes } from '../util/format.js';
import { isEmpty, type SourceText } from '../util/draft.js';
import { faultOfName, languageOfFile, withNames, withoutUsualName } from '../util/source-file.js';

interface Bringing {
  open: (files: File[]) => Promise<void>;
  /** Why files were not brought in. */
  fault: string | undefined;
  /** Waiting for an answer: the draft is not empty. */
  asking: readonly SourceText[] | undefined;
  replace: () => void;
  add: () => void;
  cancel: () => void;
}

interface Place {
  store: DraftStore;
  language: OfferedLanguage;
  offered: readonly OfferedLanguage[];
  mostBytes: number;
  onLanguage: (id: string) => void;
}

/** Files dropped or picked become the program, or part of it. Nothing that is written there is replaced unasked. */
export function useBringIn({ store, language, offered, mostBytes, onLanguage }: Place): Bringing {
  const [fault, setFault] = useState<string>();
  const [coming, setComing] = useState<{ language: string; files: SourceText[] }>();
  const [asking, setAsking] = useState<readonly SourceText[]>();

  async function open(picked: File[]): Promise<void> {
    setFault(undefined);
    const size = picked.reduce((sum, file) => sum + file.size, 0);
    const long = bytes(size);
    const most = bytes(mostBytes);
    if (size > mostBytes) return setFault(t`The files have ${long}; at most ${most} are allowed.`);
    const files = await Promise.all(picked.map(async (file) => ({ name: file.name, content: await file.text() }))).catch(() => null);
    // A folder, or a file that is gone.
    if (!files) return setFault(t`The files cannot be read. Folders cannot be opened, only files.`);
    const binary = files.find(({ content }) => content.includes('\u0000'));
    const { name = '' } = binary ?? {};
    if (binary) return setFault(t`${name} is not a text.`);
    const fitting = files.map((file) => languageOfFile(file.name, offered, language.id)).filter((each) => each !== undefined);
    const wanted = fitting.find(({ id }) => id === language.id) ?? fitting[0] ?? language;
    if (wanted.id !== language.id) onLanguage(wanted.id);
    setComing({ language: wanted.id, files });
  }

  useEffect(() => {
    if (coming?.language !== language.id) return;
    setComing(undefined);
    const now = store.get();
    const files = fitNames(language, coming.files);
    const names = new Set(now.files.map(({ name }) => name));
    if (isEmpty(now)) store.put(withoutUsualName(language, { files }).files, undefined);
    else if (files.every(({ name }) => names.has(name))) store.put(now.files.map((file) => ({ ...file, content: files.find(({ name }) => name === file.name)?.content ?? file.content })), now.entryPoint);
    else setAsking(files);
  }, [coming, language, store]);

  return {
    open,
    fault,
    asking,
    replace() {
      setAsking(undefined);
      const { files } = store.get();
      const [only, ...more] = files;
      const next = withoutUsualName(language, { files: asking ?? [] }).files;
      // One for one: then it can be undone in the editor.
      store.put(only && more.length === 0 && next.length === 1 ? [{ ...next[0]!, id: only.id }] : next, undefined);
    },
    add() {
      setAsking(undefined);
      const now = withNames(language, store.get());
      const added = (asking ?? []).filter(({ name }) => now.files.every((file) => file.name !== name));
      const kept = store.get().files.map((file, at) => ({ id: file.id, name: now.files[at]?.name ?? file.name, content: asking?.find(({ name }) => name === now.files[at]?.name)?.content ?? file.content }));
      store.put([...kept, ...added], now.entryPoint);
    },
    cancel: () => setAsking(undefined),
  };
}

/** Names as the server takes them; a single file that is not of this language gets the usual name. */
function fitNames(language: OfferedLanguage, files: readonly SourceText[]): SourceText[] {
  const [only] = files;
  if (files.length === 1 && only && !language.extensions.some((extension) => only.name.toLowerCase().endsWith(extension))) return withNames(language, { files: [{ name: '', content: only.content }] }).files;
  return files.map(({ name, content }) => ({ name: faultOfName(name, [], language) ? name.replace(/[/\\\s@]|\p{C}/gu, '_').replace(/^[.-]+/, '_').slice(0, 128) || 'file' : name, content }));
}

export function BringIn({ bring, onDone }: { bring: Bringing; onDone: () => void }): ReactElement | null {
  const { asking } = bring;
  if (!asking) return null;
  const names = asking.map(({ name }) => name).join(', ');
  const close = (act: () => void) => () => {
    act();
    onDone();
  };
  return (
    <Dialog title={t`There is a program already`} onClose={close(bring.cancel)}>
      <p>
        <Trans>
          Where shall <b>{names}</b> go?
        </Trans>
      </p>
      <div className="row">
        <Button look="primary" onClick={close(bring.replace)}>
          <Trans>Replace what is there</Trans>
        </Button>
        <Button onClick={close(bring.add)}>
          <Trans>Add beside it</Trans>
        </Button>
        <Button look="ghost" onClick={close(bring.cancel)}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
