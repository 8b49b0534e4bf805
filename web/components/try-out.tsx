import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import type { OfferedLanguage } from '#contract/language.js';
import type { Problem } from '#contract/problem.js';
import { MOST_STDIN, type Run } from '#contract/run.js';
import { call } from '../api/call.js';
import { useRun } from '../hooks/use-run.js';
import { Button } from '../ui/button.js';
import { Note } from '../ui/state.js';
import type { SourceText } from '../util/draft.js';
import { readForTab, writeForTab } from '../util/stored.js';
import { Conversations } from './conversations.js';
import { FailingSample } from './failing-sample.js';
import { RunOutput } from './run-output.js';
import { Usage } from './usage.js';
import { VerdictBadge } from './verdict.js';
import './try-out.css';

interface Props {
  problem: Problem;
  program: { files: SourceText[]; entryPoint?: string };
  language: OfferedLanguage['id'];
  ready: boolean;
  onClose: () => void;
}

/** Runs what is in the editor on one's own input or on the samples, before anything is submitted. */
export function TryOut({ problem, program, language, ready, onClose }: Props): ReactElement {
  const { slug } = problem;
  const [stdin, setStdin] = useState(() => readForTab(`stdin.${slug}`) ?? problem.samples[0]?.input ?? '');
  const start = useMutation({
    mutationFn: (what: { samples: true } | { stdin: string }) => call('createRun', { body: { problem: slug, language, ...program, ...what } }),
  });
  const { run, error } = useRun(start.data?.id);
  const under = start.isPending || (start.data !== undefined && run?.state !== 'finished' && !error);
  const failed = start.error ?? error;
  const input = useId();
  const can = ready && !under;
  return (
    <section className="try-out" aria-label={t`Try out`}>
      <div className="row">
        <Button compact icon="play" busy={under} aria-disabled={!can} onClick={() => can && start.mutate({ stdin })}>
          <Trans>Run on this input</Trans>
        </Button>
        {problem.samples.length > 0 || problem.types.includes('interactive') ? (
          <Button compact icon="play" aria-disabled={!can} onClick={() => can && start.mutate({ samples: true })}>
            <Trans>Run on the samples</Trans>
          </Button>
        ) : null}
        <span className="small soft" role="status">
          {start.data || start.isPending ? <Told run={run} /> : null}
        </span>
        <Button look="ghost" compact icon="cross" className="end" aria-label={t`Close`} onClick={onClose} />
      </div>
      <div className="try-out-sides">
        <div className="try-out-side">
          <label htmlFor={input} className="small soft">
            <Trans>Input</Trans>
          </label>
          <textarea
            id={input}
            className="input"
            spellCheck={false}
            autoCapitalize="none"
            maxLength={MOST_STDIN}
            value={stdin}
            onChange={(event) => {
              setStdin(event.target.value);
              writeForTab(`stdin.${slug}`, event.target.value);
            }}
          />
        </div>
        <div className="try-out-side" tabIndex={0} role="region" aria-label={t`What came out`}>
          {failed ? (
            <Note tone="bad" alert>
              {failed.message}
            </Note>
          ) : run ? (
            <Outcome run={run} />
          ) : (
            <p className="small soft">
              <Trans>Nothing here is submitted or counted, and nobody else sees it.</Trans>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** How far it is, in few words: said aloud as they change. */
function Told({ run }: { run: Run | undefined }): ReactElement {
  if (!run || run.state === 'queued') return <Trans>Waiting for a judge …</Trans>;
  if (run.state === 'judging') return run.compile || run.tests?.length ? <Trans>Running …</Trans> : <Trans>Compiling …</Trans>;
  if (run.failure) return <Trans>Failed</Trans>;
  if (run.compile && !run.compile.ok) return <Trans>It does not compile.</Trans>;
  if (!run.samples) return <Trans>Ended</Trans>;
  const right = run.tests?.filter(({ verdict }) => verdict === 'accepted').length ?? 0;
  const all = run.testsTotal ?? 0;
  return right === all ? <Trans>All samples are right.</Trans> : <Trans>{right} of {all} samples are right.</Trans>;
}

function Outcome({ run }: { run: Run }): ReactElement | null {
  if (run.failure)
    return (
      <Note tone="bad" alert>
        {run.failure}
      </Note>
    );
  if (run.compile && !run.compile.ok) return <pre className="try-out-text">{run.compile.log}</pre>;
  return run.samples ? <Samples run={run} /> : <RunOutput run={run} />;
}

function Samples({ run: { tests = [], timeLimitMs, memoryLimitKib } }: { run: Run }): ReactElement {
  return (
    <>
      <ul className="plain-list try-out-samples">
        {tests.map((test) => (
          <li key={test.index} className="row">
            <VerdictBadge verdict={test.verdict} />
            <span>{test.name?.replace(/^sample\//, '')}</span>
            <Usage kind="time" value={test.cpuMs} limit={timeLimitMs} />
            <Usage kind="memory" value={test.peakMemoryKib} limit={memoryLimitKib} />
          </li>
        ))}
      </ul>
      <FailingSample submission={{ tests }} />
      <Conversations tests={tests} heading={false} />
    </>
  );
}
