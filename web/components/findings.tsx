import type { ReactElement } from 'react';
import { Badge } from '../ui/badge.js';

export interface Finding {
  path: string;
  line?: number | undefined;
  message: string;
}

/** What was found in a package: file, line, and what to do about it. */
export function Findings({ findings, kind }: { findings: readonly Finding[]; kind: 'fault' | 'warning' }): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={kind === 'fault' ? 'Faults' : 'Warnings'}>
      <table className="table">
        <caption className="unseen">{kind === 'fault' ? 'Faults of the package' : 'Warnings about the package'}</caption>
        <thead>
          <tr>
            <th className="tight">Kind</th>
            <th>File</th>
            <th className="end">Line</th>
            <th>What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, at) => (
            <tr key={at}>
              <td className="tight">{kind === 'fault' ? <Badge tone="bad" icon="cross">Fault</Badge> : <Badge tone="warn" icon="warning">Warning</Badge>}</td>
              <th scope="row" className="mono">
                {finding.path}
              </th>
              <td className="end numbers">{finding.line ?? ''}</td>
              <td>{finding.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
