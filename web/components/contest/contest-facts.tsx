import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement, ReactNode } from 'react';
import type { Contest } from '#contract/contest.js';
import { dayAndTime, number, span } from '../../util/format.js';
import { FORMAT_WORDS, VISIBILITY_WORDS } from './contest-words.js';

/** When it is, in the reader's zone, and how it is decided who is ahead. */
export function ContestFacts({ contest }: { contest: Contest }): ReactElement {
  const { _ } = useLingui();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const format = _(FORMAT_WORDS[contest.format]);
  const participants = number(contest.participants);
  return (
    <section className="card stack">
      <h2>
        <Trans>Times and rules</Trans>
      </h2>
      <dl className="facts">
        <Fact name={<Trans>Begins</Trans>}>
          <time dateTime={contest.startsAt}>{dayAndTime(contest.startsAt)}</time>
        </Fact>
        <Fact name={<Trans>Ends</Trans>}>
          <time dateTime={contest.endsAt}>{dayAndTime(contest.endsAt)}</time>
        </Fact>
        <Fact name={<Trans>Duration</Trans>}>{span(contest.durationSeconds)}</Fact>
        {contest.windowSeconds === null ? null : <Fact name={<Trans>Time of each participant</Trans>}>{span(contest.windowSeconds)}</Fact>}
        {contest.freezeAt === null ? null : (
          <Fact name={<Trans>Standings freeze</Trans>}>
            <time dateTime={contest.freezeAt}>{dayAndTime(contest.freezeAt)}</time>
          </Fact>
        )}
        <Fact name={<Trans>Participants</Trans>}>
          <Plural value={contest.participants} _0="Nobody yet" one="One" other={participants} />
        </Fact>
        {contest.visibility === 'private' ? <Fact name={<Trans>Visibility</Trans>}>{_(VISIBILITY_WORDS.private)}</Fact> : null}
      </dl>
      <p className="soft small">
        <Trans>Times are those of your zone, {zone}.</Trans>
      </p>
      <h3>
        <Trans>Format: {format}</Trans>
      </h3>
      <ul className="contest-rules">
        <Rules contest={contest} />
        {contest.windowSeconds === null ? null : (
          <li>
            <Trans>You start when you like between its start and its end. From then on your own clock runs; it ends with the contest at the latest.</Trans>
          </li>
        )}
        {contest.freezeAt === null ? null : (
          <li>
            <Trans>After the freeze you see your own results only; those of everybody else show up when the jury unveils them.</Trans>
          </li>
        )}
      </ul>
    </section>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** server/contests/formats in words. */
function Rules({ contest: { format, rules } }: { contest: Contest }): ReactElement {
  const minutes = rules.penaltyMinutes;
  const tries = rules.compileErrorsCount ? <Trans>A program that does not compile counts as a try.</Trans> : <Trans>A program that does not compile is no try.</Trans>;
  switch (format) {
    case 'icpc':
      return (
        <>
          <li>
            <Trans>Who has solved more problems is ahead. Of equals, whoever has less penalty time.</Trans>
          </li>
          <li>
            <Plural value={minutes} _0="A solved problem costs the minutes from the start until it was solved. Wrong tries cost nothing." one="A solved problem costs the minutes from the start until it was solved, and one more for each wrong try before. What is never solved costs nothing." other="A solved problem costs the minutes from the start until it was solved, and # more for each wrong try before. What is never solved costs nothing." />
          </li>
          <li>{tries}</li>
        </>
      );
    case 'ioi':
      return (
        <>
          <li>
            <Trans>Points count, time does not. Equal points share a rank.</Trans>
          </li>
          <li>{rules.best === 'groups' ? <Trans>Of each problem the best points of every test group are added up, whichever submission they come from.</Trans> : <Trans>Of each problem the submission with the most points counts.</Trans>}</li>
        </>
      );
    case 'codeforces':
      return (
        <>
          <li>
            <Trans>A problem loses its points evenly with every minute, down to 52 % at the end, and 50 more for each wrong try; a solved one never gives less than 30 %.</Trans>
          </li>
          <li>
            <Trans>The last accepted submission counts: what comes after an accepted one makes that a wrong try.</Trans>
          </li>
          <li>{tries}</li>
        </>
      );
    case 'atcoder':
      return (
        <>
          <li>
            <Trans>Points count. Of equals, whoever gained their last points sooner.</Trans>
          </li>
          <li>
            <Plural value={minutes} _0="Wrong tries cost nothing." one="Each wrong try before a gain adds a minute." other="Each wrong try before a gain adds # minutes." />
          </li>
          <li>{tries}</li>
        </>
      );
    case 'leaderboard':
      return (
        <>
          <li>
            <Trans>The best score of each problem is added up. Of equals, whoever was there first.</Trans>
          </li>
          <li>
            <Trans>Where fewer points are better, the lowest of what was accepted is the best, and whoever has solved more problems is ahead.</Trans>
          </li>
        </>
      );
  }
}
