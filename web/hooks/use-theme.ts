import { useEffect } from 'react';
import { readSetting } from '../util/settings.js';
import { useSetting } from './use-setting.js';

export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

const known = (value: string | null): Theme => THEMES.find((theme) => theme === value) ?? 'auto';

/** The chosen theme. `public/theme.js` sets it before the first paint; this keeps it right afterwards. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [value, set] = useSetting('theme');
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      const theme = known(readSetting('theme'));
      document.documentElement.dataset['theme'] = theme === 'auto' ? (system.matches ? 'dark' : 'light') : theme;
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [value]);
  return [known(value), (next) => set(next === 'auto' ? null : next)];
}
