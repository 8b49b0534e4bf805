import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { AuthoredLimits } from '#contract/authoring-limits.js';
import { LanguageLimits } from './language-limits.js';
import { NumberField } from './number-field.js';
import type { SettingsProps } from './settings-props.js';

/** Limits of one run. What is empty is as usual, and is said in the field. */
export function LimitsForm({ open: { snapshot, change } }: SettingsProps): ReactElement {
  const { limits } = snapshot.value;
  const set = (some: Partial<AuthoredLimits>) => change({ limits: { ...limits, ...some } });
  const seconds = limits.timeMs === null ? null : limits.timeMs / 1000;
  return (
    <section className="card stack" aria-labelledby="limits">
      <div>
        <h2 id="limits">
          <Trans>Limits</Trans>
        </h2>
        <p className="soft">
          <Trans>Leave the time limit empty and it is measured from your accepted solutions. Single tests and groups of tests may have limits of their own: see there.</Trans>
        </p>
      </div>
      <div className="form-grid">
        <NumberField label={t`Time, in seconds`} placeholder={t`measured`} least={0.001} most={600} step="any" value={seconds} onChange={(value) => set({ timeMs: value === null ? null : Math.round(value * 1000) })} />
        <NumberField label={t`Memory, in MiB`} placeholder="2048" least={1} most={1_000_000} value={limits.memoryMib} onChange={(memoryMib) => set({ memoryMib })} />
        <NumberField label={t`Output, in MiB`} placeholder="8" least={1} most={1_000_000} value={limits.outputMib} onChange={(outputMib) => set({ outputMib })} />
        <NumberField label={t`Length of the program, in KiB`} placeholder="128" least={1} most={1_000_000} value={limits.codeKib} onChange={(codeKib) => set({ codeKib })} />
      </div>
      <details>
        <summary>
          <Trans>More limits</Trans>
        </summary>
        <div className="form-grid">
          <NumberField label={t`Measured time: slowest accepted solution times`} placeholder="2" least={1} most={1000} step="any" value={limits.acceptedToLimit} onChange={(acceptedToLimit) => set({ acceptedToLimit })} />
          <NumberField label={t`What is too slow must need the limit times`} placeholder="1.5" least={1} most={1000} step="any" value={limits.limitToTimeLimitExceeded} onChange={(limitToTimeLimitExceeded) => set({ limitToTimeLimitExceeded })} />
          <NumberField label={t`Measured time: whole multiples of, in seconds`} placeholder="1" least={0.001} most={60} step="any" value={limits.timeResolutionMs === null ? null : limits.timeResolutionMs / 1000} onChange={(value) => set({ timeResolutionMs: value === null ? null : Math.round(value * 1000) })} />
          <NumberField label={t`Compilation, in seconds`} placeholder="60" least={1} most={1_000_000} value={limits.compilationSeconds} onChange={(compilationSeconds) => set({ compilationSeconds })} />
          <NumberField label={t`Compilation, memory in MiB`} placeholder="2048" least={1} most={1_000_000} value={limits.compilationMemoryMib} onChange={(compilationMemoryMib) => set({ compilationMemoryMib })} />
          <NumberField label={t`Checker, in seconds`} placeholder="60" least={1} most={1_000_000} value={limits.validationSeconds} onChange={(validationSeconds) => set({ validationSeconds })} />
          <NumberField label={t`Checker, memory in MiB`} placeholder="2048" least={1} most={1_000_000} value={limits.validationMemoryMib} onChange={(validationMemoryMib) => set({ validationMemoryMib })} />
          <NumberField label={t`Checker, output in MiB`} placeholder="8" least={1} most={1_000_000} value={limits.validationOutputMib} onChange={(validationOutputMib) => set({ validationOutputMib })} />
          {snapshot.value.types.includes('multi-pass') ? <NumberField label={t`Runs of a program at most`} placeholder="2" least={2} most={1000} value={limits.validationPasses} onChange={(validationPasses) => set({ validationPasses })} /> : null}
        </div>
      </details>
      <LanguageLimits value={snapshot.value.languageLimits ?? {}} onChange={(languageLimits) => change({ languageLimits })} />
    </section>
  );
}
