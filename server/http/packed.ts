/** Large JSON answers: packed by gzip, and not sent at all to whoever has the same already. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const pack = promisify(gzip);
/** Beyond this, each level costs more time than its bytes save on a local network. */
const LEVEL = 4;

/**
 * Each time the browser asks whether what it holds is still right: what somebody may see can change at any moment.
 * Only for answers that hold no secret beside what the request says: packing them together would tell of it (BREACH).
 */
export async function sendPacked(request: Request, response: Response, answer: unknown): Promise<void> {
  const text = JSON.stringify(answer);
  response.set({ ETag: `W/"${createHash('sha1').update(text).digest('base64url')}"`, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding, Cookie, Authorization' });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.type('application/json');
  if (request.acceptsEncodings('gzip') === false) {
    response.send(text);
    return;
  }
  response.set('Content-Encoding', 'gzip');
  response.send(await pack(text, { level: LEVEL }));
}
