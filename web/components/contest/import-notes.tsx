import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { CopyButton } from '../../ui/copy-button.js';
import { byFile, findingsText, type Finding } from '../../util/findings.js';
import '../findings.css';

/** What is wrong with files of teams, and what should be looked at: file by file, each with its line. */
export function ImportNotes({ faults, notes }: { faults: readonly Finding[]; notes: readonly Finding[] }): ReactElement {
  return (
    <>
      {faults.length > 0 ? (
        <div className="stack tight">
          <div className="row apart">
            <h3>
              <Trans>Faults</Trans>
            </h3>
            <CopyButton text={findingsText(faults)} what={t`all faults`} />
          </div>
          <Files findings={faults} kind="fault" />
        </div>
      ) : null}
      {notes.length > 0 ? (
        <details className="more-findings" open={faults.length === 0}>
          <summary>
            <Plural value={notes.length} one="# remark" other="# remarks" />
          </summary>
          <Files findings={notes} kind="warning" />
        </details>
      ) : null}
    </>
  );
}

function Files({ findings, kind }: { findings: readonly Finding[]; kind: 'fault' | 'warning' }): ReactElement {
  return (
    <ul className={`findings plain-list ${kind}`}>
      {byFile(findings).map(({ path, findings: found }) => (
        <li key={path}>
          <h4 className="mono">{path}</h4>
          <ul className="plain-list">
            {found.map(({ line, message }, at) => (
              <li key={at}>
                {line === undefined ? null : (
                  <span className="line numbers">
                    <Trans>line {line}</Trans>
                  </span>
                )}
                {/* The reader of files speaks English. */}
                <span lang="en">{message}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
