import type { ReactElement } from 'react';
import { CopyButton } from '../ui/copy-button.js';
import { sourcePlaces } from '../util/source-places.js';

/** What the compiler said; the lines that it names jump to the source. */
export function CompileLog({ log, files, onPlace }: { log: string; files: readonly string[]; onPlace: (file: string, line: number) => void }): ReactElement {
  return (
    <div className="code-block">
      <div className="row apart">
        <h3>Message of the compiler</h3>
        <CopyButton text={log} what="the message of the compiler" />
      </div>
      <pre tabIndex={0} role="region" aria-label="Message of the compiler">
        {sourcePlaces(log, files).map(({ text, place }, at) =>
          place ? (
            <button key={at} type="button" className="place" title={`Go to line ${place.line}`} onClick={() => onPlace(place.file, place.line)}>
              {text}
            </button>
          ) : (
            text
          ),
        )}
      </pre>
    </div>
  );
}
