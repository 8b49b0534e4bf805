import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { Replay } from '../components/standings/replay.js';
import { Standings } from '../components/standings/standings.js';

const route = getRouteApi('/contests/$slug/standings');

/** The standings of a contest. */
export function ContestStandingsPage(): ReactElement {
  const { slug } = route.useParams();
  const search = route.useSearch();
  return (
    <ContestFrame slug={slug} section="standings" wide>
      {(contest) => (search.replay || search.run !== undefined ? <Replay contest={contest} run={search.run} /> : <Standings contest={contest} search={search} />)}
    </ContestFrame>
  );
}
