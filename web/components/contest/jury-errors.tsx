import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import type { JuryError } from '#contract/contest-jury.js';
import { useJudgeAgain } from '../../hooks/use-judge-again.js';
import { useLanguageName } from '../../hooks/use-language-name.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/state.js';
import { Time } from '../time.js';

/** What the judge failed at in this contest, and the way to have it judged again. Nothing where there is nothing. */
export function JuryErrors({ slug, errors }: { slug: string; errors: readonly JuryError[] }): ReactElement | null {
  const again = useJudgeAgain();
  const client = useQueryClient();
  const languageName = useLanguageName();
  const { done } = again;
  useEffect(() => {
    if (done > 0) void client.invalidateQueries({ queryKey: ['contest', slug, 'jury'] });
  }, [client, slug, done]);
  if (errors.length === 0) return null;
  return (
    <section className="stack">
      <div className="row apart">
        <h2>
          <Trans>Judge errors</Trans>
        </h2>
        <Button icon="refresh" busy={again.sending} onClick={() => void again.start(errors.map(({ submission }) => submission))}>
          <Plural value={errors.length} one="Judge # again" other="Judge all # again" />
        </Button>
      </div>
      {again.error ? (
        <Note tone="bad" alert>
          {again.error.message}
        </Note>
      ) : null}
      <div className="table-frame" tabIndex={0} role="region" aria-label={t`Judge errors`}>
        <table className="table">
          <caption className="unseen">
            <Trans>What the judge failed at</Trans>
          </caption>
          <thead>
            <tr>
              <th className="tight">
                <Trans>When</Trans>
              </th>
              <th>
                <Trans>Reason</Trans>
              </th>
              <th>
                <Trans>Submission</Trans>
              </th>
              <th>
                <span className="unseen">
                  <Trans>Action</Trans>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {errors.map(({ submission, label, participant, language, reason, judge, at }) => (
              <tr key={submission}>
                <td className="tight">
                  <Link to="/submissions/$id" params={{ id: submission }} search={{}}>
                    <Time at={at} />
                  </Link>
                </td>
                <td style={{ minWidth: '12rem', overflowWrap: 'anywhere' }} lang="en">
                  {reason || '–'}
                  {judge === null ? null : <div className="small soft">{judge}</div>}
                </td>
                <td style={{ minWidth: '8rem' }}>
                  <strong>{label}</strong> {participant}
                  <div className="small soft">{languageName(language)}</div>
                </td>
                <td className="end tight">
                  {again.pending.has(submission) ? (
                    <Badge tone="accent" icon="spinner" spin>
                      <Trans>Being judged</Trans>
                    </Badge>
                  ) : (
                    <Button compact disabled={again.sending} aria-label={t`Judge the submission of ${participant} to ${label} again`} onClick={() => void again.start([submission])}>
                      <Trans>Judge again</Trans>
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
