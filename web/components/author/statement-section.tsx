import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import type { PartOf } from '../../hooks/workshop.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Menu } from '../../ui/menu.js';
import { Note, State } from '../../ui/state.js';
import { Tabs } from '../../ui/tabs.js';
import { toast } from '../../ui/toast.js';
import { languageOfCode } from '../../util/format.js';
import { readStored, writeStored } from '../../util/stored.js';
import { STATEMENT_LANGUAGES, sectionWord } from '../../util/statement-sections.js';
import { StatementImages } from './statement-images.js';
import { StatementWriter } from './statement-writer.js';

/** The statements: one per language, each with source and preview, and the images that they show. */
export function StatementSection(): ReactElement {
  const { workshop, authored } = useWorkshop();
  const statements = useParts('statement');
  const remembered = `author-statement.${authored.id}`;
  const [chosen, setChosen] = useState(() => readStored(remembered));
  const [removing, setRemoving] = useState<PartOf<'statement'>>();
  const [busy, setBusy] = useState(false);
  const current = statements.find(({ content }) => content.language === chosen) ?? statements[0];

  function choose(language: string) {
    setChosen(language);
    writeStored(remembered, language);
  }
  async function add(language: string) {
    const text = `\n\n## ${sectionWord(language, 'input')}\n\n\n\n## ${sectionWord(language, 'output')}\n\n`;
    setBusy(true);
    try {
      await workshop.add<'statement'>({ kind: 'statement', language, name: current?.content.name ?? authored.name, format: 'markdown', source: { text } });
      choose(language);
    } catch (error) {
      toast((error as Error).message, { tone: 'bad' });
    } finally {
      setBusy(false);
    }
  }
  const languages = STATEMENT_LANGUAGES.filter((code) => !statements.some(({ content }) => content.language === code));
  const adding = (
    <Menu label={<Trans>Add a language</Trans>}>
      <div className="menu-scroll">
        {languages.map((code) => (
          <button key={code} type="button" disabled={busy} onClick={() => void add(code)}>
            {languageOfCode(code)}
          </button>
        ))}
      </div>
    </Menu>
  );
  if (!current)
    return (
      <div className="card">
        <State icon="book" title={t`No statement yet`} action={<Button look="primary" icon="plus" busy={busy} onClick={() => void add('en')}>{t`Write one in English`}</Button>}>
          <Trans>Say what is asked, what the program reads and what it must print.</Trans>
        </State>
        <div className="row" style={{ justifyContent: 'center' }}>
          {adding}
        </div>
      </div>
    );
  const name = languageOfCode(current.content.language);
  return (
    <div className="stack">
      <div className="row apart">
        {statements.length > 1 ? (
          <Tabs name="statement" label={t`Language of the statement`} value={current.content.language} onChange={choose} tabs={statements.map(({ content }) => ({ value: content.language, label: languageOfCode(content.language) }))} />
        ) : (
          <span className="soft">{name}</span>
        )}
        <div className="row">
          {adding}
          {statements.length > 1 ? (
            <Button compact look="ghost" icon="trash" onClick={() => setRemoving(current)}>
              <Trans>Remove {name}</Trans>
            </Button>
          ) : null}
        </div>
      </div>
      <div id="statement-panel" {...(statements.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `statement-${current.content.language}` } : {})}>
        {current.content.format === 'pdf' ? (
          <Note tone="calm">
            <Trans>This statement is a PDF. It is shown as it is, and cannot be written here.</Trans>
          </Note>
        ) : (
          <StatementWriter key={current.id} part={current} />
        )}
      </div>
      <StatementImages />
      {removing ? (
        <Confirm
          title={<Trans>Remove the statement in {name}?</Trans>}
          yes={<Trans>Remove</Trans>}
          no={<Trans>Keep it</Trans>}
          onClose={() => setRemoving(undefined)}
          onYes={() => {
            setRemoving(undefined);
            void workshop.remove(removing).catch((error: unknown) => toast((error as Error).message, { tone: 'bad' }));
          }}
        >
          <Trans>The history keeps it.</Trans>
        </Confirm>
      ) : null}
    </div>
  );
}
