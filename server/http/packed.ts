/** Large JSON answers: packed by gzip, and not sent at all to whoever has the same already. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** Beyond this, each level costs more time than its bytes save on a local network. */
const LEVEL = 4;

/** A JSON answer that is packed already: a handler answers with it where the same goes to many. */
export class Packed {
  /** The same text has the same tag on every server. */
  readonly tag: string;

  constructor(readonly bytes: Buffer) {
    this.tag = `W/"${createHash('sha1').update(bytes).digest('base64url')}"`;
  }

  async text(): Promise<string> {
    return (await unpack(this.bytes)).toString('utf8');
  }
}

export async function packJson(text: string): Promise<Packed> {
  return new Packed(await pack(text, { level: LEVEL }));
}

/**
 * Each time the browser asks whether what it holds is still right: what somebody may see can change at any moment.
 * Only for answers that hold no secret beside what the request says: packing them together would tell of it (BREACH).
 */
export async function sendPacked(request: Request, response: Response, answer: unknown): Promise<void> {
  const packed = answer instanceof Packed ? answer : await packJson(JSON.stringify(answer));
  response.set({ ETag: packed.tag, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding, Cookie, Authorization' });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.type('application/json');
  if (request.acceptsEncodings('gzip') === false) {
    response.send(await packed.text());
    return;
  }
  response.set('Content-Encoding', 'gzip');
  response.send(packed.bytes);
}
