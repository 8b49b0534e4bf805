import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import type { VerificationSummary } from '#contract/problem.js';
import { followImports, importStore, type PackageImport } from '../api/imports.js';
import { verificationsQuery } from '../api/staff-queries.js';
import { useImports } from '../hooks/use-imports.js';
import { Icon } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { Progress } from '../ui/progress.js';
import { toast } from '../ui/toast.js';
import { number } from '../util/format.js';
import { isOver } from '../util/import-phase.js';
import { ImportProgress } from './import-progress.js';
import './running-work.css';

/** In the header of staff: imports and verifications that run, wherever they were begun; their ends are told in passing. */
export function RunningWork({ accountId }: { accountId: string }): ReactElement | null {
  useEffect(() => followImports(accountId), [accountId]);
  const imports = useImports().filter(({ phase }) => !isOver(phase));
  const { data } = useQuery(verificationsQuery());
  const verifications = (data ?? []).filter(({ state }) => state === 'running');
  useToldEnds(data);
  const count = imports.length + verifications.length;
  if (count === 0) return null;
  return (
    <Menu
      labelText={plural(count, { one: '# task is running', other: '# tasks are running' })}
      label={
        <span className="running">
          <Icon name="spinner" spin /> <span className="numbers">{number(count)}</span>
        </span>
      }
    >
      <div className="running-list">
        {imports.map((entry) => (
          <Link key={entry.id} to="/problems/import" search={entry.problem === undefined ? {} : { problem: entry.problem }}>
            <span className="ellipsis">{entry.fileName}</span>
            <ImportProgress entry={entry} />
          </Link>
        ))}
        {verifications.map((each) => (
          <Running key={each.id} verification={each} />
        ))}
      </div>
    </Menu>
  );
}

function Running({ verification: { id, problem, problemName, done, total } }: { verification: VerificationSummary }): ReactElement {
  const [judged, all] = [number(done), number(total)];
  return (
    <Link to="/problems/$slug/staff" params={{ slug: problem }} search={{ verification: id }}>
      <span className="ellipsis">
        <Trans>Verification of {problemName}</Trans>
      </span>
      <span className="stack tight">
        <span className="numbers small">
          <Trans>
            {judged} of {all} submissions judged
          </Trans>
        </span>
        <Progress fraction={total === 0 ? 0 : done / total} label={t`Verification of ${problemName}`} />
      </span>
    </Link>
  );
}

/** What ends while people are elsewhere is told with a way there; on its own page it is seen anyway. */
function useToldEnds(verifications: readonly VerificationSummary[] | undefined): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(
    () =>
      importStore.onEnd((ended) => {
        void client.invalidateQueries({ queryKey: ['problems'] });
        void client.invalidateQueries({ queryKey: ['import', ended.id] });
        const slug = ended.answer?.slug ?? ended.server?.problem;
        if (slug) void client.invalidateQueries({ queryKey: ['problem', slug] });
        if (router.state.location.pathname !== '/problems/import') tellImport(ended, () => void navigate({ to: '/problems/import', search: {} }));
      }),
    [client, navigate, router],
  );
  const running = useRef(new Set<string>());
  useEffect(() => {
    for (const each of verifications ?? []) {
      const { id, problem, state } = each;
      if (state === 'running') running.current.add(id);
      else if (running.current.delete(id)) {
        void client.invalidateQueries({ queryKey: ['problem', problem, 'versions'] });
        void client.invalidateQueries({ queryKey: ['verifications', problem] });
        if (router.state.location.pathname !== `/problems/${problem}/staff`) tellVerification(each, () => void navigate({ to: '/problems/$slug/staff', params: { slug: problem }, search: { verification: id } }));
      }
    }
  }, [verifications, client, navigate, router]);
}

function tellImport({ fileName, phase, failure, server }: PackageImport, onPress: () => void): void {
  const action = { label: t`Show`, onPress };
  if (phase.kind === 'imported') return toast(t`${fileName} was imported.`, { action });
  if (phase.kind === 'stopped') return toast(t`The server was stopped while it read ${fileName}. Send it again.`, { tone: 'bad', action });
  const faults = failure?.code === 'package-rejected' ? failure.details.length : (server?.faults ?? 0);
  toast(faults > 0 ? plural(faults, { one: `${fileName} was refused: it has # fault.`, other: `${fileName} was refused: it has # faults.` }) : t`${fileName} was not imported.`, { tone: 'bad', action });
}

function tellVerification({ problemName, surprises, asExpected, data }: VerificationSummary, onPress: () => void): void {
  const action = { label: t`Show`, onPress };
  if (surprises > 0) return toast(plural(surprises, { one: `Verification of ${problemName}: # surprise.`, other: `Verification of ${problemName}: # surprises.` }), { tone: 'bad', action });
  if (data && (data.failed > 0 || data.broken)) return toast(t`Verification of ${problemName}: its data is not as it must be.`, { tone: 'bad', action });
  if (asExpected === true) return toast(t`Verification of ${problemName}: every submission got what its label says.`, { action });
  toast(t`Verification of ${problemName}: not every submission could be judged here.`, { tone: 'info', action });
}
