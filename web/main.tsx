import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { meQuery, queryClient } from './api/queries.js';
import { useLocale } from './hooks/use-locale.js';
import { activate, preferredLocale } from './i18n.js';
import { router } from './router.js';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/display.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/** Another language means every word anew: the pages are mounted again, what they fetched is kept. */
function App() {
  const locale = useLocale();
  const spoken = useRef(locale);
  useEffect(() => {
    // What had the focus is gone; as on a new page it begins with the content.
    if (spoken.current !== locale) document.getElementById('main')?.focus({ preventScroll: true });
    spoken.current = locale;
  }, [locale]);
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider key={locale} router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}

// Who is here, and what the page shows (by its loader), are on their way before anything is drawn.
void queryClient.prefetchQuery(meQuery);
void router.load().catch(() => undefined);
await activate(preferredLocale()).catch(() => activate('en'));
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
