import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Submission } from '#contract/submission.js';
import { submissionsQuery } from '../api/queries.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { Dialog } from '../ui/dialog.js';
import { Skeleton } from '../ui/state.js';
import { Time } from './time.js';
import { Points, StateBadge } from './verdict.js';
import './compare.css';

/** Other submissions of the same person to the same problem, one of which to set beside this one. */
export function CompareDialog({ submission, onClose }: { submission: Pick<Submission, 'id' | 'problem' | 'user' | 'submittedAt'>; onClose: () => void }): ReactElement {
  const { id, problem, user, submittedAt } = submission;
  const languageName = useLanguageName();
  const { data, error } = useInfiniteQuery(submissionsQuery({ problem, user, limit: 20 }));
  const others = data?.pages[0]?.items.filter((each) => each.id !== id);
  const message = error?.message;
  return (
    <Dialog title={t`Compare with`} onClose={onClose}>
      {message ? <p>{message}</p> : null}
      {others === undefined && !message ? <Skeleton height="6rem" /> : null}
      {others?.length === 0 ? (
        <p>
          <Trans>There is no other submission to this problem yet.</Trans>
        </p>
      ) : null}
      <ul className="plain-list compare-list">
        {others?.map((each) => {
          const earlier = each.submittedAt <= submittedAt;
          return (
            <li key={each.id}>
              <Link to="/compare" search={earlier ? { left: each.id, right: id } : { left: id, right: each.id }}>
                <StateBadge submission={each} />
                <Points score={each.score} />
                <span className="soft">{languageName(each.language)}</span>
                <span className="soft">
                  <Time at={each.submittedAt} />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
