import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import type { Problem } from '#contract/problem.js';
import { call } from '../api/call.js';
import { languagesQuery } from '../api/queries.js';
import { useDraft } from '../hooks/use-draft.js';
import { useFileDrop } from '../hooks/use-file-drop.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import { Skeleton, State } from '../ui/state.js';
import { isEmpty, type SourceText } from '../util/draft.js';
import { bytes } from '../util/format.js';
import { entryPoints, named, withNames } from '../util/source-file.js';
import { readForTab, readStored, writeForTab, writeStored } from '../util/stored.js';
import { templateOf } from '../util/templates.js';
import { useCompileFaults } from '../hooks/use-compile-faults.js';
import { BringIn, useBringIn } from './bring-in.js';
import { DraftNote, DraftStateWord } from './draft-note.js';
import { FilesMenu, FileTabs } from './editor-files.js';
import { EditorSettings } from './editor-settings.js';
import { LazyEditor } from './lazy-editor.js';
import { OwnSubmissions } from './own-submissions.js';
import { TryOut } from './try-out.js';
import './editor-panel.css';

/** Write, submit, and see what came of it. `contest`: submits into it. `follow`: go to the page of the submission (where the list is not beside). */
export function EditorPanel({ problem, contest, user, follow }: { problem: Problem; contest: string | undefined; user: string; follow: boolean }): ReactElement {
  const { data } = useQuery(languagesQuery);
  const offered = data?.filter((language) => problem.languages.includes(language.id));
  if (!offered)
    return (
      <div className="editor-panel" aria-busy>
        <div className="toolbar">
          <Skeleton width="14rem" height="1.75rem" />
        </div>
        <div className="code-frame" />
        <div className="submit-bar" />
      </div>
    );
  if (offered.length === 0)
    return (
      <State icon="plug" title={t`No language can be run at the moment`}>
        <Trans>No judge that runs a language of this problem has been seen. The status page tells more.</Trans>
      </State>
    );
  return <Panel problem={problem} contest={contest} user={user} offered={offered} follow={follow} />;
}

/** The language chosen for this problem, else the one chosen last, else C++. */
function useLanguage(slug: string, offered: readonly OfferedLanguage[]): [OfferedLanguage, (id: string) => void] {
  const [chosen, setChosen] = useState(() => readStored(`language.${slug}`) ?? readStored('language'));
  const language = offered.find((each) => each.id === chosen) ?? offered.find((each) => each.id === 'cpp') ?? offered[0]!;
  return [
    language,
    (id) => {
      setChosen(id);
      writeStored('language', id);
      writeStored(`language.${slug}`, id);
    },
  ];
}

/** The program as it is sent: with the entry point that was chosen, if it still is one. */
function chosenEntry(language: OfferedLanguage, { files, entryPoint }: { files: SourceText[]; entryPoint?: string | undefined }): { files: SourceText[]; entryPoint?: string } {
  const chosen = entryPoints(language, files).find((name) => name === entryPoint);
  return { files, ...(chosen ? { entryPoint: chosen } : {}) };
}

