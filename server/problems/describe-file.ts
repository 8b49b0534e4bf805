/** Headers for a file of an author: what a browser may show by itself; all else is only saved. */
import type { Response } from 'express';

const SHOWN_TYPES: Record<string, string> = {
  '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp', '.svg': 'image/svg+xml', '.pdf': 'application/pdf',
};

export function describeFile(response: Response, path: string): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const type = SHOWN_TYPES[name.slice(name.lastIndexOf('.')).toLowerCase()];
  if (type === undefined) response.attachment(name).type('application/octet-stream');
  else response.type(type);
  // An SVG is a document that may hold scripts: opened by itself it runs none.
  response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
  if (type === 'application/pdf') response.set('Content-Security-Policy', "default-src 'self'");
}
