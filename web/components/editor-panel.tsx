import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type ReactElement } from 'react';
import type { LanguageId, OfferedLanguage } from '#contract/language.js';
import type { Problem } from '#contract/problem.js';
import { call } from '../api/call.js';
import { languagesQuery } from '../api/queries.js';
import { useDraft } from '../hooks/use-draft.js';
import { Button } from '../ui/button.js';
import { PickButton } from '../ui/dropzone.js';
import { SelectField } from '../ui/field.js';
import { Skeleton, State } from '../ui/state.js';
import { bytes } from '../util/format.js';
import { languageOfFile, sourceName } from '../util/source-file.js';
import { readStored, writeStored } from '../util/stored.js';
import { LazyEditor } from './lazy-editor.js';
import { OwnSubmissions } from './own-submissions.js';
import './editor-panel.css';

/** Write, submit, and see what came of it. `follow`: go to the page of the submission (where the list is not beside). */
export function EditorPanel({ problem, user, follow }: { problem: Problem; user: string; follow: boolean }): ReactElement {
  const { data } = useQuery(languagesQuery);
  const offered = data?.filter((language) => problem.languages.includes(language.id));
  if (!offered)
    return (
      <div className="editor-panel" aria-busy>
        <div className="toolbar">
          <Skeleton width="14rem" height="1.75rem" />
        </div>
        <div />
        <div className="submit-bar" />
      </div>
    );
  if (offered.length === 0)
    return (
      <State icon="plug" title="No language can be run at the moment">
        No judge that runs a language of this problem has been seen. The status page tells more.
      </State>
    );
  return <Panel problem={problem} user={user} offered={offered} follow={follow} />;
}

function Panel({ problem, user, offered, follow }: { problem: Problem; user: string; offered: readonly OfferedLanguage[]; follow: boolean }): ReactElement {
  const [chosen, setChosen] = useState(() => readStored(`language.${problem.slug}`) ?? readStored('language'));
  const language = offered.find((each) => each.id === chosen) ?? offered.find((each) => each.id === 'cpp') ?? (offered[0] as OfferedLanguage);
  const draft = useDraft(user, problem.slug, language.id);
  const [picked, setPicked] = useState<string>();
  const [fontSize, setFontSize] = useState(() => Number(readStored('font-size')) || 14);
  const [over, setOver] = useState(false);
  const pickId = useId();
  const client = useQueryClient();
  const navigate = useNavigate();

  const submit = useMutation({
    mutationFn: () => call('createSubmission', { body: { problem: problem.slug, language: language.id, files: [{ name: sourceName(language, draft.text, picked), content: draft.text }] } }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['submissions'] });
      if (follow) await navigate({ to: '/submissions/$id', params: { id } });
    },
  });
  const size = new TextEncoder().encode(draft.text).length;
  const tooLong = size > problem.limits.codeKib * 1024;
  const ready = draft.text.trim() !== '' && !tooLong && !submit.isPending;

  function choose(id: LanguageId | string) {
    setChosen(id);
    writeStored('language', id);
    writeStored(`language.${problem.slug}`, id);
    submit.reset();
  }
  async function open(file: File) {
    if (file.size > problem.limits.codeKib * 1024) return setPicked(undefined);
    const fitting = languageOfFile(file.name, offered, language.id);
    const text = await file.text();
    setPicked(file.name);
    if (!fitting || fitting.id === language.id) return draft.replace(text);
    writeStored(`draft.${user}.${problem.slug}.${fitting.id}`, text);
    choose(fitting.id);
  }
  function zoom(step: number) {
    const next = Math.min(24, Math.max(11, fontSize + step));
    setFontSize(next);
    writeStored('font-size', String(next));
  }

  const said = submit.error?.message ?? (tooLong ? `The program is ${bytes(size)}; at most ${problem.limits.codeKib} KiB are allowed.` : submit.isSuccess ? 'Submitted.' : draft.kept ? undefined : 'This browser keeps no drafts.');
  return (
    <div
      className={`editor-panel${over ? ' over' : ''}`}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && (event.preventDefault(), setOver(true))}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node) && setOver(false)}
      onDropCapture={(event) => {
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        void open(file);
      }}
    >
      <div className="toolbar">
        <SelectField label="Language" labelUnseen className="compact" value={language.id} onChange={(event) => choose(event.target.value)} title={language.version}>
          {offered.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <div className="side">
          <Button compact look="ghost" aria-label="Smaller letters" onClick={() => zoom(-1)}>
            A−
          </Button>
          <Button compact look="ghost" aria-label="Larger letters" onClick={() => zoom(1)}>
            A+
          </Button>
          <PickButton id={pickId} compact onFile={(file) => void open(file)}>
            Open file
          </PickButton>
        </div>
      </div>
      <LazyEditor name={draft.name} initial={draft.text} language={language.id} label="Program. Escape, then Tab leaves the editor." fontSize={fontSize} onChange={draft.type} onSubmit={() => ready && submit.mutate()} />
      <div className="submit-bar">
        <span className={`said${submit.error || tooLong ? ' fault' : ''}`} role="status">
          {said ?? (
            <span className="keys">
              <kbd>Ctrl</kbd> <kbd>Enter</kbd> submits
            </span>
          )}
        </span>
        <Button look="primary" icon="upload" busy={submit.isPending} aria-disabled={!ready} onClick={() => ready && submit.mutate()}>
          Submit
        </Button>
      </div>
      <OwnSubmissions problem={problem.slug} user={user} />
    </div>
  );
}
