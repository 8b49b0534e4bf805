/** People as others see them, and everybody's own start page. */
import { selectOptionalProfileAccount, setProfileHidden } from '#database/profiles.js';
import { notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { presentHome } from './home.js';
import { maySeeProfile } from './policy.js';
import { presentProfile } from './present.js';

export function profileRoutes(routes: Routes, { db }: Services): void {
  routes.route('getProfile', async ({ caller, params, query }) => {
    const account = await selectOptionalProfileAccount(db, params.username);
    if (account === null || !maySeeProfile(caller, account)) throw notFound('person');
    return presentProfile(db, account, caller, query.timeZone);
  });

  routes.route('changeMe', async ({ caller, body }) => {
    await setProfileHidden(db, caller.id, body.profileHidden);
    return { profileHidden: body.profileHidden };
  });

  routes.route('getHome', ({ caller }) => presentHome(db, caller));
}
