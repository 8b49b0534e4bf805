import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { pendingPasswordsQuery } from '../../api/contest-queries.js';
import { Note } from '../../ui/state.js';
import { number } from '../../util/format.js';

/** Passwords from files are hashed after the import has answered: how many are still to come. */
export function PendingPasswords({ slug }: { slug: string }): ReactElement {
  const pending = useQuery(pendingPasswordsQuery(slug)).data ?? 0;
  return (
    <div role="status">
      {pending > 0 ? (
        <Note tone="accent">
          <p>
            <Plural value={pending} one="The password of # account is being made ready: until then it cannot sign in." other={`The passwords of ${number(pending)} accounts are being made ready: until then they cannot sign in.`} />
          </p>
          <p className="small">
            <Trans>If this number stays as it is, the server was stopped meanwhile: bring the same files in once more.</Trans>
          </p>
        </Note>
      ) : null}
    </div>
  );
}
