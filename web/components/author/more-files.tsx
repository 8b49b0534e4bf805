import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { addressOf } from '../../api/call.js';
import { languagesQuery } from '../../api/queries.js';
import { upload } from '../../api/upload.js';
import { freePath } from '../../hooks/use-images.js';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Dropzone } from '../../ui/dropzone.js';
import { SelectField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { bytes } from '../../util/format.js';

type Place = 'attachment' | 'include';

/** What contestants may download, and what is compiled with what they submit. */
export function MoreFiles(): ReactElement {
  const { data: offered = [] } = useQuery(languagesQuery);
  const [language, setLanguage] = useState('default');
  return (
    <section className="card stack" aria-labelledby="more-files">
      <h2 id="more-files">
        <Trans>Files</Trans>
      </h2>
      <Files place="attachment" language={null} title={<Trans>For contestants</Trans>}>
        <Trans>Beside the statement, to be downloaded: larger samples, a program to begin with, a tool to test with.</Trans>
      </Files>
      <Files
        place="include"
        language={language}
        title={<Trans>Compiled with each submission</Trans>}
        choice={
          <SelectField label={t`Of which language the next ones are`} hint={t`Where a language has files of its own, those for all others are left out.`} value={language} onChange={({ target }) => setLanguage(target.value)}>
            <option value="default">{t`All that have none of their own`}</option>
            {offered.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        }
      >
        <Trans>Where people write a function and not a whole program: the rest of it, as a header or a main program that calls the function.</Trans>
      </Files>
    </section>
  );
}

function Files({ place, language, title, choice, children }: { place: Place; language: string | null; title: ReactNode; choice?: ReactNode; children: ReactNode }): ReactElement {
  const { workshop, authored } = useWorkshop();
  const { data: offered = [] } = useQuery(languagesQuery);
  const files = useParts('asset').filter(({ content }) => content.place === place);
  const [fault, setFault] = useState<string>();

  async function add(chosen: readonly File[]) {
    setFault(undefined);
    try {
      for (const file of chosen) {
        const taken = new Set(workshop.now()?.parts.flatMap(({ content }) => (content.kind === 'asset' && content.place === place && content.language === language ? [content.path] : [])));
        const { hash } = await upload('addAuthoredFile', { params: { id: authored.id }, file, onProgress: () => {} });
        await workshop.add<'asset'>({ kind: 'asset', place, language, path: freePath(file.name, taken), file: { hash } });
      }
    } catch (error) {
      setFault((error as Error).message);
    }
  }
  return (
    <div className="stack tight">
      <h3>{title}</h3>
      <p className="soft">{children}</p>
      {files.length > 0 ? (
        <ul className="plain-list">
          {files.map((part) => {
            const { path, file, language: of } = part.content;
            const shown = of === null || of === 'default' ? '' : (offered.find(({ id }) => id === of)?.name ?? of);
            return (
              <li key={part.id} className="row apart">
                <span>
                  <a className="mono" href={addressOf('getAuthoredFile', { id: authored.id, hash: file.hash }, { name: path })} download={path}>
                    {path}
                  </a>{' '}
                  <span className="soft small numbers">
                    {shown} {bytes(file.size)}
                  </span>
                </span>
                <Button compact look="ghost" icon="trash" aria-label={t`Remove ${path}`} onClick={() => void workshop.remove(part).catch((error: unknown) => toast((error as Error).message, { tone: 'bad' }))} />
              </li>
            );
          })}
        </ul>
      ) : null}
      {choice}
      <Dropzone accept="" multiple pick={place === 'attachment' ? t`Choose attachments` : t`Choose files to compile`} onFiles={(chosen) => void add(chosen)}>
        <Trans>Drop files here</Trans>
      </Dropzone>
      {fault ? (
        <Note tone="bad" alert>
          {fault}
        </Note>
      ) : null}
    </div>
  );
}
