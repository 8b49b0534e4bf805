import { i18n, type Messages } from '@lingui/core';
import { readStored, writeStored } from './util/stored.js';

/** Languages of the interface, each by its own name. */
export const LOCALES = { en: 'English', de: 'Deutsch', es: 'Español' } as const;
export type Locale = keyof typeof LOCALES;

/** English stands in the code, compiled while building; the others are fetched when they are wanted. */
const CATALOGUES: Record<Exclude<Locale, 'en'>, () => Promise<{ messages: Messages }>> = {
  de: () => import('./locales/de.po'),
  es: () => import('./locales/es.po'),
};

const isLocale = (code: string | null | undefined): code is Locale => code !== null && code !== undefined && Object.hasOwn(LOCALES, code);

/** What was chosen here before, else the first language of the browser that we speak, else English. */
export function preferredLocale(languages: readonly string[] = navigator.languages): Locale {
  const stored = readStored('locale');
  if (isLocale(stored)) return stored;
  return languages.map((tag) => tag.split('-')[0]).find(isLocale) ?? 'en';
}

/** The locale for numbers, times and sorting: the reader's own of the chosen language where there is one (de-AT). */
export function formatLocale(): string {
  // Outside of browsers, as in Node 20, there is no navigator.
  const { navigator } = globalThis as { navigator?: Navigator };
  return navigator?.languages?.find((tag) => tag.split('-')[0] === i18n.locale) ?? (i18n.locale || 'en');
}

/** Rejects where the words of the language could not be fetched; then the language stays what it was. */
export async function activate(locale: Locale): Promise<void> {
  const messages = locale === 'en' ? {} : (await CATALOGUES[locale]()).messages;
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
}

export async function chooseLocale(locale: Locale): Promise<void> {
  await activate(locale);
  writeStored('locale', locale);
}
