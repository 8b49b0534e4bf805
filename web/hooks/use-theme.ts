import { useEffect, useState } from 'react';
import { readStored, writeStored } from '../util/stored.js';

export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

const known = (value: string | null): Theme => THEMES.find((theme) => theme === value) ?? 'auto';

/** The chosen theme. `public/theme.js` sets it before the first paint; this keeps it right afterwards. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() => known(readStored('theme')));
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.dataset['theme'] = theme === 'auto' ? (system.matches ? 'dark' : 'light') : theme;
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);
  return [
    theme,
    (next) => {
      writeStored('theme', next === 'auto' ? null : next);
      setTheme(next);
    },
  ];
}
