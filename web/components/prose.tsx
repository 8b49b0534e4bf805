import { t } from '@lingui/core/macro';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** How many samples stand in the text itself. */
export const samplesPlaced = (html: string): number => parsed(html).content.querySelectorAll('table.sample').length;

function parsed(html: string): HTMLTemplateElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template;
}

/**
 * The text of a statement, as HTML that comes cleaned from the server. What may be wider than the page scrolls in a box
 * of its own; `sample` says what stands in place of the samples that are part of the text.
 */
export function Prose({ html, language, sample = () => null }: { html: string; language?: string; sample?: (index: number) => ReactNode }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<readonly HTMLElement[]>([]);
  const label = t`Table`;
  const prepared = useMemo(() => prepare(html, label), [html, label]);

  useLayoutEffect(() => setPlaces([...(place.current?.querySelectorAll<HTMLElement>('[data-sample]') ?? [])]), [prepared]);
  useEffect(() => {
    // What scrolls sideways must be reachable by keyboard; at another width other things do.
    const check = () => {
      const width = place.current?.clientWidth ?? 0;
      for (const formula of place.current?.querySelectorAll<HTMLElement>('.katex') ?? []) {
        if (formula.closest('.katex-display')) continue;
        // A formula in a line breaks between its parts; one part that is wider than the page cannot.
        formula.classList.toggle('wide-formula', [...formula.querySelectorAll<HTMLElement>('.base')].some((part) => part.offsetWidth > width));
      }
      for (const each of place.current?.querySelectorAll<HTMLElement>('pre, .wide, .katex-display, .wide-formula') ?? []) {
        if (each.closest('[data-sample]')) continue;
        if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
        else each.removeAttribute('tabindex');
      }
    };
    const observer = new ResizeObserver(check);
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, [prepared]);
  return (
    <>
      <div ref={place} className="prose" lang={language} dangerouslySetInnerHTML={prepared} />
      {places.map((each, index) => createPortal(sample(index), each, String(index)))}
    </>
  );
}

function prepare(html: string, tableLabel: string): { __html: string } {
  const template = parsed(html);
  template.content.querySelectorAll('table.sample').forEach((table, index) => {
    const box = document.createElement('div');
    box.dataset['sample'] = String(index);
    // Its words are those of the page, not of the statement.
    box.lang = document.documentElement.lang;
    table.replaceWith(box);
  });
  for (const table of template.content.querySelectorAll('table')) {
    const box = document.createElement('div');
    box.className = 'wide';
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', table.caption?.textContent ?? tableLabel);
    table.replaceWith(box);
    box.append(table);
  }
  return { __html: template.innerHTML };
}
