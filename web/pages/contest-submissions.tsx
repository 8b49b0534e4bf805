import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { ContestSubmissions } from '../components/contest/contest-submissions.js';
import { Require } from '../components/require.js';

const route = getRouteApi('/contests/$slug/submissions');

/** What was submitted in a contest. */
export function ContestSubmissionsPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <ContestFrame slug={slug} section="submissions">
      {(contest) => <Require>{(me) => <ContestSubmissions contest={contest} me={me} />}</Require>}
    </ContestFrame>
  );
}
