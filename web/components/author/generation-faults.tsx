import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Generation, GenerationStep } from '#contract/authoring-work.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Note } from '../../ui/state.js';
import { groupedTests } from '../../util/author-tests.js';
import { groupTitle } from './group-title.js';

/** Steps that failed, by test; of many the first. */
const SHOWN = 20;

/** What failed of a generation, or that nothing did. */
export function GenerationFaults({ generation }: { generation: Generation }): ReactElement | null {
  const { authored } = useWorkshop();
  const { state, failure, failed } = generation;
  const over = state === 'finished' || state === 'cancelled';
  const steps = generation.steps.filter(({ ok }) => !ok);
  const words: Record<GenerationStep['step'], string> = { input: t`its input could not be made`, validation: t`the validator refuses its input`, answer: t`its answer could not be made` };
  const places = new Map(groupedTests(authored.parts).flatMap((entry, group) => entry.tests.map(({ id, content }, at) => [id, { name: content.name ?? String(at + 1).padStart(2, '0'), group: groupTitle(entry, group - 1) }] as const)));
  if (failure)
    return (
      <Note tone="bad" alert>
        <div className="stack tight">
          <Trans>Nothing more could be made.</Trans>
          <pre className="said" lang="en" tabIndex={0}>
            {failure}
          </pre>
        </div>
      </Note>
    );
  if (failed === 0 && steps.length === 0)
    return over && state === 'finished' ? (
      <Note tone="good">
        <Trans>The last time all of it succeeded.</Trans>
      </Note>
    ) : null;
  return (
    <Note tone="bad" alert={over}>
      <div className="stack tight">
        <strong>
          <Plural value={failed} one="# step failed." other="# steps failed." />
        </strong>
        <ul className="plain-list generation-faults">
          {steps.slice(0, SHOWN).map(({ test, step, message }) => {
            const place = places.get(test);
            const [name, group, what] = [place?.name ?? '', place?.group ?? '', words[step]];
            return (
              <li key={`${test} ${step}`}>
                {place ? (
                  <Trans>
                    Test {name} of {group}: {what}.
                  </Trans>
                ) : (
                  <Trans>A test that was deleted meanwhile: {what}.</Trans>
                )}
                {message ? (
                  <pre className="said" lang="en" tabIndex={0}>
                    {message}
                  </pre>
                ) : null}
              </li>
            );
          })}
        </ul>
      </div>
    </Note>
  );
}
