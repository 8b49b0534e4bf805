import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestAbout } from '../components/contest/contest-about.js';
import { ContestFrame } from '../components/contest/contest-frame.js';

const route = getRouteApi('/contests/$slug');

/** The start of a contest: what it is, when it is, who takes part, and its problems. */
export function ContestPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <ContestFrame slug={slug} section="home">
      {(contest) => <ContestAbout contest={contest} />}
    </ContestFrame>
  );
}
