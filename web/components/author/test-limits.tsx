import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { AuthoredTestLimits } from '#contract/authoring-limits.js';
import { duration, memory } from '../../util/format.js';
import { NumberField } from './number-field.js';

const KIB_PER_MIB = 1024;

/** Time and memory of a test, or of all in a group, in place of what it would have; `above` says where that comes from. */
export function TestLimits({ value, above, onChange }: { value: AuthoredTestLimits | null; above: string; onChange: (value: AuthoredTestLimits | null) => void }): ReactElement {
  const limits = value ?? { timeMs: null, memoryMib: null };
  const set = (some: Partial<AuthoredTestLimits>) => {
    const next = { ...limits, ...some };
    onChange(next.timeMs === null && next.memoryMib === null ? null : next);
  };
  return (
    <fieldset className="plain-fieldset">
      <legend>
        <Trans>Limits of its own</Trans>
      </legend>
      <div className="form-grid">
        <NumberField label={t`Time, in seconds`} hint={t`CPU time. Languages with a factor have so many times this.`} placeholder={above} least={0.001} most={600} step="any" value={limits.timeMs === null ? null : limits.timeMs / 1000} onChange={(seconds) => set({ timeMs: seconds === null ? null : Math.round(seconds * 1000) })} />
        <NumberField label={t`Memory, in MiB`} hint={t`In every language.`} placeholder={above} least={1} most={1_000_000} value={limits.memoryMib} onChange={(memoryMib) => set({ memoryMib })} />
      </div>
    </fieldset>
  );
}

/** What stands beside the name of what has limits of its own. */
export function OwnLimits({ limits }: { limits: AuthoredTestLimits | null | undefined }): ReactElement | null {
  if (!limits) return null;
  const told = [...(limits.timeMs === null ? [] : [duration(limits.timeMs)]), ...(limits.memoryMib === null ? [] : [memory(limits.memoryMib * KIB_PER_MIB)])].join(', ');
  return (
    <div className="soft small numbers">
      <Trans>Limits of its own: {told}</Trans>
    </div>
  );
}
