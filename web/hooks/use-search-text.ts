import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';

/** The address follows the keys so much later, in milliseconds: browsers refuse one that changes too often, and a server need not hear of every key. */
const ADDRESS_LAG_MS = 250;

/**
 * The text of a field for searching that the address holds: what is typed counts at once, the address follows.
 * What comes by the address alone, as by going back, fills the field. `meaning`: what is put there for a text.
 */
export function useSearchText(inAddress = '', onSettled: (search: string | undefined) => void, meaning = (text: string) => text): [string, (text: string) => void] {
  const [text, setText] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  // What we have put into the address: when it arrives there, more may have been typed already.
  const [told, setTold] = useState<string>();
  if (seen !== inAddress) {
    setSeen(inAddress);
    setTold(undefined);
    if (inAddress !== told) setText(inAddress);
  }
  const router = useRouter();
  const settle = useEffectEvent((typed: string) => {
    const search = meaning(typed);
    if (search === inAddress) return;
    // Another page is on its way already: the address of this one would call it back.
    const { latestLocation, state } = router;
    if (state.resolvedLocation && latestLocation.pathname !== state.resolvedLocation.pathname) return;
    setTold(search);
    onSettled(search || undefined);
  });
  useEffect(() => {
    const search = text.trim();
    if (search === inAddress) return;
    const timer = setTimeout(() => settle(search), ADDRESS_LAG_MS);
    return () => clearTimeout(timer);
  }, [text, inAddress]);
  return [text, setText];
}
