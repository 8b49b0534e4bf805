import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Authored, AuthoredCheck } from '#contract/authoring-work.js';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { buttonClass } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Progress } from '../../ui/progress.js';
import { Note } from '../../ui/state.js';
import { sectionOfCheck } from '../../util/author-sections.js';
import { languageOfCode, number } from '../../util/format.js';
import { Time } from '../time.js';
import { CHECK_WORDS, SECTION_WORDS } from './check-words.js';

/** What there is, what is missing, and what to do next. */
export function Overview(): ReactElement {
  const { authored } = useWorkshop();
  const { checks } = authored;
  const open = checks.filter(({ state }) => state !== 'done');
  const faults = open.filter(({ state }) => state === 'fault');
  const done = checks.length - open.length;
  const [count, all] = [number(done), number(checks.length)];
  return (
    <div className="columns">
      <section className="stack" aria-labelledby="checklist">
        <div className="stack tight">
          <div className="row apart">
            <h2 id="checklist">
              <Trans>What a good problem has</Trans>
            </h2>
            <span className="soft small numbers">
              <Trans>
                {count} of {all}
              </Trans>
            </span>
          </div>
          <Progress fraction={checks.length > 0 ? done / checks.length : 0} label={t`Checklist`} />
        </div>
        <Next authored={authored} check={faults[0] ?? open[0]} />
        <ul className="plain-list checklist">
          {[...faults, ...open.filter(({ state }) => state === 'warning'), ...checks.filter(({ state }) => state === 'done')].map((check) => (
            <Line key={check.check} check={check} authored={authored} />
          ))}
        </ul>
      </section>
      <Facts />
    </div>
  );
}

function Next({ authored, check }: { authored: Authored; check: AuthoredCheck | undefined }): ReactElement {
  const { _ } = useLingui();
  if (!check)
    return (
      <Note tone="good">
        <div className="row apart">
          <Trans>Everything is there. Prove it with its solutions and publish it.</Trans>
          <Link to="/authoring/$id/{-$section}" params={{ id: authored.id, section: 'publish' }} className={buttonClass('primary', true)}>
            <Trans>Publish</Trans>
          </Link>
        </div>
      </Note>
    );
  const section = sectionOfCheck(check, authored);
  const { title, why } = CHECK_WORDS[check.check];
  const [what, where] = [_(title), _(SECTION_WORDS[section])];
  return (
    <div className="card next-step">
      <div>
        <p className="small soft">
          <Trans>Next</Trans>
        </p>
        <h3>{what}</h3>
        <p>{_(why)}</p>
      </div>
      <Link to="/authoring/$id/{-$section}" params={{ id: authored.id, section: section === 'overview' ? undefined : section }} className={buttonClass('primary')}>
        <Trans>Go to {where}</Trans>
        <Icon name="right" />
      </Link>
    </div>
  );
}

const LOOK = { done: 'check', warning: 'warning', fault: 'cross' } as const;

function Line({ check, authored }: { check: AuthoredCheck; authored: Authored }): ReactElement {
  const { _ } = useLingui();
  const section = sectionOfCheck(check, authored);
  const { title, why } = CHECK_WORDS[check.check];
  const told = { done: t`Done`, warning: t`Could be better`, fault: t`To be done` }[check.state];
  return (
    <li className={check.state}>
      <Icon name={LOOK[check.state]} label={told} />
      <div>
        <Link to="/authoring/$id/{-$section}" params={{ id: authored.id, section: section === 'overview' ? undefined : section }}>
          {_(title)}
        </Link>
        {check.state === 'done' ? null : <p className="soft small">{_(why)}</p>}
        {check.state !== 'done' && check.message ? (
          <p className="small" lang="en">
            {check.message}
          </p>
        ) : null}
      </div>
    </li>
  );
}

function Facts(): ReactElement {
  const { authored } = useWorkshop();
  const statements = useParts('statement');
  const programs = useParts('program');
  const tests = useParts('test');
  const solutions = programs.filter(({ content }) => content.role === 'solution').length;
  const { published, changedBy, owner, collaborators } = authored;
  const [slug, version] = [published?.slug ?? '', published?.version ?? null];
  return (
    <section className="card stack" aria-labelledby="facts">
      <h2 id="facts">
        <Trans>So far</Trans>
      </h2>
      <dl className="facts numbers">
        <div>
          <dt>
            <Trans>Statements</Trans>
          </dt>
          <dd>{statements.map(({ content }) => languageOfCode(content.language)).join(', ') || '–'}</dd>
        </div>
        <div>
          <dt>
            <Trans>Tests</Trans>
          </dt>
          <dd>{number(tests.length)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Solutions</Trans>
          </dt>
          <dd>{number(solutions)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Last change</Trans>
          </dt>
          <dd>
            <Time at={authored.changedAt} /> {changedBy ? <span className="soft">· {changedBy}</span> : null}
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Owner</Trans>
          </dt>
          <dd>{owner ?? '–'}</dd>
        </div>
        <div>
          <dt>
            <Trans>Published</Trans>
          </dt>
          <dd>
            {published?.version ? (
              <Link to="/problems/$slug/staff" params={{ slug: published.slug }} search={{}}>
                <Trans>
                  {slug}, version {version}
                </Trans>
              </Link>
            ) : (
              <Trans>Not yet</Trans>
            )}
          </dd>
        </div>
      </dl>
      {collaborators.length > 0 ? (
        <p className="small soft">
          <Plural value={collaborators.length} one="With # collaborator" other="With # collaborators" />: {collaborators.join(', ')}
        </p>
      ) : null}
    </section>
  );
}
