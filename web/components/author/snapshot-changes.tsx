import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, lazy, useState, type ReactElement } from 'react';
import type { AuthoredContent } from '#contract/authoring.js';
import type { Snapshot } from '#contract/authoring-work.js';
import { authoredQuery, comparisonQuery, fileTextQuery } from '../../api/author-queries.js';
import { call } from '../../api/call.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { Note, Skeleton } from '../../ui/state.js';
import { Tabs } from '../../ui/tabs.js';
import { toast } from '../../ui/toast.js';
import { editedFiles, toSent } from '../../util/author-content.js';
import { textsOf } from '../../util/author-texts.js';
import { languageOfCode } from '../../util/format.js';
import { patient } from '../../util/patient.js';
import { Failed } from '../failed.js';

const Diff = lazy(() => patient(() => import('../draft-diff.js'))().then((module) => ({ default: module.DraftDiff })));

/** Changes shown; further ones are counted. */
const SHOWN = 50;

/** What a while of writing changed, or how the present differs from that state; each part can be brought back by itself. */
export function SnapshotChanges({ snapshot, isNewest }: { snapshot: Snapshot; isNewest: boolean }): ReactElement {
  const { authored } = useWorkshop();
  const { id } = authored;
  const client = useQueryClient();
  const [against, setAgainst] = useState<'before' | 'now'>('before');
  const { data, error } = useQuery(comparisonQuery(id, snapshot.id, against));
  const restore = useMutation({
    mutationFn: (part: string | undefined) => call('restoreSnapshot', { params: { id, snapshot: snapshot.id }, body: part === undefined ? {} : { parts: [part] } }),
    onSuccess: () => {
      toast(t`Brought back.`);
      void client.invalidateQueries({ queryKey: authoredQuery(id).queryKey });
    },
  });
  const changes = data?.changes ?? [];
  return (
    <div className="stack snapshot">
      <div className="row apart">
        <Tabs name={`snapshot-${snapshot.id}`} label={t`Compared with`} value={against} onChange={setAgainst} tabs={[{ value: 'before', label: t`What was changed` }, { value: 'now', label: t`Against now` }]} />
        {isNewest ? null : (
          <Button compact busy={restore.isPending} onClick={() => restore.mutate(undefined)}>
            <Trans>Bring all of it back</Trans>
          </Button>
        )}
      </div>
      {restore.error ? (
        <Note tone="bad" alert>
          {restore.error.message}
        </Note>
      ) : null}
      <div id={`snapshot-${snapshot.id}-panel`} role="tabpanel" aria-labelledby={`snapshot-${snapshot.id}-${against}`} className="stack tight">
        {error ? <Failed error={error} /> : null}
        {!data && !error ? <Skeleton height="6rem" /> : null}
        {data && changes.length === 0 ? (
          <p className="soft">
            <Trans>Nothing is different.</Trans>
          </p>
        ) : null}
        {changes.slice(0, SHOWN).map(({ change, before, after }) => {
          const part = after ?? before;
          if (!part) return null;
          return <Change key={part.id} change={change} before={before?.content ?? null} after={after?.content ?? null} onRestore={isNewest && against === 'before' ? undefined : () => restore.mutate(part.id)} />;
        })}
      </div>
    </div>
  );
}

function Change({ change, before, after, onRestore }: { change: 'added' | 'removed' | 'changed'; before: AuthoredContent | null; after: AuthoredContent | null; onRestore: (() => void) | undefined }): ReactElement {
  const [open, setOpen] = useState(false);
  const content = after ?? before!;
  const look = { added: { tone: 'good', icon: 'plus', word: t`added` }, removed: { tone: 'bad', icon: 'dash', word: t`removed` }, changed: { tone: 'accent', icon: 'wrench', word: t`changed` } } as const;
  const { tone, icon, word } = look[change];
  const name = nameOf(content);
  return (
    <div className="stack tight">
      <div className="row apart">
        <div className="row">
          <Badge tone={tone} icon={icon}>
            {word}
          </Badge>
          <span>{name}</span>
        </div>
        <div className="row">
          <Button compact look="ghost" aria-expanded={open} aria-label={t`Compare: ${name}`} onClick={() => setOpen(!open)}>
            <Trans>Compare</Trans>
          </Button>
          {onRestore ? (
            <Button compact look="ghost" aria-label={t`Bring back: ${name}`} onClick={onRestore}>
              <Trans>Bring back</Trans>
            </Button>
          ) : null}
        </div>
      </div>
      {open ? <Texts before={before} after={after} /> : null}
    </div>
  );
}

function Texts({ before, after }: { before: AuthoredContent | null; after: AuthoredContent | null }): ReactElement {
  const { authored } = useWorkshop();
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['authored-texts', authored.id, before, after],
    queryFn: async () => {
      const of = async (content: AuthoredContent | null) => {
        if (!content) return { files: [] };
        const texts = new Map(await Promise.all(editedFiles(content).map(async ({ hash }) => [hash, await client.ensureQueryData(fileTextQuery(authored.id, hash))] as const)));
        return { files: textsOf(toSent(content, (hash) => texts.get(hash))) };
      };
      return { before: await of(before), after: await of(after) };
    },
    staleTime: Infinity,
  });
  if (error) return <Failed error={error} />;
  if (!data) return <Skeleton height="8rem" />;
  return (
    <Suspense fallback={<Skeleton height="8rem" />}>
      <Diff theirs={data.before} ours={data.after} language="" theirName={t`Before`} ourName={t`After`} />
    </Suspense>
  );
}

function nameOf(content: AuthoredContent): string {
  switch (content.kind) {
    case 'settings':
      return t`Settings`;
    case 'order':
      return t`Order of the tests`;
    case 'group':
      return content.place === 'sample' ? t`Samples` : content.place === 'secret' ? t`Secret tests` : content.name === '' ? t`A group` : groupWord(content.name);
    case 'statement':
      return statementWord(languageOfCode(content.language));
    case 'asset':
      return content.path;
    case 'program':
      return content.label === null ? content.name : `${content.label}/${content.name}`;
    case 'test':
      return content.name === null ? t`A test` : testWord(content.name);
    case 'case':
      return content.name;
  }
}
const groupWord = (name: string) => t`Group ${name}`;
const statementWord = (language: string) => t`Statement in ${language}`;
const testWord = (name: string) => t`Test ${name}`;
