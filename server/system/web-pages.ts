/** The built web app: hashed assets for ever, compressed beforehand; every other path is the app's own to route. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Router, static as serveStatic, type Request, type Response } from 'express';

const YEAR_SECONDS = 31_536_000;
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json', '.html': 'text/html; charset=utf-8', '.woff2': 'font/woff2' };

export function webPages(folder: string): Router {
  const router = Router();
  const files = filesOf(folder);

  /** Sends a variant that was compressed at build time, where the browser takes it. */
  function sendCompressed(request: Request, response: Response, path: string): boolean {
    const type = TYPES[path.slice(path.lastIndexOf('.'))];
    if (type === undefined) return false;
    const accepted = request.acceptsEncodings();
    for (const [encoding, ending] of ENCODINGS) {
      if (!accepted.includes(encoding) || !files.has(path + ending)) continue;
      response.set({ 'Content-Encoding': encoding, 'Content-Type': type, Vary: 'Accept-Encoding', 'Cache-Control': cacheControl(path) });
      response.sendFile(path + ending, { root: folder, cacheControl: false, headers: { 'Content-Type': type } });
      return true;
    }
    return false;
  }

  router.get('/{*path}', (request, response, next) => {
    const { path } = request;
    if (!files.has(path) || !sendCompressed(request, response, path)) next();
  });
  router.use(serveStatic(folder, { index: false, cacheControl: false, setHeaders: (response, path) => void response.setHeader('Cache-Control', cacheControl(path.slice(folder.length))) }));
  router.get('/{*path}', (request, response, next) => {
    if (/^\/(api|socket\.io|assets|metrics|healthz|readyz)(\/|$)/.test(request.path) || request.accepts('html') === false) {
      next();
      return;
    }
    response.set('Cache-Control', 'no-cache');
    if (!sendCompressed(request, response, '/index.html')) response.sendFile('index.html', { root: folder });
  });
  return router;
}

/** Every file as a URL path. Read once: a new build comes with a new start. */
function filesOf(folder: string): Set<string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return new Set(entries.map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`));
}

function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
}
