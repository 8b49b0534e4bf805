import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import type { DiffedFile, DiffedSetting, DiffedTest, VersionDiff } from '#contract/version-diff.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Note } from '../ui/state.js';
import { bytes } from '../util/format.js';
import { UnifiedDiff } from './unified-diff.js';

/** Rows shown at first of each table. */
const FIRST = 50;

/** What differs between two versions: settings, tests, then file by file. */
export function VersionDifferences({ diff: { settings, tests, files, same } }: { diff: VersionDiff }): ReactElement {
  if (settings.length + tests.length + files.length === 0) {
    return <Note tone="calm">{same ? <Trans>Both are the same package, byte for byte.</Trans> : <Trans>Nothing differs that is used here. The zips differ, as in files that no part of the format names.</Trans>}</Note>;
  }
  return (
    <>
      {settings.length > 0 ? <Settings settings={settings} /> : null}
      {tests.length > 0 ? <Tests tests={tests} /> : null}
      {files.length > 0 ? <Files files={files} /> : null}
    </>
  );
}

function Settings({ settings }: { settings: readonly DiffedSetting[] }): ReactElement {
  const [all, setAll] = useState(false);
  return (
    <section className="stack tight">
      <h2>
        <Plural value={settings.length} one="# setting" other="# settings" />
      </h2>
      <div className="table-frame" tabIndex={0} role="region" aria-label={t`Settings`}>
        <table className="table version-diff">
          <caption className="unseen">
            <Trans>Settings that differ</Trans>
          </caption>
          <thead>
            <tr>
              <th>
                <Trans>Setting</Trans>
              </th>
              <th>
                <Trans>Before</Trans>
              </th>
              <th>
                <Trans>After</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {settings.slice(0, all ? undefined : FIRST).map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row" className="mono">
                  {name}
                </th>
                <td>{before ?? <None />}</td>
                <td>{after ?? <None />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More count={settings.length} shown={all} onAll={() => setAll(true)} />
    </section>
  );
}

const None = (): ReactElement => (
  <span className="soft">
    <Trans>none</Trans>
  </span>
);

function More({ count, shown, onAll }: { count: number; shown: boolean; onAll: () => void }): ReactElement | null {
  return count > FIRST && !shown ? (
    <div>
      <Button compact onClick={onAll}>
        <Plural value={count} one="Show # row" other="Show all # rows" />
      </Button>
    </div>
  ) : null;
}

function Tests({ tests }: { tests: readonly DiffedTest[] }): ReactElement {
  const [all, setAll] = useState(false);
  const words = { input: t`input`, answer: t`answer`, settings: t`settings` };
  return (
    <section className="stack tight">
      <h2>
        <Plural value={tests.length} one="# test" other="# tests" />
      </h2>
      <ul className="plain-list">
        {tests.slice(0, all ? undefined : FIRST).map(({ name, change, parts }) => (
          <li key={name}>
            <Change change={change} /> <span className="mono">{name}</span> {parts.length > 0 ? <span className="soft small">{parts.map((part) => words[part]).join(', ')}</span> : null}
          </li>
        ))}
      </ul>
      <More count={tests.length} shown={all} onAll={() => setAll(true)} />
    </section>
  );
}

function Change({ change }: { change: DiffedTest['change'] }): ReactElement {
  switch (change) {
    case 'added':
      return (
        <Badge tone="good" icon="plus">
          <Trans>Added</Trans>
        </Badge>
      );
    case 'removed':
      return (
        <Badge tone="bad" icon="dash">
          <Trans>Removed</Trans>
        </Badge>
      );
    case 'changed':
      return (
        <Badge tone="accent" icon="lines">
          <Trans>Changed</Trans>
        </Badge>
      );
  }
}

function Files({ files }: { files: readonly DiffedFile[] }): ReactElement {
  const [all, setAll] = useState(false);
  return (
    <section className="stack">
      <h2>
        <Plural value={files.length} one="# file" other="# files" />
      </h2>
      {files.slice(0, all ? undefined : FIRST).map((file) => (
        <File key={file.path} file={file} />
      ))}
      <More count={files.length} shown={all} onAll={() => setAll(true)} />
    </section>
  );
}

function File({ file: { path, before, after, diff, cut } }: { file: DiffedFile }): ReactElement {
  const [was, is] = [bytes(before ?? 0), bytes(after ?? 0)];
  return (
    <section className="stack tight">
      <h3 className="row">
        <Change change={before === null ? 'added' : after === null ? 'removed' : 'changed'} /> <span className="mono" style={{ overflowWrap: 'anywhere' }}>{path}</span>{' '}
        <span className="soft small numbers">
          {before === null ? is : after === null ? was : was === is ? is : <Trans>{was}, then {is}</Trans>}
        </span>
      </h3>
      {diff ? <UnifiedDiff path={path} diff={diff} cut={cut} /> : null}
    </section>
  );
}
