import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { ANSWERS } from '#contract/language.js';
import type { Problem } from '#contract/problem.js';
import { call } from '../api/call.js';
import { Button } from '../ui/button.js';
import { Dropzone } from '../ui/dropzone.js';
import type { SourceText } from '../util/draft.js';
import { bytes } from '../util/format.js';
import { OwnSubmissions } from './own-submissions.js';
import './editor-panel.css';

/** For problems that take answers in place of a program: files named after the tests. A file of the same name takes the place of the one before. */
export function AnswersPanel({ problem, contest, user, follow }: { problem: Problem; contest: string | undefined; user: string; follow: boolean }): ReactElement {
  const [files, setFiles] = useState<readonly SourceText[]>([]);
  const [unread, setUnread] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const submit = useMutation({
    mutationFn: () => call('createSubmission', { body: { problem: problem.slug, contest, language: ANSWERS, files: [...files] } }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['submissions'] });
      if (contest !== undefined) void client.invalidateQueries({ queryKey: ['contest', contest], exact: true });
      if (follow) await navigate({ to: '/submissions/$id', params: { id } });
    },
  });
  async function take(picked: readonly File[]): Promise<void> {
    submit.reset();
    const read = await Promise.all(picked.map(async (file) => ({ name: file.name, content: await file.text() }))).catch(() => null);
    setUnread(read === null);
    if (read) setFiles((before) => [...before.filter(({ name }) => !read.some((each) => each.name === name)), ...read].sort((a, b) => a.name.localeCompare(b.name)));
  }
  const ready = files.length > 0 && !submit.isPending;
  const fault = submit.error?.message ?? (unread ? t`The files cannot be read. Folders cannot be opened, only files.` : undefined);
  const count = files.length;
  return (
    <div className="editor-panel">
      <div className="answers stack">
        <Dropzone accept="" pick={t`Choose files`} multiple onFiles={(picked) => void take(picked)}>
          <Trans>This problem takes answers and no program. Drop a file for each test here, named after it, as in 1.out.</Trans>
        </Dropzone>
        {count > 0 ? (
          <ul className="plain-list" aria-label={t`Answers`}>
            {files.map(({ name, content }) => (
              <li key={name} className="row apart">
                <span>{name}</span>
                <span className="row">
                  <span className="soft small numbers">{bytes(new Blob([content]).size)}</span>
                  <Button look="ghost" compact icon="cross" aria-label={t`Take ${name} out`} onClick={() => setFiles(files.filter((each) => each.name !== name))} />
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div className="submit-bar">
        <span className={`said${fault ? ' fault' : ''}`} role="status">
          {fault ?? (submit.isSuccess ? t`Submitted.` : count > 0 ? <Plural value={count} one="# file" other="# files" /> : '')}
        </span>
        <Button look="primary" icon="upload" busy={submit.isPending} aria-disabled={!ready} onClick={() => ready && submit.mutate()}>
          <Trans>Submit</Trans>
        </Button>
      </div>
      <OwnSubmissions problem={problem.slug} user={user} />
    </div>
  );
}
