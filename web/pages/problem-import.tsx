import { useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { Failure } from '../api/failure.js';
import type { Answer } from '../api/types.js';
import { upload } from '../api/upload.js';
import { Findings } from '../components/findings.js';
import { Require } from '../components/require.js';
import { useTitle } from '../hooks/use-title.js';
import { Button, buttonClass } from '../ui/button.js';
import { Dropzone } from '../ui/dropzone.js';
import { SelectField, TextField } from '../ui/field.js';
import { Progress } from '../ui/progress.js';
import { Note } from '../ui/state.js';
import { bytes, counted } from '../util/format.js';

const route = getRouteApi('/problems/import');

type Stage = { kind: 'choosing' } | { kind: 'sending'; name: string; size: number; fraction: number } | { kind: 'refused'; name: string; failure: Failure } | { kind: 'imported'; answer: Answer<'importProblem'> };

/** A problem package in, and what was found in it. With `?problem=` it becomes a new version of that problem. */
export function ProblemImportPage(): ReactElement {
  useTitle('Import a problem');
  return <Require may="importProblems">{() => <Import />}</Require>;
}

function Import(): ReactElement {
  const { problem } = route.useSearch();
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' });
  const [slug, setSlug] = useState('');
  const [visibility, setVisibility] = useState('private');

  async function send(file: File) {
    setStage({ kind: 'sending', name: file.name, size: file.size, fraction: 0 });
    const onProgress = (fraction: number) => setStage({ kind: 'sending', name: file.name, size: file.size, fraction });
    try {
      const answer = problem === undefined ? await upload('importProblem', { file, fields: { slug: slug.trim(), visibility }, onProgress }) : await upload('putPackage', { file, params: { slug: problem }, onProgress });
      setStage({ kind: 'imported', answer });
      void client.invalidateQueries({ queryKey: ['problems'] });
      void client.invalidateQueries({ queryKey: ['problem', answer.slug] });
    } catch (error) {
      setStage({ kind: 'refused', name: file.name, failure: error instanceof Failure ? error : new Failure('internal', 'The package could not be sent.') });
    }
  }
  return (
    <div className="page narrow">
      <div>
        <h1>{problem === undefined ? 'Import a problem' : `New version of ${problem}`}</h1>
        <p className="soft">A zip in the ICPC problem package format, legacy or 2025-09. Nothing is changed where a fault is found.</p>
      </div>
      {problem === undefined ? (
        <div className="row bottom filters">
          <div style={{ flex: '1 1 14rem' }}>
            <TextField label="Address (optional)" placeholder="hello-world" value={slug} onChange={(event) => setSlug(event.target.value)} autoCapitalize="none" spellCheck={false} maxLength={64} fault={stage.kind === 'refused' ? stage.failure.of('slug') : undefined} />
          </div>
          <div style={{ flex: '1 1 12rem' }}>
            <SelectField label="Who may see it" value={visibility} onChange={(event) => setVisibility(event.target.value)}>
              <option value="private">Staff only, for now</option>
              <option value="public">Everybody</option>
            </SelectField>
          </div>
        </div>
      ) : null}
      {stage.kind === 'sending' ? (
        <div className="card stack" style={{ minHeight: '10rem', justifyContent: 'center' }}>
          <p className="numbers" role="status">
            {stage.fraction < 1 ? `Sending ${stage.name} (${bytes(stage.size)})` : `${stage.name} has arrived and is being read`}
          </p>
          <Progress fraction={stage.fraction} label="Sent" />
        </div>
      ) : stage.kind === 'imported' ? null : (
        <Dropzone accept=".zip,application/zip" pick="Choose a file" onFile={(file) => void send(file)}>
          Drop the package here
        </Dropzone>
      )}
      {stage.kind === 'refused' ? <Refused name={stage.name} failure={stage.failure} /> : null}
      {stage.kind === 'imported' ? <Imported answer={stage.answer} again={() => setStage({ kind: 'choosing' })} /> : null}
    </div>
  );
}

function Refused({ name, failure }: { name: string; failure: Failure }): ReactElement {
  return (
    <section className="stack">
      <Note tone="bad" alert>
        {name} was not imported: {failure.message} {failure.details.length > 0 ? `Mend ${failure.details.length === 1 ? 'this' : `these ${failure.details.length}`} and send it again.` : ''}
      </Note>
      {failure.details.length > 0 ? <Findings findings={failure.details} kind="fault" /> : null}
    </section>
  );
}

function Imported({ answer, again }: { answer: Answer<'importProblem'>; again: () => void }): ReactElement {
  const { slug, version, report } = answer;
  return (
    <section className="stack">
      <Note tone="good" alert>
        Imported as <strong>{slug}</strong>, version {version}: {counted(report.tests, 'test')}, {counted(report.submissions, 'labelled submission')}.{' '}
        {report.timeLimit === 'calibrating' ? 'Its time limit is being measured from the accepted submissions.' : ''}
      </Note>
      {report.findings.length > 0 ? <Findings findings={report.findings} kind="warning" /> : null}
      <div className="row">
        <Link to="/problems/$slug/staff" params={{ slug }} search={{}} className={buttonClass('primary')}>
          Verify it
        </Link>
        <Link to="/problems/$slug" params={{ slug }} className={buttonClass()}>
          Look at it
        </Link>
        <Button look="ghost" onClick={again}>
          Import another
        </Button>
      </div>
    </section>
  );
}
