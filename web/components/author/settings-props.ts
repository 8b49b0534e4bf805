import type { useOpenPart } from '../../hooks/use-workshop.js';

/** The settings of a problem at work, opened to be edited. */
export interface SettingsProps {
  open: NonNullable<Exclude<ReturnType<typeof useOpenPart<'settings'>>, { error: Error }>>;
}
