import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { Standings } from '../components/standings/standings.js';

const route = getRouteApi('/contests/$slug/standings');

/** The standings of a contest. */
export function ContestStandingsPage(): ReactElement {
  const { slug } = route.useParams();
  const search = route.useSearch();
  return (
    <ContestFrame slug={slug} section="standings" wide>
      {(contest) => <Standings contest={contest} search={search} />}
    </ContestFrame>
  );
}