function Panel({ problem, contest, user, offered, follow }: { problem: Problem; contest: string | undefined; user: string; offered: readonly OfferedLanguage[]; follow: boolean }): ReactElement {
  const [language, setLanguage] = useLanguage(problem.slug, offered);
  const { store, draft } = useDraft(user, problem.slug, language);
  const [chosenFile, setChosenFile] = useState(0);
  const [settings, setSettings] = useState(false);
  const [trying, setTrying] = useState(() => readForTab('try-out') === 'open');
  const [focus, setFocus] = useState(0);
  const client = useQueryClient();
  const navigate = useNavigate();
  const file = draft.files.find(({ id }) => id === chosenFile) ?? draft.files[0]!;
  const program = withNames(language, { files: draft.files, entryPoint: draft.entryPoint });
  const faults = useCompileFaults({ problem: problem.slug, user, language: language.id, files: program.files });

  const submit = useMutation({
    mutationFn: () => call('createSubmission', { body: { problem: problem.slug, contest, language: language.id, ...chosenEntry(language, program) } }),
    onSuccess: async ({ id }) => {
      void store.save();
      void client.invalidateQueries({ queryKey: ['submissions'] });
      if (contest !== undefined) void client.invalidateQueries({ queryKey: ['contest', contest], exact: true });
      if (follow) await navigate({ to: '/submissions/$id', params: { id } });
    },
  });
  const most = problem.limits.codeKib;
  const size = new TextEncoder().encode(program.files.map(({ content }) => content).join('')).length;
  const tooLong = size > most * 1024;
  const empty = isEmpty(program);
  const ready = !empty && !tooLong && !submit.isPending;

  function choose(id: string) {
    setLanguage(id);
    setChosenFile(0);
    submit.reset();
  }
  /** Open for every problem, while the tab lives. */
  function tryOut(open: boolean) {
    setTrying(open);
    writeForTab('try-out', open ? 'open' : 'closed');
  }
  const bring = useBringIn({ store, language, offered, mostBytes: most * 1024, onLanguage: choose });
  const drop = useFileDrop((files) => void bring.open(files));
  const focusEditor = () => setFocus((count) => count + 1);
  const long = bytes(size);
  const fault = submit.error?.message ?? (tooLong ? t`The program is ${long}; at most ${most} KiB are allowed.` : bring.fault);

  return (
    <div className={`editor-panel${drop.over ? ' over' : ''}`} {...drop.handlers}>
      <div className="toolbar">
        <SelectField label={t`Language`} labelUnseen className="compact" value={language.id} onChange={(event) => choose(event.target.value)} title={language.version}>
          {offered.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <div className="side">
          <FilesMenu draft={draft} store={store} language={language} file={file} onChoose={setChosenFile} onFiles={(files) => void bring.open(files)} onDone={focusEditor} />
          <Button look="ghost" onClick={() => setSettings(true)}>
            <Trans>Settings</Trans>
          </Button>
        </div>
      </div>
      {draft.other ? <DraftNote other={draft.other} ours={program} store={store} language={language.id} /> : null}
      <FileTabs draft={draft} store={store} language={language} file={file} onChoose={setChosenFile} />
      <div className="code-frame" id="file-panel" {...(draft.files.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `file-${file.id}` } : {})}>
        <LazyEditor
          key={`${user}/${problem.slug}`}
          name={`${language.id}/${file.id}`}
          initial={file.content}
          version={draft.version}
          language={language.id}
          label={t`Program. Escape, then Tab leaves the editor.`}
          focus={focus}
          faults={faults}
          file={named(language, file).name}
          onChange={(text) => store.type(file.id, text)}
          onSubmit={() => ready && submit.mutate()}
          onSave={() => void store.save()}
        />
        {empty && draft.compared && draft.files.length === 1 ? (
          <div className="code-start">
            <Button
              compact
              onClick={() => {
                store.put([{ ...file, content: templateOf(user, language.id) }], undefined);
                focusEditor();
              }}
            >
              <Trans>Start from a template</Trans>
            </Button>
          </div>
        ) : null}
        {drop.over ? (
          <div className="drop-here" aria-hidden>
            <Trans>Drop the files to open them</Trans>
          </div>
        ) : null}
      </div>
      <div className="submit-bar">
        <DraftStateWord state={draft.state} />
        <span className={`said${fault ? ' fault' : ''}`} role="status">
          {fault ?? (submit.isSuccess ? t`Submitted.` : '')}
        </span>
        <span className="keys soft small">
          <Trans>
            <kbd>Ctrl</kbd> <kbd>Enter</kbd> submits
          </Trans>
        </span>
        <Button aria-expanded={trying} onClick={() => tryOut(!trying)}>
          <Trans>Try out</Trans>
        </Button>
        <Button look="primary" icon="upload" busy={submit.isPending} aria-disabled={!ready} onClick={() => ready && submit.mutate()}>
          <Trans>Submit</Trans>
        </Button>
      </div>
      {trying ? <TryOut key={problem.slug} problem={problem} program={chosenEntry(language, program)} language={language.id} ready={!empty && !tooLong} onClose={() => tryOut(false)} /> : null}
      <OwnSubmissions problem={problem.slug} user={user} />
      <BringIn bring={bring} onDone={focusEditor} />
      {settings ? <EditorSettings language={language} user={user} text={draft.files.length === 1 ? file.content : ''} onClose={() => setSettings(false)} /> : null}
    </div>
  );
}
