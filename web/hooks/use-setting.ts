import { useSyncExternalStore } from 'react';
import { onSettings, readSetting, writeSetting, type Setting } from '../util/settings.js';

/** A setting of this browser and how to change it; null is what everybody begins with. */
export function useSetting(setting: Setting): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(onSettings, () => readSetting(setting));
  return [value, (next) => writeSetting(setting, next)];
}
