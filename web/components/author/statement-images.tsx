import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { addressOf } from '../../api/call.js';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';
import { bytes } from '../../util/format.js';

/** What lies beside the statements. An image is put into the text by the button above it, by pasting or by dropping. */
export function StatementImages(): ReactElement | null {
  const { workshop, authored } = useWorkshop();
  const images = useParts('asset').filter(({ content }) => content.place === 'statement');
  if (images.length === 0) return null;
  return (
    <section className="stack tight" aria-labelledby="images">
      <h2 id="images">
        <Trans>Images</Trans>
      </h2>
      <ul className="plain-list images">
        {images.map((part) => {
          const { path, file } = part.content;
          return (
            <li key={part.id} className="card">
              {/\.(png|jpe?g|gif|svg|webp)$/i.test(path) ? <img src={addressOf('getAuthoredFile', { id: authored.id, hash: file.hash }, { name: path })} alt="" loading="lazy" /> : null}
              <div className="row apart">
                <span className="mono">{path}</span>
                <span className="soft small numbers">{bytes(file.size)}</span>
              </div>
              <Button compact look="ghost" icon="trash" aria-label={t`Remove ${path}`} onClick={() => void workshop.remove(part).catch((error: unknown) => toast((error as Error).message, { tone: 'bad' }))}>
                <Trans>Remove</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
