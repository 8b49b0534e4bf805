import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { buttonClass } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { writePasswords } from '../../util/account-csv.js';

/** Passwords that were made up for new accounts. They are shown once: the file is the way to keep them. */
export function NewPasswords({ passwords }: { passwords: readonly { username: string; password: string }[] }): ReactElement {
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(writePasswords(passwords))}`;
  return (
    <div className="stack tight">
      <p>
        <Plural value={passwords.length} one="A password was made up for # account." other="Passwords were made up for # accounts." /> <strong>{t`They are not shown again.`}</strong>
      </p>
      <p>
        <a href={address} download="passwords.csv" className={buttonClass('primary')}>
          <Icon name="download" /> <Trans>Save the passwords</Trans>
        </a>
      </p>
    </div>
  );
}
