/** What concerns the installation as a whole: its languages, its judges, its queue. */
import { selectOfferedLanguages } from '#database/judges.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { presentStatus } from './status.js';

export function systemRoutes(routes: Routes, { db }: Services): void {
  routes.route('listLanguages', () => selectOfferedLanguages(db));
  routes.route('getStatus', ({ caller }) => presentStatus(db, caller));
}
