import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useRef, useState, type ReactElement } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import type { DraftStore } from '../hooks/draft-store.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Dialog } from '../ui/dialog.js';
import { SelectField, TextField } from '../ui/field.js';
import { Menu } from '../ui/menu.js';
import { Tabs } from '../ui/tabs.js';
import type { DraftSnapshot, EditedFile } from '../util/draft.js';
import { entryPoints, faultOfName, freshName, named } from '../util/source-file.js';

interface Props {
  draft: DraftSnapshot;
  store: DraftStore;
  language: OfferedLanguage;
  /** Which is edited. */
  file: EditedFile;
  onChoose: (id: number) => void;
}

/** What can be done with files; a single one needs no more of the screen than this button. */
export function FilesMenu({ draft, store, language, file, onChoose, onFiles, onDone }: Props & { onFiles: (files: File[]) => void; /** Where the focus goes when a dialog closes: the menu that opened it has folded. */ onDone: () => void }): ReactElement {
  const picker = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<'rename' | 'remove'>();
  // Every file with a name of its own: what more than one file needs.
  const files = draft.files.map((each) => named(language, each));
  const { name } = files.find(({ id }) => id === file.id) ?? file;

  function add() {
    const fresh = freshName(language, files.map((each) => each.name));
    store.put([...files, { name: fresh, content: '' }], draft.entryPoint);
    const added = store.get().files.at(-1);
    if (added) onChoose(added.id);
  }
  function close() {
    setOpen(undefined);
    onDone();
  }
  function remove() {
    close();
    store.put(files.filter(({ id }) => id !== file.id), draft.entryPoint === name ? undefined : draft.entryPoint);
  }
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          const picked = [...(target.files ?? [])];
          target.value = '';
          if (picked.length > 0) onFiles(picked);
        }}
      />
      <Menu label={<Trans>Files</Trans>}>
        <button type="button" onClick={() => picker.current?.click()}>
          <Trans>Open files…</Trans>
        </button>
        <button type="button" onClick={add}>
          <Trans>Add a file</Trans>
        </button>
        <button type="button" onClick={() => setOpen('rename')}>
          <Trans>Rename {name}…</Trans>
        </button>
        {files.length > 1 ? (
          <button type="button" onClick={() => (file.content.trim() === '' ? remove() : setOpen('remove'))}>
            <Trans>Remove {name}</Trans>
          </button>
        ) : null}
      </Menu>
      {open === 'rename' ? (
        <Rename
          language={language}
          name={name}
          others={files.filter(({ id }) => id !== file.id).map((each) => each.name)}
          onClose={close}
          onName={(next) => {
            close();
            store.put(files.map((each) => (each.id === file.id ? { ...each, name: next } : each)), draft.entryPoint === name ? next : draft.entryPoint);
          }}
        />
      ) : null}
      {open === 'remove' ? (
        <Confirm title={t`Remove ${name}?`} yes={<Trans>Remove</Trans>} no={<Trans>Keep it</Trans>} onYes={remove} onClose={close}>
          <Trans>What is written in it is lost.</Trans>
        </Confirm>
      ) : null}
    </>
  );
}

function Rename({ language, name, others, onClose, onName }: { language: OfferedLanguage; name: string; others: readonly string[]; onClose: () => void; onName: (name: string) => void }): ReactElement {
  const [next, setNext] = useState(name);
  const fault = faultOfName(next, others, language);
  const words = { empty: t`A file needs a name.`, taken: t`Another file has this name.`, characters: t`Use a name without slashes, and with no dot or dash in front.`, 'too-long': t`Use at most 128 characters.` };
  return (
    <Dialog title={t`Rename ${name}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!fault) onName(next);
        }}
      >
        <TextField label={t`Name of the file`} value={next} autoFocus spellCheck={false} autoComplete="off" onChange={({ target }) => setNext(target.value)} fault={fault && words[fault]} />
        <div className="row">
          <Button look="primary" type="submit" aria-disabled={fault !== undefined}>
            <Trans>Rename</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Where there are several files: which is edited, and where the program begins. */
export function FileTabs({ draft, store, language, file, onChoose }: Props): ReactElement | null {
  if (draft.files.length < 2) return null;
  const entries = entryPoints(language, draft.files);
  return (
    <div className="file-tabs">
      <Tabs name="file" label={t`Files`} value={String(file.id)} onChange={(id) => onChoose(Number(id))} tabs={draft.files.map(({ id, name }) => ({ value: String(id), label: name }))} />
      {entries.length > 0 ? (
        <SelectField label={t`The program begins in`} labelUnseen className="compact" value={draft.entryPoint ?? ''} title={t`The program begins in this file`} onChange={({ target }) => store.chooseEntryPoint(target.value || undefined)}>
          <option value="">{t`Begins by itself`}</option>
          {entries.map((name) => (
            <option key={name} value={name}>
              {t`Begins in ${name}`}
            </option>
          ))}
        </SelectField>
      ) : null}
    </div>
  );
}
