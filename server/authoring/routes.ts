/** Problems being written, over HTTP. */
import { AUTHORING_ENDPOINTS } from '#contract/authoring-endpoints.js';
import { ApiError } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';

export function authoringRoutes(routes: Routes, _services: Services): void {
  for (const name of Object.keys(AUTHORING_ENDPOINTS) as (keyof typeof AUTHORING_ENDPOINTS)[]) {
    routes.route(name, () => Promise.reject(new ApiError('unavailable', 'Problems cannot be written here yet.')));
  }
}
