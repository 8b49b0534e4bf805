import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { VerificationSummary } from '#contract/problem.js';
import { Badge } from '../ui/badge.js';
import { number } from '../util/format.js';

/** What a verification came to, or how far it is. `version`: the current one, where it may be of an earlier one. */
export function VerificationBadge({ verification, version }: { verification: VerificationSummary | null; version?: number }): ReactElement {
  if (verification === null) {
    return (
      <Badge tone="calm" icon="dash">
        <Trans>Not run</Trans>
      </Badge>
    );
  }
  const { state, surprises, asExpected, data, version: of } = verification;
  const [done, total] = [number(verification.done), number(verification.total)];
  if (state === 'running') {
    return (
      <Badge tone="accent" icon="spinner" spin>
        <span className="numbers">
          <Trans>
            {done} of {total}
          </Trans>
        </span>
      </Badge>
    );
  }
  if (version !== undefined && of !== version) {
    return (
      <Badge tone="calm" icon="clock">
        <Trans>Of version {of}</Trans>
      </Badge>
    );
  }
  if (surprises > 0) {
    return (
      <Badge tone="bad" icon="cross">
        <Plural value={surprises} one="# surprise" other="# surprises" />
      </Badge>
    );
  }
  if (data && (data.failed > 0 || data.broken)) {
    return (
      <Badge tone="bad" icon="cross">
        <Trans>Data not as it must be</Trans>
      </Badge>
    );
  }
  if (asExpected) {
    return (
      <Badge tone="good" icon="check">
        <Trans>Passed</Trans>
      </Badge>
    );
  }
  return (
    <Badge tone="warn" icon="warning">
      <Trans>Not all judged</Trans>
    </Badge>
  );
}
