import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Clarification } from '#contract/clarification.js';
import { call } from '../../api/call.js';
import { clarificationsQuery } from '../../api/contest-queries.js';
import { Button } from '../../ui/button.js';
import { AreaField, CheckField } from '../../ui/field.js';
import { Note } from '../../ui/state.js';

/** What juries answer most. */
const CANNED: readonly MessageDescriptor[] = [msg`No comment.`, msg`Read the problem statement.`, msg`Yes.`, msg`No.`, msg`This is part of the problem.`];

/** The jury's answer to a question; one that is there can be put right. */
export function AnswerForm({ slug, clarification: { id, answer, answeredAt, toAll } }: { slug: string; clarification: Clarification }): ReactElement {
  const { _ } = useLingui();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(answer ?? '');
  const [all, setAll] = useState(toAll);
  /** Of the answer that was there when the form was opened: what a colleague has answered since is not overwritten unseen. */
  const [instead, setInstead] = useState(answeredAt);
  const send = useMutation({
    mutationFn: () => call('answerClarification', { params: { slug, id }, body: { answer: text.trim(), toAll: all, ...(instead === null ? {} : { instead }) } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: clarificationsQuery(slug).queryKey });
      setOpen(false);
    },
    onError: () => client.invalidateQueries({ queryKey: clarificationsQuery(slug).queryKey }),
  });
  const begin = () => {
    setText(answer ?? '');
    setAll(toAll);
    setInstead(answeredAt);
    setOpen(true);
  };
  if (!open)
    return (
      <div>
        <Button compact onClick={begin}>
          {answer === null ? t`Answer` : t`Change the answer`}
        </Button>
      </div>
    );
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !send.isPending) send.mutate();
      }}
    >
      <div className="row" role="group" aria-label={t`Answers that are given often`}>
        {CANNED.map((each) => (
          <button key={each.id} type="button" className="tag" onClick={() => setText(_(each))}>
            {_(each)}
          </button>
        ))}
      </div>
      <AreaField label={t`Answer`} rows={3} maxLength={4000} value={text} autoFocus onChange={({ target }) => setText(target.value)} />
      <CheckField label={t`Show question and answer to everybody`} hint={t`Nobody learns who asked.`} checked={all} onChange={({ target }) => setAll(target.checked)} />
      {send.error ? (
        <Note tone="bad" alert>
          {send.error.message}
        </Note>
      ) : null}
      <div className="row">
        <Button type="submit" look="primary" busy={send.isPending} aria-disabled={text.trim() === ''}>
          <Trans>Send the answer</Trans>
        </Button>
        <Button look="ghost" onClick={() => setOpen(false)}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  );
}
