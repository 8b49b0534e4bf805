import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useRef, useState, type ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { languagesQuery } from '../../api/queries.js';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/field.js';
import { Note, State } from '../../ui/state.js';
import { toast } from '../../ui/toast.js';
import { freeProgramPath } from '../../util/author-program.js';
import { LABELS, labelWords } from './solution-labels.js';
import { templateOf } from '../../util/templates.js';
import { LastVerification } from './last-verification.js';
import { ProgramCard } from './program-card.js';
import { SolutionLabel } from './solution-label.js';

const FIRST_LANGUAGES = ['python3', 'cpp', 'java'] as const;

/** Labelled solutions: what each must come to, and what they came to in the last verification. */
export function SolutionsSection(): ReactElement {
  const { workshop } = useWorkshop();
  const solutions = useParts('program').filter(({ content }) => content.role === 'solution');
  const { data: offered } = useQuery(languagesQuery);
  const [language, setLanguage] = useState<string>('python3');
  const [label, setLabel] = useState<string>('accepted');
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const words = labelWords();
  const model = solutions.find(({ content }) => content.model) ?? solutions.find(({ content }) => content.label === 'accepted');

  async function add(name: string, text: string, of: string | null) {
    const taken = new Set(solutions.flatMap(({ content }) => (content.label === label ? [content.name] : [])));
    const path = freeProgramPath(name.replace(/[^a-zA-Z0-9_.+-]+/g, '-').replace(/^[^a-zA-Z0-9_]+/, '') || 'solution.txt', taken);
    await workshop.add<'program'>({ kind: 'program', role: 'solution', name: path, files: [{ path, file: { text } }], language: of, entryPoint: null, label, model: false, expectation: null });
  }
  async function during(work: () => Promise<void>) {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast((error as Error).message, { tone: 'bad' });
    } finally {
      setBusy(false);
    }
  }
  const write = () => during(() => {
    const chosen = offered?.find(({ id }) => id === language);
    return add(`${label === 'accepted' ? 'solution' : label}${chosen?.extensions[0] ?? '.py'}`, templateOf('', chosen?.id ?? 'python3'), chosen?.id ?? 'python3');
  });
  const open = (files: readonly File[]) => during(async () => {
    for (const file of files) await add(file.name, await file.text(), null);
  });
  const choices = (offered ?? []).toSorted((a, b) => place(a.id) - place(b.id));
  return (
    <div className="stack wide">
      <p className="soft program-words">
        <Trans>Solutions prove the tests. One that must be accepted makes the answers and the time limit; each wrong or slow one shows that the tests find its mistake.</Trans>
      </p>
      {solutions.length === 0 ? (
        <div className="card">
          <State icon="check" title={t`No solutions yet`}>
            <Trans>Begin with your own right one. It makes the answers of all tests.</Trans>
          </State>
        </div>
      ) : null}
      {solutions.map((part) => (
        <ProgramCard
          key={part.id}
          part={part}
          badge={
            part === model ? (
              <Badge tone="accent" icon="star">
                <Trans>Model solution</Trans>
              </Badge>
            ) : part.content.label === 'accepted' ? (
              <Button
                compact
                look="ghost"
                onClick={() =>
                  void during(async () => {
                    for (const each of solutions) if (each.content.model !== (each.id === part.id)) await workshop.setModel(each, each.id === part.id);
                  })
                }
              >
                <Trans>Make it the model</Trans>
              </Button>
            ) : null
          }
        >
          {(opened) => <SolutionLabel open={opened} />}
        </ProgramCard>
      ))}
      <section className="card stack tight" aria-labelledby="add-solution">
        <h2 id="add-solution">
          <Trans>Add a solution</Trans>
        </h2>
        <div className="row bottom">
          <div style={{ flex: '1 1 14rem' }}>
            <SelectField label={t`It must be`} value={label} onChange={({ target }) => setLabel(target.value)}>
              {LABELS.map((each) => (
                <option key={each} value={each}>
                  {words[each]}
                </option>
              ))}
            </SelectField>
          </div>
          <div style={{ flex: '1 1 10rem' }}>
            <SelectField label={t`Language`} value={language} onChange={({ target }) => setLanguage(target.value)}>
              {choices.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
          <Button look="primary" icon="plus" busy={busy} onClick={() => void write()}>
            <Trans>Write it here</Trans>
          </Button>
          <Button icon="upload" onClick={() => picker.current?.click()}>
            <Trans>Upload files</Trans>
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            onChange={({ target }) => {
              const files = [...(target.files ?? [])];
              target.value = '';
              if (files.length > 0) void open(files);
            }}
          />
        </div>
      </section>
      {solutions.length > 0 && !solutions.some(({ content }) => content.label !== 'accepted') ? (
        <Note tone="calm">
          <Trans>Add one that must fail: the mistake that most people will make, or one that is right but too slow.</Trans>
        </Note>
      ) : null}
      <LastVerification />
    </div>
  );
}

const place = (id: string): number => {
  const at = FIRST_LANGUAGES.findIndex((each) => each === id);
  return at < 0 ? FIRST_LANGUAGES.length : at;
};
