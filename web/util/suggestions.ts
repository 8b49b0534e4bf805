import type { Home as HomeView } from '#contract/profile.js';

export type Home = HomeView;
export type Reason = Home['suggestions'][number]['reason'];

/** In the order in which they are shown; the type says that none is missing. */
const PLACE: Record<Reason, number> = { start: 0, level: 1, harder: 2, tag: 3 };
export const SUGGESTIONS = (Object.keys(PLACE) as Reason[]).sort((a, b) => PLACE[a] - PLACE[b]);
