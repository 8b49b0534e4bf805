import { readStored } from './stored.js';

/** Whether single keys do something. People who speak to their computer, or whose hands slip, turn them off in their account (WCAG 2.1.4). */
export const singleKeysOn = (): boolean => readStored('single-keys') !== 'off';

/** Whether a key press is text for a field or an editor. */
export const isWriting = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, select, textarea, [contenteditable]:not([contenteditable=false])') !== null;

/** A single key meant for the page: no field, no dialog, no other modifier than Shift. */
export const isPlainKey = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !isWriting(event.target) && singleKeysOn() && document.querySelector('dialog[open]') === null;
