/** What a person has set for this browser; everything that shows it hears of a change. */
import { readStored, writeStored } from './stored.js';

/** `single-keys`: shortcuts of one key. `exact-times`: times in full instead of "5 minutes ago". `theme`: read by public/theme.js too.
    `contest-notices`: notices of the system during contests. */
export type Setting = 'single-keys' | 'exact-times' | 'theme' | 'contest-notices';
const listeners = new Set<() => void>();

export const readSetting = (setting: Setting): string | null => readStored(setting);

export function writeSetting(setting: Setting, value: string | null): void {
  writeStored(setting, value);
  listeners.forEach((listener) => listener());
}

export function onSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
