import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { Require } from '../components/require.js';
import { Resolver } from '../components/standings/resolver.js';

const route = getRouteApi('/contests/$slug/resolver');

/** Unveils what a freeze hides, for the jury. */
export function ContestResolverPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <Require may="importProblems">
      {() => (
        <ContestFrame slug={slug} section="standings">
          {(contest) => <Resolver contest={contest} />}
        </ContestFrame>
      )}
    </Require>
  );
}
