import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, useState, type ReactElement } from 'react';
import { MOST_TRANSCRIPT } from '#contract/transcript.js';
import { Button } from '../ui/button.js';
import { bytes } from '../util/format.js';
import { parseConversation } from '../util/conversation.js';
import type { Test } from './test-remark.js';
import { VerdictBadge } from './verdict.js';
import './conversations.css';

/** Sayings that are drawn at once; who wants the rest asks for it. */
const MOST_AT_ONCE = 400;

/** What a program and its interactor said to each other on the samples; that of the first failing one is open. Nothing where the problem has no interactor. */
export function Conversations({ tests, heading = true }: { tests: readonly Test[]; heading?: boolean }): ReactElement | null {
  const talks = tests.filter(({ interaction }) => interaction !== undefined);
  const failing = talks.find(({ verdict }) => verdict !== 'accepted');
  if (talks.length === 0) return null;
  return (
    <section className="stack tight conversations">
      {heading ? (
        <h2>
          <Trans>What was said on the samples</Trans>
        </h2>
      ) : null}
      {talks.map((test) => (
        <Talk key={test.index} test={test} open={test === failing} />
      ))}
    </section>
  );
}

const Talk = memo(function Talk({ test, open: first }: { test: Test; open: boolean }): ReactElement {
  const [open, setOpen] = useState(first);
  const { index, name = '', verdict, interaction = '', interactionCut } = test;
  const most = bytes(MOST_TRANSCRIPT);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>Conversation on test {index}</Trans> {name ? <span className="soft">({name})</span> : null} <VerdictBadge verdict={verdict} />
      </summary>
      {open ? <Lines text={interaction} label={t`Conversation on test ${index}`} /> : null}
      {open && interactionCut ? (
        <p className="small soft">
          <Trans>More was said; only the first {most} are kept.</Trans>
        </p>
      ) : null}
    </details>
  );
});

function Lines({ text, label }: { text: string; label: string }): ReactElement {
  const [all, setAll] = useState(false);
  const sayings = parseConversation(text);
  const shown = all ? sayings : sayings.slice(0, MOST_AT_ONCE);
  const who = { judge: t`Judge`, program: t`Program`, pass: t`Next pass` };
  return (
    <>
      <ol className="conversation" tabIndex={0} aria-label={label}>
        {shown.map(({ by, text: said }, at) => (
          <li key={at} className={`by-${by}`}>
            <span className="small soft">{who[by]}</span>
            {by === 'pass' ? null : <pre className="mono">{said === '' ? ' ' : said}</pre>}
          </li>
        ))}
      </ol>
      {shown.length < sayings.length ? (
        <div>
          <Button compact onClick={() => setAll(true)}>
            <Trans>Show all</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
