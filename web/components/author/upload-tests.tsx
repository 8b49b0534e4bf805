import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { upload } from '../../api/upload.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Dropzone } from '../../ui/dropzone.js';
import { Progress } from '../../ui/progress.js';
import { Note } from '../../ui/state.js';
import type { GroupPart } from '../../util/author-tests.js';
import { bytes } from '../../util/format.js';
import { pairTests } from '../../util/test-pairs.js';

/** Rows of what was found that are shown. */
const SHOWN = 12;

/** Tests as files: put together by their names and shown before anything is sent; or a zip of them, which is sent as it is. */
export function UploadTests({ group, title, onClose }: { group: GroupPart; title: string; onClose: () => void }): ReactElement {
  const { workshop, authored } = useWorkshop();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [done, setDone] = useState<number>();
  const [fault, setFault] = useState<string>();
  const [ignored, setIgnored] = useState<readonly string[]>([]);
  const zips = files.filter(({ name }) => /\.zip$/i.test(name));
  const { pairs, others } = pairTests(files.filter((file) => !zips.includes(file)));
  const count = pairs.length + zips.length;

  async function send() {
    setFault(undefined);
    const params = { id: authored.id };
    const left: string[] = [];
    let sent = 0;
    try {
      for (const zip of zips) {
        setDone(sent++ / count);
        left.push(...(await upload('addAuthoredTests', { params, file: zip, fields: { group: group.id }, onProgress: () => {} })).ignored);
        workshop.refetchSoon();
      }
      for (const { input, answer } of pairs) {
        setDone(sent++ / count);
        const put = async (file: File) => ({ hash: (await upload('addAuthoredFile', { params, file, onProgress: () => {} })).hash });
        await workshop.add<'test'>(
          { kind: 'test', name: null, input: { from: 'file', file: await put(input) }, answer: answer ? { from: 'file', file: await put(answer) } : { from: 'solution' }, description: null, hint: null, fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, limits: null, extras: {}, files: [] },
          { group: group.id },
        );
        setFiles((before) => before.filter((file) => file !== input && file !== answer));
      }
      if (left.length === 0) return onClose();
      setFiles([]);
      setIgnored(left);
    } catch (error) {
      setFault((error as Error).message);
    }
    setDone(undefined);
  }
  return (
    <Dialog title={t`Upload tests: ${title}`} onClose={onClose} held={done !== undefined}>
      <Dropzone accept="" multiple pick={t`Choose files`} onFiles={(more) => setFiles((before) => [...before, ...more.filter(({ name }) => !before.some((file) => file.name === name))])}>
        <Trans>Drop files here: inputs with their answers, as many as you like, or a zip of them</Trans>
      </Dropzone>
      <p className="soft small">
        <Trans>
          Put together by name: <code>01.in</code> with <code>01.ans</code>, <code>.out</code> or <code>.a</code>. Without an answer the model solution makes it.
        </Trans>
      </p>
      {count > 0 ? (
        <ul className="plain-list found-tests">
          {zips.map((file) => (
            <li key={file.name} className="mono">
              {file.name} <span className="soft small numbers">{bytes(file.size)}</span>
            </li>
          ))}
          {pairs.slice(0, SHOWN).map(({ name, input, answer }) => (
            <li key={name}>
              <span className="mono">{input.name}</span> <span className="soft">{answer ? `+ ${answer.name}` : <Trans>answer to be made</Trans>}</span>
            </li>
          ))}
          {pairs.length > SHOWN ? (
            <li className="soft">
              <Plural value={pairs.length - SHOWN} one="and # more" other="and # more" />
            </li>
          ) : null}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <Note tone="warn">
          <Trans>Left out, because their names say neither input nor answer of one:</Trans> <span className="mono">{others.map(({ name }) => name).join(', ')}</span>
        </Note>
      ) : null}
      {ignored.length > 0 ? (
        <Note tone="warn" alert>
          <Trans>Added. Left out of the zip:</Trans> <span className="mono">{ignored.join(', ')}</span>
        </Note>
      ) : null}
      {fault ? (
        <Note tone="bad" alert>
          {fault}
        </Note>
      ) : null}
      {done === undefined ? null : <Progress fraction={done} label={t`Tests sent`} />}
      <div className="row">
        <Button look="primary" busy={done !== undefined} aria-disabled={count === 0} onClick={() => count > 0 && void send()}>
          {zips.length > 0 ? <Trans>Add the tests</Trans> : <Plural value={pairs.length} _0="Add tests" one="Add # test" other="Add # tests" />}
        </Button>
        <Button onClick={onClose} disabled={done !== undefined}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
