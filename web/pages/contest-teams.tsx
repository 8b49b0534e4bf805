import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ContestFrame } from '../components/contest/contest-frame.js';
import { ForJury } from '../components/contest/for-jury.js';
import { Helpers } from '../components/contest/helpers.js';
import { Seats } from '../components/contest/seats.js';
import { TeamsImport } from '../components/contest/teams-import.js';
import { Require } from '../components/require.js';

const route = getRouteApi('/contests/$slug/teams');

/** Who takes part and where they sit, teams from other software, and who works for the contest. */
export function ContestTeamsPage(): ReactElement {
  const { slug } = route.useParams();
  return (
    <Require>
      {() => (
        <ContestFrame slug={slug} section="teams">
          {(contest) => (
            <ForJury contest={contest} may="edit">
              <Seats slug={slug} />
              <TeamsImport slug={slug} />
              <Helpers contest={contest} />
            </ForJury>
          )}
        </ContestFrame>
      )}
    </Require>
  );
}
