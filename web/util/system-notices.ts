/** Notices of the system, as of a message, for who is in another window. Nobody is asked for them but by a press of theirs. */
import { readSetting, writeSetting } from './settings.js';

export type SystemNotices = 'on' | 'off' | 'refused' | 'impossible';

/** `refused`: by the person or the browser; only its settings change that. `impossible`: this browser has none, or not for this address. */
export function systemNotices(): SystemNotices {
  if (!('Notification' in globalThis) || !globalThis.isSecureContext) return 'impossible';
  if (Notification.permission === 'denied') return 'refused';
  return Notification.permission === 'granted' && readSetting('contest-notices') === 'on' ? 'on' : 'off';
}

export async function switchSystemNotices(wanted: boolean): Promise<SystemNotices> {
  if (wanted && systemNotices() !== 'impossible') await Notification.requestPermission();
  writeSetting('contest-notices', wanted ? 'on' : null);
  return systemNotices();
}

/** Only where the page is not looked at: it says the same itself. One `tag` is one notice, however many tabs there are. */
export function notifySystem(tag: string, title: string, { body, onPress }: { body: string; onPress: () => void }): void {
  if (systemNotices() !== 'on' || document.visibilityState === 'visible') return;
  try {
    const notice = new Notification(title, { body, tag });
    notice.onclick = () => {
      window.focus();
      notice.close();
      onPress();
    };
  } catch {
    // Some phones have the interface, but allow it to service workers only.
  }
}
