import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { CopyButton } from '../../ui/copy-button.js';
import { findingsText, type Finding } from '../../util/findings.js';
import { FindingsByFile } from '../findings.js';

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
          <FindingsByFile findings={faults} kind="fault" />
        </div>
      ) : null}
      {notes.length > 0 ? (
        <details className="more-findings" open={faults.length === 0}>
          <summary>
            <Plural value={notes.length} one="# remark" other="# remarks" />
          </summary>
          <FindingsByFile findings={notes} kind="warning" />
        </details>
      ) : null}
    </>
  );
}
