import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import './versions.css';

/** A unified diff; what each line's sign means is told to readers of screens in words. */
export function UnifiedDiff({ path, diff, cut }: { path: string; diff: string; cut: boolean }): ReactElement {
  return (
    <>
      <div className="unified-diff" tabIndex={0} role="region" aria-label={t`Changes of ${path}`}>
        <ol>
          {diff.split('\n').map((line, at) => (
            <li key={at} className={kindOf(line)}>
              <Sign line={line} />
              {line}
            </li>
          ))}
        </ol>
      </div>
      {cut ? (
        <p className="soft small">
          <Trans>There is more that differs; download both packages to see all of it.</Trans>
        </p>
      ) : null}
    </>
  );
}

const kindOf = (line: string): string | undefined => (line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : line.startsWith('@@') || line.startsWith('\\') ? 'place' : undefined);

function Sign({ line }: { line: string }): ReactElement | null {
  if (line.startsWith('+')) return <span className="unseen">{t`Added:`} </span>;
  return line.startsWith('-') ? <span className="unseen">{t`Removed:`} </span> : null;
}
