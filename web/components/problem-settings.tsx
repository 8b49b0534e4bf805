import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { Problem, Visibility } from '#contract/problem.js';
import { call } from '../api/call.js';
import { problemQuery } from '../api/queries.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { Note } from '../ui/state.js';
import { toast } from '../ui/toast.js';

/** Who may see a problem, and what the list says of it. */
export function ProblemSettings({ problem }: { problem: Problem }): ReactElement {
  const client = useQueryClient();
  const [visibility, setVisibility] = useState<Visibility>(problem.visibility);
  const [tags, setTags] = useState(problem.tags.join(', '));
  const [difficulty, setDifficulty] = useState(problem.difficulty?.toString() ?? '');
  const save = useMutation({
    mutationFn: () =>
      call('changeProblem', {
        params: { slug: problem.slug },
        body: { visibility, tags: tags.split(',').map((tag) => tag.trim()).filter(Boolean), difficulty: difficulty.trim() === '' ? null : Number(difficulty) },
      }),
    onSuccess: (changed) => {
      client.setQueryData(problemQuery(problem.slug).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['problems'] });
      toast(t`Saved.`);
    },
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2>
        <Trans>In the list</Trans>
      </h2>
      {save.error ? (
        <Note tone="bad" alert>
          {save.error.message}
        </Note>
      ) : null}
      <SelectField label={t`Who may see it`} value={visibility} onChange={(event) => setVisibility(event.target.value === 'public' ? 'public' : 'private')}>
        <option value="private">{t`Staff only`}</option>
        <option value="public">{t`Everybody`}</option>
      </SelectField>
      <TextField label={t`Tags`} hint={t`With commas between them.`} value={tags} onChange={(event) => setTags(event.target.value)} />
      <TextField label={t`Difficulty`} hint={t`0 to 10, or empty.`} type="number" min={0} max={10} step={0.1} value={difficulty} onChange={(event) => setDifficulty(event.target.value)} />
      <div>
        <Button type="submit" look="primary" busy={save.isPending}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}
