import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Print } from '#contract/contest-site.js';
import { paginate } from '#contract/printing.js';
import { Skeleton } from '../../ui/state.js';
import { dayAndTime } from '../../util/format.js';
import './print-sheets.css';

/** A print as it comes out of the printer: each page names whose it is and where they sit. `among`: other prints are beside it. */
export function PrintSheets({ print: { name, content, participant, contestName, createdAt }, among = false }: { print: Print; among?: boolean }): ReactElement {
  const pages = paginate(content);
  const total = pages.length;
  const who = participant.name;
  return (
    <>
      {pages.map((lines, at) => {
        const page = at + 1;
        return (
          <section key={page} className="sheet" aria-label={among ? t`${name} of ${who}, page ${page} of ${total}` : t`Page ${page} of ${total}`} tabIndex={0}>
            <header>
              <strong>{who}</strong>
              <strong>{participant.seat ?? ''}</strong>
              <span>{contestName}</span>
              <span>
                {name} · {dayAndTime(createdAt)}
              </span>
              <span className="sheet-number">
                <Trans>
                  Page {page} of {total}
                </Trans>
              </span>
            </header>
            <pre>
              {lines.map(({ number, text }, line) => (
                <span key={line} className="sheet-line">
                  <span className="sheet-count">{number ?? ''}</span>
                  {text}
                  {'\n'}
                </span>
              ))}
            </pre>
          </section>
        );
      })}
    </>
  );
}

/** In place of a page of prints that is still to come. */
export function PrintLoading(): ReactElement {
  return (
    <div className="page" aria-busy>
      <Skeleton height="2rem" />
      <Skeleton height="30rem" />
    </div>
  );
}
