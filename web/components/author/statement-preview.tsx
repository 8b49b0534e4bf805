import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { call } from '../../api/call.js';
import { useDebounced } from '../../hooks/use-debounced.js';
import { useSamples } from '../../hooks/use-samples.js';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Note, Skeleton } from '../../ui/state.js';
import { Prose } from '../prose.js';
import { SamplePair } from '../statement.js';

const SETTLED_MS = 250;

/** The statement as it will be shown, made by the same program that shows it; a moment behind what is typed. */
export function StatementPreview({ language, name, format, text }: { language: string; name: string; format: 'markdown' | 'latex'; text: string }): ReactElement {
  const { authored } = useWorkshop();
  const { id } = authored;
  const settled = useDebounced(text, SETTLED_MS);
  const samples = useSamples();
  const assets = authored.parts.flatMap(({ content }) => (content.kind === 'asset' ? [content.path] : [])).join();
  const { data, error } = useQuery({
    queryKey: ['authored', id, 'preview', language, format, settled, assets, samples.length],
    queryFn: async ({ signal }) => {
      const preview = await call('previewAuthoredStatement', { params: { id }, body: { language, format, text: settled }, signal });
      if (preview.html.includes('katex')) await import('katex/dist/katex.min.css').catch(() => undefined);
      return preview;
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });
  const reason = error?.message;
  return (
    <section className="writer-preview" aria-label={t`Preview`} tabIndex={0}>
      <article className="statement problem-statement">
        <h2 className="preview-name" lang={language}>
          {name}
        </h2>
        {error ? (
          <Note tone="warn">
            <Trans>The preview cannot be made at the moment: {reason}</Trans>
          </Note>
        ) : null}
        {data ? (
          <>
            <Prose html={data.html} language={language} sample={(index) => <SamplePair sample={samples[index]} number={index + 1} />} />
            {samples.slice(data.samplesPlaced).map((sample, at) => (
              <SamplePair key={sample.name} sample={sample} number={data.samplesPlaced + at + 1} />
            ))}
          </>
        ) : error ? null : (
          <Skeleton height="12rem" />
        )}
      </article>
    </section>
  );
}
