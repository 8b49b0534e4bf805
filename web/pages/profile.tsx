import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { Me } from '#contract/account.js';
import type { Profile } from '#contract/profile.js';
import { call } from '../api/call.js';
import { whyNothing } from '../api/failure.js';
import { profileQuery, submissionsQuery } from '../api/queries.js';
import { ActivityCalendar } from '../components/activity-calendar.js';
import { BarList } from '../components/bar-list.js';
import { Failed } from '../components/failed.js';
import { RatingHistory } from '../components/rating-history.js';
import { Require } from '../components/require.js';
import { SolvedList } from '../components/solved-list.js';
import { SubmissionTable } from '../components/submission-table.js';
import { Time } from '../components/time.js';
import { VERDICT, VerdictBadge } from '../components/verdict.js';
import { useLanguageName } from '../hooks/use-language-name.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Note, Skeleton, State } from '../ui/state.js';
import { timeZoneHere } from '../util/calendar.js';
import { number } from '../util/format.js';
import { ROLE_WORD } from '../util/roles.js';
import './profile.css';

const route = getRouteApi('/people/$username');

export const ProfilePage = (): ReactElement => <Require>{(me) => <Person me={me} />}</Require>;

/** What a person has done here, as far as whoever looks may see the problems. */
function Person({ me }: { me: Me }): ReactElement {
  const { username } = route.useParams();
  useTitle(username);
  const timeZone = useMemo(timeZoneHere, []);
  const query = useQuery(profileQuery(username, timeZone));
  const failed = whyNothing(query);
  if (failed)
    return (
      <div className="page">
        <Failed level={1} error={failed} what="person" retry={() => void query.refetch()} />
      </div>
    );
  return query.data ? <Shown key={query.data.username} profile={query.data} me={me} /> : <Waiting username={username} />;
}

function Shown({ profile, me }: { profile: Profile; me: Me }): ReactElement {
  const own = profile.username === me.username;
  const since = <Time at={profile.memberSince} />;
  return (
    <div className="page profile">
      <div className="row apart profile-head">
        <div className="stack tight">
          <div className="row">
            <h1>{profile.username}</h1>
            {profile.role === 'student' ? null : (
              <Badge tone="accent" icon="person">
                {ROLE_WORD[profile.role]}
              </Badge>
            )}
          </div>
          <p className="soft">
            <Trans>Here since {since}</Trans>
          </p>
        </div>
        {own ? <Hide profile={profile} /> : null}
      </div>
      {profile.hidden === true ? <Note tone="calm">{own ? <Trans>Your profile is hidden: only you and staff see it.</Trans> : <Trans>This profile is hidden: only its owner and staff see it.</Trans>}</Note> : null}
      <Facts profile={profile} />
      {profile.rating ? (
        <Part title={<Trans>Rating</Trans>}>
          <RatingHistory rating={profile.rating} />
        </Part>
      ) : null}
      <Part title={<Trans>The last year</Trans>}>
        <div className="card">
          <ActivityCalendar calendar={profile.calendar} />
        </div>
      </Part>
      <div className="columns">
        <Part title={<Trans>Solved problems</Trans>}>
          <SolvedList solved={profile.solved} />
        </Part>
        <div className="stack wide">
          {profile.submissions > 0 ? (
            <>
              <Part title={<Trans>Verdicts</Trans>}>
                <Verdicts profile={profile} />
              </Part>
              <Part title={<Trans>Languages</Trans>}>
                <Languages profile={profile} />
              </Part>
            </>
          ) : null}
          {own || me.may.seeAllSubmissions ? <Recent username={profile.username} /> : null}
        </div>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Hides the profile from other people, or shows it again. */
function Hide({ profile }: { profile: Profile }): ReactElement {
  const client = useQueryClient();
  const hidden = profile.hidden === true;
  const change = useMutation({
    mutationFn: () => call('changeMe', { body: { profileHidden: !hidden } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['profile', profile.username] }),
  });
  return (
    <div className="stack tight">
      <Button icon={hidden ? 'eye' : 'lock'} busy={change.isPending} onClick={() => change.mutate()}>
        {hidden ? <Trans>Show my profile to others</Trans> : <Trans>Hide my profile from others</Trans>}
      </Button>
      {change.error ? (
        <Note tone="bad" alert>
          {change.error.message}
        </Note>
      ) : null}
    </div>
  );
}

function Facts({ profile }: { profile: Profile }): ReactElement {
  const { streak } = profile;
  const facts: [ReactNode, ReactNode][] = [
    [t`Solved problems`, number(profile.solved.count)],
    [t`Submissions`, number(profile.submissions)],
    [t`Accepted`, number(profile.accepted)],
    [t`Current streak`, streak.orMore ? <Plural value={streak.days} one="# day or more" other="# days or more" /> : <Plural value={streak.days} one="# day" other="# days" />],
    [t`Longest streak of the year`, <Plural key="longest" value={streak.longest} one="# day" other="# days" />],
  ];
  return (
    <dl className="card facts profile-facts">
      {facts.map(([name, value], index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd className="numbers">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Nothing(): ReactElement {
  return (
    <div className="card">
      <State icon="inbox" title={t`Nothing submitted yet`} />
    </div>
  );
}

function Verdicts({ profile }: { profile: Profile }): ReactElement {
  if (profile.verdicts.length === 0) return <Nothing />;
  return (
    <div className="card">
      <BarList
        caption={t`Submissions by verdict`}
        what={t`Verdict`}
        value={t`Submissions`}
        total={profile.submissions}
        rows={profile.verdicts.map(({ verdict, submissions }) => ({ key: verdict, label: <VerdictBadge verdict={verdict} />, value: submissions, tone: VERDICT[verdict].tone }))}
      />
    </div>
  );
}

function Languages({ profile }: { profile: Profile }): ReactElement {
  const languageName = useLanguageName();
  if (profile.languages.length === 0) return <Nothing />;
  return (
    <div className="card">
      <BarList caption={t`Submissions by language`} what={t`Language`} value={t`Submissions`} total={profile.submissions} rows={profile.languages.map(({ language, submissions }) => ({ key: language, label: languageName(language), value: submissions }))} />
    </div>
  );
}

/** Only for who may see them: the person and staff. */
function Recent({ username }: { username: string }): ReactElement {
  const query = useInfiniteQuery(submissionsQuery({ user: username, limit: 6 }));
  const languageName = useLanguageName();
  const failed = whyNothing(query);
  const submissions = query.data?.pages[0]?.items;
  return (
    <section className="stack tight">
      <div className="row apart">
        <h2>
          <Trans>Last submissions</Trans>
        </h2>
        <Link to="/submissions" search={{ user: username }}>
          <Trans>All of them</Trans>
        </Link>
      </div>
      {failed ? (
        <Failed error={failed} retry={() => void query.refetch()} />
      ) : submissions?.length === 0 ? (
        <Nothing />
      ) : (
        <SubmissionTable submissions={submissions} columns={['problem']} languageName={languageName} caption={t`Last submissions`} skeletonRows={6} />
      )}
    </section>
  );
}

function Waiting({ username }: { username: string }): ReactElement {
  return (
    <div className="page profile" aria-busy>
      <div className="stack tight">
        <h1>{username}</h1>
        <Skeleton width="10rem" />
      </div>
      <Skeleton height="5rem" />
      <Skeleton height="13rem" />
      <div className="columns">
        <Skeleton height="24rem" />
        <Skeleton height="24rem" />
      </div>
    </div>
  );
}
