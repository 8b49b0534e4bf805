import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { JuryWarning } from '#contract/contest-jury.js';
import type { ProofState } from '#contract/publication.js';
import type { Complaint } from '#contract/status.js';
import { statusQuery } from '../../api/queries.js';
import { useLanguageName } from '../../hooks/use-language-name.js';
import { Note, type Tone } from '../../ui/state.js';
import { span } from '../../util/format.js';
import { Complaints } from '../complaints.js';

const TONE: Record<JuryWarning['kind'], Tone> = { 'judge-errors': 'bad', slow: 'warn', unsolved: 'warn', unproved: 'warn', 'not-current': 'calm' };
/** Of what is wrong with the whole installation, that which keeps this contest waiting. */
const MATTERS: readonly Complaint['kind'][] = ['no-judge', 'nobody-can', 'no-time-limit', 'judge-drifts'];

/** What the jury should look at, worst first. Read out when it changes. */
export function JuryWarnings({ warnings }: { warnings: readonly JuryWarning[] }): ReactElement {
  const status = useQuery({ ...statusQuery, refetchInterval: 20_000 });
  const complaints = status.data?.complaints.filter(({ kind }) => MATTERS.includes(kind)) ?? [];
  const languageName = useLanguageName();
  return (
    <section className="stack tight" aria-label={t`What to look at`}>
      {complaints.length > 0 ? <Complaints complaints={complaints} languageName={languageName} /> : null}
      <div className="stack tight" role="status">
        {warnings.map((warning) => (
          <Note key={`${warning.kind} ${'label' in warning ? warning.label : ''}`} tone={TONE[warning.kind]}>
            <Warning warning={warning} />
          </Note>
        ))}
        {warnings.length === 0 && complaints.length === 0 ? (
          <Note tone="good">
            <Trans>All is well: no judge errors, no submission waits for long, and every problem is proved.</Trans>
          </Note>
        ) : null}
      </div>
    </section>
  );
}

function Warning({ warning }: { warning: JuryWarning }): ReactElement {
  switch (warning.kind) {
    case 'judge-errors':
      return (
        <>
          <Plural value={warning.submissions} one="The judge failed at # submission." other="The judge failed at # submissions." /> <Trans>They count against nobody; see the reasons below, mend the cause and judge them again.</Trans>
        </>
      );
    case 'slow': {
      const waited = span(warning.seconds);
      return (
        <>
          <Trans>The oldest submission has waited {waited} for its verdict.</Trans> <Plural value={warning.submissions} one="# waits." other="# wait." /> <Link to="/status">{t`Judges and queue`}</Link>
        </>
      );
    }
    case 'unsolved': {
      const { label, participants, submissions } = warning;
      return (
        <Trans>
          Nobody has solved {label}, with {submissions} tries of {participants} participants: look whether its statement and tests are right.
        </Trans>
      );
    }
    case 'unproved':
      return <Unproved {...warning} />;
    case 'not-current': {
      const { label, slug, version } = warning;
      return (
        <Trans>
          Version {version} of {label} is not what is submitted to. <Link to="/problems/$slug/staff" params={{ slug }} search={{}}>Its versions</Link>
        </Trans>
      );
    }
  }
}

function Unproved({ label, slug, version, proof }: { label: string; slug: string; version: number; proof: ProofState }): ReactElement {
  const words: Record<ProofState, ReactElement> = {
    proved: <></>,
    'not-proved': (
      <Trans>
        The verification of {label}, version {version}, is not as expected.
      </Trans>
    ),
    verifying: (
      <Trans>
        {label}, version {version}, is being verified.
      </Trans>
    ),
    'not-verified': (
      <Trans>
        Nothing shows yet that the tests of {label}, version {version}, are right.
      </Trans>
    ),
  };
  return (
    <>
      {words[proof]}{' '}
      <Link to="/problems/$slug/staff" params={{ slug }} search={{}}>
        <Trans>Verify it</Trans>
      </Link>
    </>
  );
}
