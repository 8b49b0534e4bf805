import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';
import { switchSystemNotices, systemNotices } from '../../util/system-notices.js';

/** Lets whoever takes part be told outside of the page too. The browser asks for permission when it is pressed, and never before. */
export function NotifyMe(): ReactElement | null {
  const [state, setState] = useState(systemNotices);
  if (state === 'impossible') return null;
  async function press() {
    const next = await switchSystemNotices(state !== 'on');
    setState(next);
    if (next === 'refused') toast(t`Your browser refuses notifications from this site. Its settings for the site change that.`, { tone: 'bad' });
  }
  return (
    <Button compact look="ghost" icon="bell" aria-pressed={state === 'on'} title={t`Start, five minutes before the end, freeze, end, answers and announcements`} onClick={() => void press()}>
      {state === 'on' ? <Trans>Notifications are on</Trans> : <Trans>Notify me</Trans>}
    </Button>
  );
}
