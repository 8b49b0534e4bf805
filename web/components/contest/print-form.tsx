import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { paginate } from '#contract/printing.js';
import { call } from '../../api/call.js';
import { buttonClass, Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Note } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';

/** More than the server takes: it says so, with the limit. What is larger is not read at all. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Sends a text or a source file to be printed and brought to the seat. */
export function PrintForm({ slug, seat }: { slug: string; seat: string | null }): ReactElement {
  const [name, setName] = useState('');
  const [content, setContent] = useState('');
  const [unread, setUnread] = useState('');
  const [textId, fileId] = [useId(), useId()];
  const client = useQueryClient();
  const pages = content === '' ? 0 : paginate(content.slice(0, MOST_BYTES)).length;
  const send = useMutation({
    mutationFn: () => call('createPrint', { params: { slug }, body: { name: name.trim() || 'print.txt', content } }),
    onSuccess: () => {
      setContent('');
      setName('');
      toast(seat === null ? t`It will be printed and brought to you.` : t`It will be printed and brought to ${seat}.`);
      void client.invalidateQueries({ queryKey: ['contest', slug, 'prints'] });
    },
  });
  async function take(file: File | undefined) {
    setUnread('');
    send.reset();
    if (!file) return;
    const called = file.name;
    if (file.size > MOST_BYTES) return setUnread(t`${called} is too large to be printed.`);
    setName(called.slice(0, 80));
    setContent(await file.text());
  }
  const fault = unread || send.error?.message;
  return (
    <form
      className="card stack"
      aria-labelledby={`${textId}-head`}
      onSubmit={(event) => {
        event.preventDefault();
        if (content !== '') send.mutate();
      }}
    >
      <h2 id={`${textId}-head`}>
        <Trans>Print</Trans>
      </h2>
      <div className="row bottom">
        <div style={{ flex: '0 1 18rem' }}>
          <TextField label={t`Name at the head of each page`} placeholder="main.cpp" maxLength={80} value={name} spellCheck={false} autoCapitalize="none" onChange={({ target }) => setName(target.value)} />
        </div>
        <span>
          <input id={fileId} type="file" className="unseen pick" onChange={({ target }) => void take(target.files?.[0])} />
          <label htmlFor={fileId} className={buttonClass()}>
            <Icon name="upload" /> <Trans>Choose a file…</Trans>
          </label>
        </span>
      </div>
      <div className="field">
        <label htmlFor={textId}>
          <Trans>Text</Trans>
        </label>
        <textarea id={textId} className="input mono" rows={10} spellCheck={false} autoCapitalize="none" value={content} onChange={({ target }) => setContent(target.value)} />
      </div>
      {fault ? (
        <Note tone="bad" alert>
          {fault}
        </Note>
      ) : null}
      <div className="row">
        <Button type="submit" look="primary" busy={send.isPending} disabled={content === ''}>
          <Trans>Print it</Trans>
        </Button>
        <span role="status" className="soft numbers">
          {pages === 0 ? null : <Plural value={pages} one="# page" other="# pages" />}
        </span>
      </div>
    </form>
  );
}
