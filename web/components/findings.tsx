import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icon.js';
import { byFile, findingsText, type Finding } from '../util/findings.js';
import './findings.css';

/** What was found in a package: file by file, each with its line and what mends it. Faults keep it out, warnings do not. */
export function FindingsReport({ faults, warnings }: { faults: readonly Finding[]; warnings: readonly Finding[] }): ReactElement {
  return (
    <div className="stack">
      {faults.length > 0 ? (
        <section className="stack tight" aria-label={t`Faults`}>
          <div className="row apart">
            <h3 className="counted">
              <Counted findings={faults} kind="fault" />
            </h3>
            <CopyButton text={findingsText(faults)} what={t`all faults`} />
          </div>
          <FindingsByFile findings={faults} kind="fault" />
        </section>
      ) : null}
      {warnings.length > 0 ? (
        <details className="more-findings" open={faults.length === 0}>
          <summary>
            <Counted findings={warnings} kind="warning" />
          </summary>
          <div className="stack tight">
            <div className="row apart">
              <p className="soft small">
                <Trans>Warnings do not keep a package out: they say what is ignored or doubtful.</Trans>
              </p>
              <CopyButton text={findingsText(warnings)} what={t`all warnings`} />
            </div>
            <FindingsByFile findings={warnings} kind="warning" />
          </div>
        </details>
      ) : null}
    </div>
  );
}

function Counted({ findings, kind }: { findings: readonly Finding[]; kind: 'fault' | 'warning' }): ReactElement {
  const count = findings.length;
  const files = byFile(findings).length;
  return (
    <>
      <Icon name={kind === 'fault' ? 'cross' : 'warning'} /> {kind === 'fault' ? <Plural value={count} one="# fault" other="# faults" /> : <Plural value={count} one="# warning" other="# warnings" />} <span className="soft">· <Plural value={files} one="# file" other="# files" /></span>
    </>
  );
}

/** Those of each file under its name. */
export function FindingsByFile({ findings, kind }: { findings: readonly Finding[]; kind: 'fault' | 'warning' }): ReactElement {
  return (
    <ul className={`findings plain-list ${kind}`}>
      {byFile(findings).map(({ path, findings: found }) => (
        <li key={path}>
          <h4 className="mono">{path === '' ? <Trans>The package as a whole</Trans> : path}</h4>
          <ul className="plain-list">
            {found.map(({ line, message }, at) => (
              <li key={at}>
                {line === undefined ? null : (
                  <span className="line numbers">
                    <Trans>line {line}</Trans>
                  </span>
                )}
                {/* Whoever reads files speaks English. */}
                <span lang="en">{message}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
