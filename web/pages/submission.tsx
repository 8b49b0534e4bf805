import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, getRouteApi } from '@tanstack/react-router';
import { memo, useCallback, useMemo, useState, type ReactElement } from 'react';
import type { Me } from '#contract/account.js';
import type { Submission } from '#contract/submission.js';
import { CompileLog } from '../components/compile-log.js';
import { Conversations } from '../components/conversations.js';
import { Failed } from '../components/failed.js';
import { FailingSample } from '../components/failing-sample.js';
import { RawFacts } from '../components/raw-facts.js';
import { Require } from '../components/require.js';
import { SourceFiles } from '../components/source-files.js';
import { Story } from '../components/story.js';
import { SubmissionActions } from '../components/submission-actions.js';
import { TestGroups } from '../components/test-groups.js';
import { Tests } from '../components/tests.js';
import { Time } from '../components/time.js';
import { Usage } from '../components/usage.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useSubmission } from '../hooks/use-submission.js';
import { useTitle } from '../hooks/use-title.js';
import { showsEveryTest } from '../util/submission-state.js';
import { Note, Skeleton } from '../ui/state.js';

const route = getRouteApi('/submissions/$id');

/** The story of one submission, as it happens. */
export function SubmissionPage(): ReactElement {
  const { id } = route.useParams();
  const { share } = route.useSearch();
  return <Require>{(me) => <Loaded key={id} id={id} share={share} me={me} />}</Require>;
}

function Loaded({ id, share, me }: { id: string; share: string | undefined; me: Me }): ReactElement {
  const { submission, stage, error, refetch } = useSubmission(id, share);
  const [place, setPlace] = useState<{ file: string; line: number }>();
  const jump = useCallback((file: string, line: number) => setPlace({ file, line }), []);
  const problem = submission?.problemName;
  useTitle(problem === undefined ? undefined : t`Submission to ${problem}`);
  const files = submission?.files;
  const names = useMemo(() => files?.map(({ name }) => name) ?? [], [files]);
  if (error) return <Failed level={1} error={error} what={share === undefined ? 'submission' : 'shared submission'} retry={refetch} />;
  if (!submission || !stage) return <Waiting />;
  const staff = submission.seenAs === 'staff';
  const compileFailed = submission.compile?.ok === false;
  return (
    <div className="page">
      {submission.seenAs === 'shared' ? <SharedNote user={submission.user} /> : null}
      <Story submission={submission} stage={stage} />
      <Facts problem={submission.problem} problemName={submission.problemName} submittedAt={submission.submittedAt} user={submission.user} language={submission.language} version={submission.languageVersion} measured={submission.contestTells === undefined} cpuMs={submission.cpuMs} peakMemoryKib={submission.peakMemoryKib} timeLimitMs={submission.timeLimitMs} memoryLimitKib={submission.memoryLimitKib} />
      <SubmissionActions submission={submission} me={me} />
      {staff ? <RawFacts submission={submission} /> : null}
      {submission.compile?.log ? (
        <section className="stack tight">
          <h2>{compileFailed ? <Trans>Why it did not compile</Trans> : <Trans>What the compiler said</Trans>}</h2>
          <CompileLog log={submission.compile.log} files={names} onPlace={jump} />
        </section>
      ) : null}
      <FailingSample submission={submission} />
      <Conversations tests={submission.tests} />
      {compileFailed ? null : <TestGroups submission={submission} />}
      {compileFailed || submission.withheld || (submission.testsTotal === 0 && submission.tests.length === 0 && showsEveryTest(submission)) ? null : (
        <section className="stack tight">
          <h2>{submission.pretests ? <Trans>Pretests</Trans> : <Trans>Tests</Trans>}</h2>
          <Tests submission={submission} staff={staff} />
        </section>
      )}
      <SourceFiles id={submission.id} files={submission.files} language={submission.language} show={place} />
    </div>
  );
}

function SharedNote({ user }: { user: string }): ReactElement {
  return (
    <Note tone="accent">
      <Trans>{user} shares this submission with you by a link.</Trans>
    </Note>
  );
}

interface FactsProps extends Pick<Submission, 'problem' | 'problemName' | 'submittedAt' | 'user' | 'language' | 'cpuMs' | 'peakMemoryKib' | 'timeLimitMs' | 'memoryLimitKib'> {
  version: string | undefined;
  /** Whether it is told what was measured. */
  measured: boolean;
}

const Facts = memo(function Facts({ problem, problemName, submittedAt, user, language, version, measured, cpuMs, peakMemoryKib, timeLimitMs, memoryLimitKib }: FactsProps): ReactElement {
  const languageName = useLanguageName();
  return (
    <dl className="card facts">
      <div>
        <dt>
          <Trans>Problem</Trans>
        </dt>
        <dd>
          <Link to="/problems/$slug" params={{ slug: problem }}>
            {problemName}
          </Link>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Submitted</Trans>
        </dt>
        <dd>
          <Time at={submittedAt} />
        </dd>
      </div>
      <div>
        <dt>
          <Trans>By</Trans>
        </dt>
        <dd>{user}</dd>
      </div>
      <div>
        <dt>
          <Trans>Language</Trans>
        </dt>
        <dd title={version}>{languageName(language)}</dd>
      </div>
      {measured ? (
        <>
          <div>
            <dt>
              <Trans>Slowest test</Trans>
            </dt>
            <dd>
              <Usage wide kind="time" value={cpuMs} limit={timeLimitMs} />
            </dd>
          </div>
          <div>
            <dt>
              <Trans>Most memory</Trans>
            </dt>
            <dd>
              <Usage wide kind="memory" value={peakMemoryKib} limit={memoryLimitKib} />
            </dd>
          </div>
        </>
      ) : null}
    </dl>
  );
});

function Waiting(): ReactElement {
  return (
    <div className="page" aria-busy>
      <Skeleton height="13.4rem" />
      <Skeleton height="6.2rem" />
      <Skeleton width="18rem" height="2.25rem" />
      <Skeleton height="24rem" />
    </div>
  );
}
