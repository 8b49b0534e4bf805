import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { memo, type ReactElement } from 'react';
import { CopyButton } from '../ui/copy-button.js';
import { sourcePlaces } from '../util/source-places.js';

interface Props {
  log: string;
  files: readonly string[];
  onPlace: (file: string, line: number) => void;
}

/** What the compiler said; the lines that it names jump to the source. */
export const CompileLog = memo(function CompileLog({ log, files, onPlace }: Props): ReactElement {
  return (
    <div className="code-block">
      <div className="row apart">
        <h3>
          <Trans>Message of the compiler</Trans>
        </h3>
        <CopyButton text={log} what={t`the message of the compiler`} />
      </div>
      <pre tabIndex={0} role="region" aria-label={t`Message of the compiler`}>
        {sourcePlaces(log, files).map(({ text, place }, at) => {
          if (!place) return text;
          const { file, line } = place;
          return (
            <button key={at} type="button" className="place" title={t`Go to line ${line} of ${file}`} onClick={() => onPlace(file, line)}>
              {text}
            </button>
          );
        })}
      </pre>
    </div>
  );
});
