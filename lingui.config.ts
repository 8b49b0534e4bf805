import type { LinguiConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** Messages of the web app: written in English in the code, kept for translators in web/locales. `npm run messages` brings both together. */
const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en', 'de', 'es'],
  catalogs: [{ path: '<rootDir>/web/locales/{locale}', include: ['<rootDir>/web'] }],
  format: formatter({ lineNumbers: false }),
  orderBy: 'origin',
};

export default config;
