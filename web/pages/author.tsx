import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, type ReactElement } from 'react';
import { authoredQuery } from '../api/author-queries.js';
import { Failure, whyNothing } from '../api/failure.js';
import { watchAuthoring } from '../api/live.js';
import { CheckingSection } from '../components/author/checking-section.js';
import { SECTION_WORDS } from '../components/author/check-words.js';
import { HistorySection } from '../components/author/history-section.js';
import { Overview } from '../components/author/overview.js';
import { PublishSection } from '../components/author/publish-section.js';
import { SavingWord } from '../components/author/saving-word.js';
import { SectionNav } from '../components/author/section-nav.js';
import { SettingsSection } from '../components/author/settings-section.js';
import { SolutionsSection } from '../components/author/solutions-section.js';
import { StatementSection } from '../components/author/statement-section.js';
import { TestsSection } from '../components/author/tests-section.js';
import { Failed } from '../components/failed.js';
import { Require } from '../components/require.js';
import { WorkshopContext, useWorkshop } from '../hooks/use-workshop.js';
import { useTitle } from '../hooks/use-title.js';
import { Workshop } from '../hooks/workshop.js';
import { Skeleton } from '../ui/state.js';
import { SECTIONS, type Section } from '../util/author-sections.js';
import '../components/author/author.css';

const route = getRouteApi('/authoring/$id/{-$section}');

/** A problem being written, section by section; all of it is saved by itself. */
export function AuthorPage(): ReactElement {
  const { id } = route.useParams();
  return <Require may="importProblems">{(me) => <Loaded key={`${id} ${me.username}`} id={id} user={me.username} />}</Require>;
}

function Loaded({ id, user }: { id: string; user: string }): ReactElement {
  const client = useQueryClient();
  const query = useQuery(authoredQuery(id));
  const workshop = useMemo(() => new Workshop(id, user, client), [id, user, client]);
  const { data } = query;
  const failed = whyNothing(query);
  useEffect(() => watchAuthoring(id, { onReady: () => workshop.refetchSoon(), onChanged: () => workshop.refetchSoon() }), [id, workshop]);
  useEffect(() => {
    if (data) void workshop.heard(data.parts).catch(() => undefined);
  }, [workshop, data]);
  if (failed) return <Failed level={1} error={failed} retry={() => void query.refetch()} />;
  if (!data)
    return (
      <div className="page author" aria-busy>
        <Skeleton width="16rem" height="1.9rem" />
        <Skeleton height="30rem" />
      </div>
    );
  return (
    <WorkshopContext value={workshop}>
      <Parts />
    </WorkshopContext>
  );
}

function Parts(): ReactElement {
  const { authored } = useWorkshop();
  const { section = 'overview' } = route.useParams();
  const { _ } = useLingui();
  const current = SECTIONS.find((each) => each === section);
  const title = current ? _(SECTION_WORDS[current]) : '';
  const { name } = authored;
  useTitle(t`${title}: ${name}`);
  if (!current) return <Failed level={1} error={new Failure('not-found', '')} />;
  return (
    <div className="page author">
      <header className="author-head">
        <div>
          <p className="small">
            <Link to="/authoring">
              <Trans>Problems at work</Trans>
            </Link>
          </p>
          <h1>{name}</h1>
        </div>
        <SavingWord />
      </header>
      <div className="author-body">
        <SectionNav current={current} />
        <div className="author-section">
          <h2 className="section-title">{title}</h2>
          <Shown section={current} />
        </div>
      </div>
    </div>
  );
}

function Shown({ section }: { section: Section }): ReactElement {
  switch (section) {
    case 'overview':
      return <Overview />;
    case 'statement':
      return <StatementSection />;
    case 'tests':
      return <TestsSection />;
    case 'checking':
      return <CheckingSection />;
    case 'solutions':
      return <SolutionsSection />;
    case 'settings':
      return <SettingsSection />;
    case 'history':
      return <HistorySection />;
    case 'publish':
      return <PublishSection />;
  }
}
