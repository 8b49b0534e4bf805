import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { Button, buttonClass } from '../ui/button.js';
import { RejudgeDialog } from './rejudge-dialog.js';

/** The way to judge all submissions to a problem again, and to what was judged again before. */
export function RejudgeButton({ slug }: { slug: string }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Link to="/staff/rejudgings" search={{ problem: slug }} className={buttonClass('ghost')}>
        <Trans>Rejudgings</Trans>
      </Link>
      <Button icon="refresh" onClick={() => setOpen(true)}>
        <Trans>Judge all again…</Trans>
      </Button>
      {open ? <RejudgeDialog slug={slug} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
