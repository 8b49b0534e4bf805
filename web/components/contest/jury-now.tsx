import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { JuryOverview } from '#contract/contest-jury.js';
import type { Contest } from '#contract/contest.js';
import { useServerNow } from '../../hooks/use-server-now.js';
import { Button } from '../../ui/button.js';
import { phaseOf } from '../../util/contest-times.js';
import { number, span } from '../../util/format.js';
import { RejudgeDialog } from '../rejudge-dialog.js';
import { Time } from '../time.js';
import { AnnounceDialog } from './announce-dialog.js';
import { ExtendDialog } from './extend-dialog.js';
import { SystemTestDialog } from './system-test-dialog.js';
import './jury.css';

type Open = { what: 'announce' } | { what: 'extend' } | { what: 'system-test' } | { what: 'rejudge'; slug: string } | null;

/** What waits for somebody, and what the jury does most. */
export function JuryNow({ contest, overview }: { contest: Contest; overview: JuryOverview }): ReactElement {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const over = phaseOf(contest, useServerNow()) === 'over';
  const { waiting, unanswered, balloons, prints } = overview;
  const waited = span(waiting.oldestSeconds ?? 0);
  return (
    <section className="stack" aria-labelledby="jury-now">
      <div className="row apart">
        <h2 id="jury-now">
          <Trans>Now</Trans>
        </h2>
        <div className="row">
          <Button icon="info" onClick={() => setOpen({ what: 'announce' })}>
            <Trans>Announce…</Trans>
          </Button>
          {over ? null : (
            <Button icon="clock" onClick={() => setOpen({ what: 'extend' })}>
              <Trans>Extend…</Trans>
            </Button>
          )}
          {over && contest.systemTest === 'pending' ? (
            <Button look="primary" icon="play" onClick={() => setOpen({ what: 'system-test' })}>
              <Trans>System test…</Trans>
            </Button>
          ) : null}
          {overview.problems.length > 0 ? (
            <select className="input rejudge-choice" aria-label={t`Judge a problem again`} value="" onChange={({ target }) => setOpen({ what: 'rejudge', slug: target.value })}>
              <option value="">{t`Judge again…`}</option>
              {overview.problems.map(({ label, name, slug }) => (
                <option key={slug} value={slug}>
                  {label} – {name}
                </option>
              ))}
            </select>
          ) : null}
        </div>
      </div>
      <dl className="jury-counts">
        <Count word={<Trans>Submissions that wait</Trans>} value={waiting.submissions}>
          {waiting.oldestSeconds === null ? <Trans>All are judged.</Trans> : <Trans>The oldest for {waited}.</Trans>}
        </Count>
        <Count word={<Trans>Unanswered questions</Trans>} value={unanswered.questions} urgent={unanswered.questions > 0}>
          {unanswered.oldestAt === null ? (
            <Trans>All are answered.</Trans>
          ) : (
            <Link to="/contests/$slug/clarifications" params={{ slug: contest.slug }}>
              <Time at={unanswered.oldestAt} />
            </Link>
          )}
        </Count>
        {contest.balloons === 'off' ? null : (
          <Count word={<Trans>Balloons to deliver</Trans>} value={balloons.waiting} urgent={balloons.recalled > 0}>
            <Link to="/contests/$slug/balloons" params={{ slug: contest.slug }}>
              {balloons.recalled > 0 ? <Plural value={balloons.recalled} one="# to bring back" other="# to bring back" /> : <Trans>Balloons</Trans>}
            </Link>
          </Count>
        )}
        {contest.printing ? (
          <Count word={<Trans>Prints that wait</Trans>} value={prints.waiting}>
            <Link to="/contests/$slug/printing" params={{ slug: contest.slug }}>
              <Trans>Printing</Trans>
            </Link>
          </Count>
        ) : null}
      </dl>
      {open?.what === 'announce' ? <AnnounceDialog contest={contest} onClose={close} /> : null}
      {open?.what === 'system-test' ? <SystemTestDialog slug={contest.slug} onClose={close} /> : null}
      {open?.what === 'extend' ? <ExtendDialog contest={contest} onClose={close} /> : null}
      {open?.what === 'rejudge' ? <RejudgeDialog slug={open.slug} contest={contest.slug} onClose={close} /> : null}
    </section>
  );
}

function Count({ word, value, urgent = false, children }: { word: ReactNode; value: number; urgent?: boolean; children: ReactNode }): ReactElement {
  return (
    <div className={urgent ? 'card urgent' : 'card'}>
      <dt>{word}</dt>
      <dd>
        <span className="numbers count">{number(value)}</span>
        <span className="small soft">{children}</span>
      </dd>
    </div>
  );
}
