import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Icon } from '../../ui/icon.js';
import { SECTIONS, statesOfSections, type Section } from '../../util/author-sections.js';
import { SECTION_WORDS } from './check-words.js';

/** The sections beside the page, above it on a phone, each with what it still needs. */
export function SectionNav({ current }: { current: Section }): ReactElement {
  const { authored } = useWorkshop();
  const { _ } = useLingui();
  const states = statesOfSections(authored);
  const here = useRef<HTMLAnchorElement>(null);
  const told = { done: t`done`, warning: t`could be better`, fault: t`still to be done` };
  useEffect(() => {
    // Newer browsers answer with a promise, which is no effect's end.
    void here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav className="section-nav" aria-label={t`Parts of the problem`}>
      {SECTIONS.map((section) => {
        const state = states[section];
        return (
          <Link key={section} ref={section === current ? here : undefined} to="/authoring/$id/{-$section}" params={{ id: authored.id, section: section === 'overview' ? undefined : section }} aria-current={section === current ? 'page' : undefined} activeProps={{}} activeOptions={{ exact: true }} resetScroll={false}>
            <span>{_(SECTION_WORDS[section])}</span>
            {state ? (
              <span className={`section-state ${state}`}>
                <Icon name={state === 'done' ? 'check' : state === 'fault' ? 'dash' : 'warning'} size={14} label={told[state]} />
              </span>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}
