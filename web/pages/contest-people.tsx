import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { ContestPeople } from '../components/contest/contest-people.js';

const route = getRouteApi('/contests/$slug/people');

/** Who takes part in a contest. */
export function ContestPeoplePage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <ContestFrame slug={slug} section="people">
      {(contest) => <ContestPeople contest={contest} />}
    </ContestFrame>
  );
}
