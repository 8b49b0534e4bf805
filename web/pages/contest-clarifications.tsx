import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Clarifications } from '../components/contest/clarifications.js';
import { ContestFrame } from '../components/contest/contest-frame.js';

const route = getRouteApi('/contests/$slug/clarifications');

/** Questions to the jury, answers, announcements. */
export function ContestClarificationsPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <ContestFrame slug={slug} section="clarifications">
      {(contest) => <Clarifications contest={contest} />}
    </ContestFrame>
  );
}
