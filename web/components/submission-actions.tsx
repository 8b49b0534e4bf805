import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { Submission } from '#contract/submission.js';
import { call } from '../api/call.js';
import { judgingsQuery, submissionQuery } from '../api/queries.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Note } from '../ui/state.js';
import { toast } from '../ui/toast.js';
import { isEmpty, parseDraft, putDraft } from '../util/draft.js';
import { draftKey, readStored, writeStored } from '../util/stored.js';
import { CompareDialog } from './compare-dialog.js';
import { ShareDialog, useUnshare } from './share-dialog.js';

type Asked = 'share' | 'compare' | 'overwrite' | undefined;

/** What can be done with a submission, as its reader may. */
export function SubmissionActions({ submission, me }: { submission: Submission; me: Me }): ReactElement {
  const { id } = submission;
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const again = useSubmitAgain(submission, me);
  const own = submission.user === me.username;
  const staff = me.may.seeAllSubmissions;
  const unshare = useUnshare(id, close);
  const rejudge = useMutation({
    mutationFn: () => call('rejudgeSubmission', { params: { id } }),
    onSuccess: () => {
      toast(t`It is being judged again.`);
      void client.invalidateQueries({ queryKey: submissionQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: judgingsQuery(id).queryKey });
    },
  });
  const message = (rejudge.error ?? unshare.error)?.message;
  return (
    <div className="row">
      {submission.seenAs === 'shared' ? null : (
        <>
          <Button onClick={() => (again.overwrites() ? setAsked('overwrite') : again.go())}>
            <Trans>Edit and submit again</Trans>
          </Button>
          <Button onClick={() => setAsked('compare')}>
            <Trans>Compare with…</Trans>
          </Button>
        </>
      )}
      {own ? (
        <Button onClick={() => setAsked('share')}>{submission.shared ? <Trans>Shared: link…</Trans> : <Trans>Share…</Trans>}</Button>
      ) : staff && submission.shared ? (
        <Button look="danger" busy={unshare.isPending} onClick={() => unshare.mutate()}>
          <Trans>Take the link back</Trans>
        </Button>
      ) : null}
      {staff ? (
        <Button busy={rejudge.isPending} onClick={() => rejudge.mutate()} disabled={submission.state !== 'finished'}>
          <Trans>Judge again</Trans>
        </Button>
      ) : null}
      {message ? (
        <Note tone="bad" alert>
          {message}
        </Note>
      ) : null}
      {asked === 'share' ? <ShareDialog id={id} closed={submission.linkClosed === true} onClose={close} /> : null}
      {asked === 'compare' ? <CompareDialog submission={submission} onClose={close} /> : null}
      {asked === 'overwrite' ? <OverwriteDialog onClose={close} onGo={again.go} /> : null}
    </div>
  );
}

/** Opens the problem's editor with this source in it. */
function useSubmitAgain({ problem, language, files, entryPoint }: Submission, me: Me) {
  const navigate = useNavigate();
  const user = me.username;
  const kept = () => parseDraft(readStored(draftKey(user, problem, language)));
  const textOf = (of: readonly { content: string }[]) => JSON.stringify(of.map(({ content }) => content));
  return {
    /** Whether another text would be lost. */
    overwrites: () => !isEmpty(kept()) && textOf(kept().files) !== textOf(files),
    go: () => {
      putDraft({ user, problem, language }, { files, entryPoint });
      writeStored(`language.${problem}`, language);
      void navigate({ to: '/problems/$slug', params: { slug: problem } });
    },
  };
}

function OverwriteDialog({ onClose, onGo }: { onClose: () => void; onGo: () => void }): ReactElement {
  return (
    <Confirm title={t`Put this source in the place of your draft?`} yes={<Trans>Replace my draft</Trans>} no={<Trans>Keep my draft</Trans>} onYes={onGo} onClose={onClose}>
      <Trans>You have written something else for this problem in this language. It will be replaced.</Trans>
    </Confirm>
  );
}
