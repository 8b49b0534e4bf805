import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { Complaint, Status } from '#contract/status.js';
import { Note, type Tone } from '../ui/state.js';
import { duration, number, percent } from '../util/format.js';
import { Time } from './time.js';

const TONE: Record<Complaint['kind'], Tone> = { 'no-judge': 'bad', 'long-wait': 'warn', 'nobody-can': 'warn', 'no-time-limit': 'warn', 'judge-errors': 'odd', 'judge-drifts': 'warn', 'judge-away': 'calm', 'versions-differ': 'calm' };

/** What is not well, worst first; or that all is. Read out when it changes. */
export function Complaints({ complaints, languageName }: { complaints: Status['complaints']; languageName: (id: string) => string }): ReactElement {
  return (
    <div className="complaints" role="status" aria-label={t`What is not well`}>
      {complaints.length === 0 ? (
        <Note tone="good">
          <Trans>All is well.</Trans>
        </Note>
      ) : (
        complaints.map((complaint) => (
          <Note key={keyOf(complaint)} tone={TONE[complaint.kind]}>
            {inWords(complaint, languageName)}
          </Note>
        ))
      )}
    </div>
  );
}

function keyOf(complaint: Complaint): string {
  if (complaint.kind === 'judge-away' || complaint.kind === 'judge-drifts') return `${complaint.kind} ${complaint.judge}`;
  return complaint.kind === 'versions-differ' ? `${complaint.kind} ${complaint.language}` : complaint.kind;
}

function inWords(complaint: Complaint, languageName: (id: string) => string): ReactNode {
  switch (complaint.kind) {
    case 'no-judge':
      return <Trans>No judge is at work. Submissions are kept and wait until one is started.</Trans>;
    case 'long-wait': {
      const waited = duration(Math.round(complaint.seconds) * 1000);
      return <Trans>The oldest submission in the queue has waited for {waited}.</Trans>;
    }
    case 'nobody-can': {
      const { submissions } = complaint;
      const [languages, many] = [complaint.languages.map(languageName).join(', '), number(submissions)];
      return <Plural value={submissions} one={`One submission waits for a judge that has ${languages}.`} other={`${many} submissions wait for a judge that has ${languages}.`} />;
    }
    case 'no-time-limit': {
      const { submissions } = complaint;
      const many = number(submissions);
      return <Plural value={submissions} one="One submission waits until the time limit of its problem is found." other={`${many} submissions wait until the time limits of their problems are found.`} />;
    }
    case 'judge-errors': {
      const { submissions } = complaint;
      const many = number(submissions);
      return (
        <>
          <Plural value={submissions} one="One judging of the last hour ended in a judge error." other={`${many} judgings of the last hour ended in judge errors.`} />{' '}
          <Link to="/submissions" search={{ verdict: 'judge-error' }}>
            <Trans>Look at them</Trans>
          </Link>
        </>
      );
    }
    case 'judge-drifts': {
      const { judge, lastMs, baselineMs } = complaint;
      const drift = percent(Math.abs(lastMs / baselineMs - 1));
      return lastMs > baselineMs ? <Trans>The host of judge {judge} is {drift} slower than when it was first measured.</Trans> : <Trans>The host of judge {judge} is {drift} faster than when it was first measured.</Trans>;
    }
    case 'judge-away': {
      const { judge } = complaint;
      const seen = <Time at={complaint.lastSeenAt} />;
      return (
        <Trans>
          Judge {judge} is away; it was last seen {seen}.
        </Trans>
      );
    }
    case 'versions-differ': {
      const [language, versions] = [languageName(complaint.language), complaint.versions.join('; ')];
      return (
        <Trans>
          Judges have different versions of {language}: {versions}.
        </Trans>
      );
    }
  }
}
