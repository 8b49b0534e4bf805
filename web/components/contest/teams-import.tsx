import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { TeamImportReport } from '#contract/contest-exchange.js';
import { call } from '../../api/call.js';
import { Button } from '../../ui/button.js';
import { Dropzone } from '../../ui/dropzone.js';
import { Note } from '../../ui/state.js';
import { ImportNotes } from './import-notes.js';
import { PendingPasswords } from './pending-passwords.js';
import { NewPasswords } from './new-passwords.js';

interface Chosen {
  name: string;
  content: string;
}
const ENDINGS = '.tsv,.json,.yaml,.yml';

/** Teams and accounts from the files of contest software: what they would do is shown first, every fault with its line. */
export function TeamsImport({ slug }: { slug: string }): ReactElement {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const run = useMutation({
    mutationFn: ({ chosen, dryRun }: { chosen: readonly Chosen[]; dryRun: boolean }) => call('importTeams', { params: { slug }, body: { files: [...chosen], dryRun } }),
    onSuccess: ({ imported }) => {
      if (imported) void client.invalidateQueries({ queryKey: ['contest', slug] });
    },
  });
  function look(chosen: readonly Chosen[]) {
    setFiles(chosen);
    if (chosen.length === 0) run.reset();
    else run.mutate({ chosen, dryRun: true });
  }
  async function add(given: readonly File[]) {
    const read = await Promise.all(given.map(async (file) => ({ name: file.name, content: await file.text() })));
    look([...files.filter(({ name }) => !read.some((each) => each.name === name)), ...read]);
  }
  const report = run.data;
  const ready = report !== undefined && !report.imported && report.faults.length === 0 && !run.isPending;
  return (
    <section className="card stack" aria-labelledby="teams-import">
      <div>
        <h2 id="teams-import">
          <Trans>Bring in teams and accounts</Trans>
        </h2>
        <p className="soft">
          <Trans>Files of the ICPC contest formats or of DOMjudge: teams, accounts, groups, organizations. You see what they would do before anything is done.</Trans>
        </p>
      </div>
      <Dropzone accept={ENDINGS} multiple pick={t`Choose files`} onFiles={(given) => void add(given)}>
        <Trans>Drop teams.tsv, accounts.yaml and the like here</Trans>
      </Dropzone>
      {files.length > 0 ? (
        <ul className="plain-list row" aria-label={t`Chosen files`}>
          {files.map(({ name }) => (
            <li key={name} className="row">
              <code>{name}</code>
              <Button compact look="ghost" icon="cross" aria-label={t`Leave ${name} out`} onClick={() => look(files.filter((each) => each.name !== name))} />
            </li>
          ))}
        </ul>
      ) : null}
      {run.error ? (
        <Note tone="bad" alert>
          {run.error.message}
        </Note>
      ) : null}
      <PendingPasswords slug={slug} />
      <div role="status">{report ? <Outcome report={report} /> : null}</div>
      {report ? <ImportNotes faults={report.faults} notes={report.notes} /> : null}
      {report?.imported === true && report.passwords.length > 0 ? <NewPasswords passwords={report.passwords} /> : null}
      {files.length > 0 && report?.imported !== true ? (
        <div className="row">
          <Button look="primary" busy={run.isPending} disabled={!ready} onClick={() => run.mutate({ chosen: files, dryRun: false }, { onSuccess: () => setFiles([]) })}>
            <Trans>Bring them in</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Outcome({ report: { imported, faults, teams, accounts, groups, organizations } }: { report: TeamImportReport }): ReactElement {
  if (faults.length > 0)
    return (
      <Note tone="bad">
        <Plural value={faults.length} one="# fault keeps all of it out." other="# faults keep all of it out." />
      </Note>
    );
  const [newTeams, changedTeams, newAccounts, knownAccounts, others] = [teams.added, teams.changed, accounts.added, accounts.known, groups.added + groups.changed + organizations.added + organizations.changed];
  return (
    <div className={`note tone-${imported ? 'good' : 'accent'}`}>
      <div>
        <p>{imported ? <Trans>It is done.</Trans> : <Trans>This would be done:</Trans>}</p>
        <ul>
          <li>
            <Plural value={newTeams} one="# new team" other="# new teams" />, <Plural value={changedTeams} one="# changed" other="# changed" />
          </li>
          <li>
            <Plural value={newAccounts} one="# new account" other="# new accounts" />, <Plural value={knownAccounts} one="# is there already and stays as it is" other="# are there already and stay as they are" />
          </li>
          <li>
            <Plural value={others} one="# group or organization" other="# groups and organizations" />
          </li>
        </ul>
      </div>
    </div>
  );
}
