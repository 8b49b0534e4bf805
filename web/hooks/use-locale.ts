import { i18n } from '@lingui/core';
import { useSyncExternalStore } from 'react';
import type { Locale } from '../i18n.js';

const subscribe = (changed: () => void) => i18n.on('change', changed);

/** The language of the interface; the component renders again when it changes. */
export const useLocale = (): Locale => useSyncExternalStore(subscribe, () => i18n.locale as Locale);
