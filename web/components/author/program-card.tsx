import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { languagesQuery } from '../../api/queries.js';
import { useOpenPart, useWorkshop, type OpenPart } from '../../hooks/use-workshop.js';
import type { PartOf } from '../../hooks/workshop.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Note, Skeleton } from '../../ui/state.js';
import { Tabs } from '../../ui/tabs.js';
import { toast } from '../../ui/toast.js';
import { beginningFor, freeProgramPath, inLanguage, languageOfProgram, nameFault } from '../../util/author-program.js';
import type { ProgramKind } from '../../util/author-programs.js';
import { Failed } from '../failed.js';
import { LazyEditor } from '../lazy-editor.js';
import { ConflictNote } from './conflict-note.js';

interface Props {
  part: PartOf<'program'>;
  /** Whose beginning it has; undefined of solutions. */
  kind?: ProgramKind | undefined;
  /** Beside the language, as the label of a solution. */
  children?: (open: OpenPart<'program'>) => ReactNode;
  /** At the end of the head, as a badge. */
  badge?: ReactNode;
}

/** A program of the problem, written in its place: name, language, one editor for its files. */
export function ProgramCard({ part, kind, children, badge }: Props): ReactElement {
  const { workshop } = useWorkshop();
  const open = useOpenPart(part);
  const [removing, setRemoving] = useState(false);
  const { name } = part.content;
  if (!open) return <Skeleton height="24rem" />;
  if ('error' in open) return <Failed error={open.error} />;
  return (
    <article className="card program-card stack" aria-label={name}>
      <ConflictNote open={open} language={languageOfProgram(open.snapshot.value) ?? ''} />
      <div className="row bottom program-head">
        <Name key={`${part.id}-${open.snapshot.version}`} part={part} open={open} />
        <Language open={open} kind={kind} />
        {children?.(open)}
        <div className="row program-side">
          {badge}
          <Button look="ghost" icon="trash" aria-label={t`Remove ${name}`} onClick={() => setRemoving(true)} />
        </div>
      </div>
      <Source part={part} open={open} />
      {removing ? (
        <Confirm
          title={<Trans>Remove {name}?</Trans>}
          yes={<Trans>Remove</Trans>}
          no={<Trans>Keep it</Trans>}
          onClose={() => setRemoving(false)}
          onYes={() => {
            setRemoving(false);
            void workshop.remove(part).catch((error: unknown) => toast((error as Error).message, { tone: 'bad' }));
          }}
        >
          <Trans>The history keeps it.</Trans>
        </Confirm>
      ) : null}
    </article>
  );
}

function Name({ part, open }: { part: PartOf<'program'>; open: OpenPart<'program'> }): ReactElement {
  const { authored } = useWorkshop();
  const { value } = open.snapshot;
  const [name, setName] = useState(value.name);
  const others = authored.parts.flatMap(({ id, content }) => (id !== part.id && content.kind === 'program' && content.role === value.role && content.label === value.label ? [content.name] : []));
  const words = { empty: t`A program needs a name.`, characters: t`Use letters, digits, dots, dashes and underscores.`, taken: t`Another one has this name.` };
  const fault = nameFault(name, others);
  return (
    <div className="program-name">
      <TextField
        label={t`Name`}
        className="mono"
        value={name}
        spellCheck={false}
        autoCapitalize="none"
        fault={fault && words[fault]}
        onChange={({ target }) => {
          setName(target.value);
          if (nameFault(target.value, others)) return;
          const [only, ...more] = value.files;
          open.change({ name: target.value, ...(only && more.length === 0 ? { files: [{ ...only, path: target.value }] } : {}) });
        }}
      />
    </div>
  );
}

function Language({ open, kind }: { open: OpenPart<'program'>; kind: ProgramKind | undefined }): ReactElement {
  const { authored } = useWorkshop();
  const { data: offered } = useQuery(languagesQuery);
  const { value } = open.snapshot;
  const current = languageOfProgram(value) ?? '';
  const choices = (offered ?? []).filter(({ id }) => kind === undefined || beginningFor(kind, id) !== undefined || id === current);

  function choose(id: string) {
    const language = offered?.find((each) => each.id === id);
    if (!language) return;
    const taken = new Set(authored.parts.flatMap(({ content }) => (content.kind === 'program' && content.role === value.role && content.name !== value.name ? [content.name] : [])));
    const next = inLanguage(value, language, kind, current);
    const path = next.files.length === 1 ? freeProgramPath(next.name, taken) : next.name;
    open.change({ ...next, name: path, files: next.files.length === 1 ? next.files.map((file) => ({ ...file, path })) : next.files }, true);
  }
  return (
    <div className="program-language">
      <SelectField label={t`Language`} value={current} onChange={({ target }) => choose(target.value)}>
        {choices.some(({ id }) => id === current) ? null : <option value={current}>{current === '' ? t`Not known` : current}</option>}
        {choices.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function Source({ part, open }: { part: PartOf<'program'>; open: OpenPart<'program'> }): ReactElement {
  const { store, snapshot, change } = open;
  const { files, name } = snapshot.value;
  const [at, setAt] = useState(0);
  const shown = Math.min(at, files.length - 1);
  const file = files[shown]!;
  const text = 'text' in file.file ? file.file.text : null;
  return (
    <div className="program-source">
      {files.length > 1 ? <Tabs name={`files-${part.id}`} label={t`Files`} value={String(shown)} onChange={(index) => setAt(Number(index))} tabs={files.map(({ path }, index) => ({ value: String(index), label: path }))} /> : null}
      <div id={`files-${part.id}-panel`} className="program-editor" {...(files.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `files-${part.id}-${shown}` } : {})}>
        {text === null ? (
          <Note tone="calm">
            <Trans>This file is too large to be written here, or it is no text.</Trans>
          </Note>
        ) : (
          <LazyEditor
            name={`${part.id}/${shown}`}
            initial={text}
            version={snapshot.version}
            language={languageOfProgram(snapshot.value) ?? ''}
            label={t`${name}. Escape, then Tab leaves the editor.`}
            onChange={(next) => change({ files: store.get().value.files.map((each, index) => (index === shown ? { ...each, file: { text: next } } : each)) })}
            onSave={() => void store.save()}
          />
        )}
      </div>
    </div>
  );
}
