/**
 * Cross-site request forgery: a write that carries no bearer token must not come from another site's page.
 * Browsers say where a request comes from in headers that pages cannot set: Sec-Fetch-Site, or else Origin.
 * A request with neither is no browser's (this is the rule of Go's http.CrossOriginProtection). The session
 * cookie is SameSite=Lax besides.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './errors.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @throws ApiError `csrf-failed` */
export function refuseForgery(request: { method: string; headers: IncomingHttpHeaders }, publicUrl: string | undefined): void {
  if (SAFE_METHODS.has(request.method)) return;
  if (request.headers.authorization !== undefined) return;
  if (!comesFromOurPages(request.headers, publicUrl)) throw new ApiError('csrf-failed', 'This request comes from a page of another site.');
}

/** Whether a request is from our own pages, or from no page at all. */
export function comesFromOurPages(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return true;
  const { origin, host } = headers;
  if (origin === undefined) return site === undefined;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  // A browser that says "cross-site" is believed, but for the proxy's own address just checked.
  return site === undefined && URL.canParse(origin) && new URL(origin).host === host;
}
