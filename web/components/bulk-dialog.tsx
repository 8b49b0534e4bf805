import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { StaffProblem } from '#contract/problem.js';
import { call } from '../api/call.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Progress } from '../ui/progress.js';
import { Note } from '../ui/state.js';
import { splitForBulk, type BulkAction, type LeftOut } from '../util/bulk-problems.js';

const NAMED = 12;

interface Props {
  action: BulkAction;
  problems: readonly StaffProblem[];
  /** `done`: it was done, as far as it could be. */
  onClose: (done: boolean) => void;
}

/** Says what would be done to how many problems, and to which not and why; does it one by one, and tells what failed. */
export function BulkDialog({ action, problems, onClose }: Props): ReactElement {
  const client = useQueryClient();
  const [{ affected, leftOut }] = useState(() => splitForBulk(action, problems));
  const [done, setDone] = useState<number>();
  const [failed, setFailed] = useState<{ slug: string; message: string }[]>([]);
  const count = affected.length;
  const running = done !== undefined && done < count;
  const over = done === count && done !== undefined && count > 0;

  async function run() {
    setDone(0);
    for (const [at, { slug }] of affected.entries()) {
      try {
        if (action === 'delete') await call('deleteProblem', { params: { slug } });
        else await call('changeProblem', { params: { slug }, body: { visibility: action === 'publish' ? 'public' : 'private' } });
        client.removeQueries({ queryKey: ['problem', slug] });
      } catch (error) {
        setFailed((before) => [...before, { slug, message: error instanceof Error ? error.message : '' }]);
      }
      setDone(at + 1);
    }
    await client.invalidateQueries({ queryKey: ['problems'] });
  }
  return (
    <Dialog title={<Title action={action} count={count} />} held={running} onClose={() => onClose(over)}>
      {over ? <Over count={count} failed={failed} /> : <Explained action={action} count={count} />}
      {!over && count > 0 ? <Names problems={affected} /> : null}
      {!over && leftOut.length > 0 ? <Left leftOut={leftOut} /> : null}
      {done !== undefined && !over ? <Progress fraction={count === 0 ? 0 : done / count} label={t`Problems done`} /> : null}
      <div className="row">
        {!over && count > 0 ? (
          <Button look={action === 'delete' ? 'danger' : 'primary'} busy={running} onClick={() => void run()}>
            <Word action={action} />
          </Button>
        ) : null}
        <Button onClick={() => onClose(over)} disabled={running}>
          {over ? <Trans>Close</Trans> : <Trans>Leave it</Trans>}
        </Button>
      </div>
    </Dialog>
  );
}

function Title({ action, count }: { action: BulkAction; count: number }): ReactElement {
  switch (action) {
    case 'publish':
      return <Plural value={count} one="Publish # problem" other="Publish # problems" />;
    case 'hide':
      return <Plural value={count} one="Hide # problem" other="Hide # problems" />;
    case 'delete':
      return <Plural value={count} one="Delete # problem" other="Delete # problems" />;
  }
}

const Word = ({ action }: { action: BulkAction }): ReactElement => (action === 'publish' ? <Trans>Publish</Trans> : action === 'hide' ? <Trans>Hide</Trans> : <Trans>Delete for good</Trans>);

function Explained({ action, count }: { action: BulkAction; count: number }): ReactElement {
  if (count === 0) {
    return (
      <p>
        <Trans>There is nothing here to do it to.</Trans>
      </p>
    );
  }
  switch (action) {
    case 'publish':
      return (
        <p>
          <Trans>Everybody will see these problems and may submit to them.</Trans>
        </p>
      );
    case 'hide':
      return (
        <p>
          <Trans>Only staff will see these problems. Submissions that are there stay, and their authors still see them.</Trans>
        </p>
      );
    case 'delete':
      return (
        <Note tone="bad">
          <Trans>All versions and verifications go with a problem. This cannot be undone.</Trans>
        </Note>
      );
  }
}

function Names({ problems }: { problems: readonly StaffProblem[] }): ReactElement {
  const more = problems.length - NAMED;
  return (
    <ul className="small" style={{ margin: 0 }}>
      {problems.slice(0, NAMED).map(({ slug, name }) => (
        <li key={slug}>{name}</li>
      ))}
      {more > 0 ? (
        <li className="soft">
          <Plural value={more} one="and # more" other="and # more" />
        </li>
      ) : null}
    </ul>
  );
}

function Left({ leftOut }: { leftOut: readonly LeftOut[] }): ReactElement {
  const words: Record<LeftOut['why'], (count: number) => ReactNode> = {
    'not yours': (count) => <Plural value={count} one="# is left out: only its owner and administrators may change it." other="# are left out: only their owners and administrators may change them." />,
    already: (count) => <Plural value={count} one="# is left out: it is so already." other="# are left out: they are so already." />,
    'has submissions': (count) => <Plural value={count} one="# is left out: people have submitted to it. Hide it instead." other="# are left out: people have submitted to them. Hide them instead." />,
  };
  return (
    <ul className="plain-list small soft">
      {(Object.keys(words) as LeftOut['why'][]).map((why) => {
        const count = leftOut.filter((each) => each.why === why).length;
        return count > 0 ? <li key={why}>{words[why](count)}</li> : null;
      })}
    </ul>
  );
}

function Over({ count, failed }: { count: number; failed: readonly { slug: string; message: string }[] }): ReactElement {
  const fine = count - failed.length;
  return (
    <>
      <Note tone={failed.length === 0 ? 'good' : 'warn'} alert>
        <Plural value={fine} one="Done for # problem." other="Done for # problems." />
      </Note>
      {failed.length > 0 ? (
        <ul className="small" style={{ margin: 0 }}>
          {failed.map(({ slug, message }) => (
            <li key={slug}>
              <strong>{slug}</strong>: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
