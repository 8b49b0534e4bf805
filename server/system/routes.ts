/** What concerns the installation as a whole: its languages, its judges, its queue. */
import { listJudges, selectOfferedLanguages, type SeenJudge } from '#database/judges.js';
import { queueLength } from '#database/queue.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';

export function systemRoutes(routes: Routes, { db }: Services): void {
  routes.route('listLanguages', () => selectOfferedLanguages(db));
  routes.route('getStatus', async () => {
    const [judges, queue] = await Promise.all([listJudges(db), queueLength(db)]);
    return { judges: judges.map(presentJudge), queue };
  });
}

function presentJudge({ name, host, slots, busy, startedAt, lastSeenAt, alive, languages }: SeenJudge) {
  return { name, host, slots, busy, startedAt: startedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), alive, languages };
}
