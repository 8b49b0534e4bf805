import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { packageCheckSchema } from '#contract/authoring-work.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Note } from '../../ui/state.js';
import { sectionOfPart } from '../../util/author-sections.js';
import { SECTION_WORDS } from './check-words.js';

type Findings = z.infer<typeof packageCheckSchema>['findings'];

/** What the reader of packages says, each with a link to where it is mended. */
export function PackageFindings({ findings, busy, onAgain }: { findings: Findings; busy: boolean; onAgain: () => void }): ReactElement {
  const faults = findings.filter(({ severity }) => severity === 'fault');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return (
    <div className="stack tight">
      {faults.length === 0 ? (
        <Note tone="good">
          <Trans>The package is in order.</Trans>
        </Note>
      ) : (
        <Note tone="bad" alert>
          <Plural value={faults.length} one="# fault keeps the package from being taken." other="# faults keep the package from being taken." />
        </Note>
      )}
      {faults.length > 0 ? <List findings={faults} /> : null}
      {warnings.length > 0 ? (
        <details>
          <summary>
            <Plural value={warnings.length} one="# warning" other="# warnings" />
          </summary>
          <List findings={warnings} />
        </details>
      ) : null}
      <div>
        <Button compact icon="refresh" busy={busy} onClick={onAgain}>
          <Trans>Look again</Trans>
        </Button>
      </div>
    </div>
  );
}

function List({ findings }: { findings: Findings }): ReactElement {
  const { authored } = useWorkshop();
  const { _ } = useLingui();
  return (
    <ul className="plain-list package-findings">
      {findings.map(({ severity, path, line, message, part }, at) => {
        const section = sectionOfPart(part, authored);
        const where = section ? _(SECTION_WORDS[section]) : '';
        return (
          <li key={at}>
            <Icon name={severity === 'fault' ? 'cross' : 'warning'} />
            <div>
              <span lang="en">{message}</span>
              <div className="small soft">
                {path ? <span className="mono">{line === undefined ? path : `${path}:${line}`}</span> : null}{' '}
                {section ? (
                  <Link to="/authoring/$id/{-$section}" params={{ id: authored.id, section: section === 'overview' ? undefined : section }}>
                    <Trans>Go to {where}</Trans>
                  </Link>
                ) : null}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
